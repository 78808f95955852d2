"""The bridge to Pelican, and the only module that imports it: one generator writes the whole site.

A `Generator` and not a `Reader`, because Pelican logs a reader's error, drops the page and ends
with success; what a generator raises ends the build.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import TextIO

from jinja2 import Environment
from jinja2.bccache import Bucket, BytecodeCache
from jinja2.environment import TemplateModule
from pelican import Pelican, signals
from pelican.generators import Generator
from pelican.log import console
from pelican.log import init as init_logging
from pelican.settings import read_settings
from pelican.writers import Writer

from msap.checks.run import Checked, checking
from msap.errors import Refusal
from msap.keep import Keep, digest
from msap.pelican_failures import explained
from msap.publish.assembly import Assembly, write_files
from msap.publish.going_back import require_something
from msap.publish.maps.tiles import read_tiles
from msap.publish.offline import read_offline
from msap.publish.page import Output, Stamp
from msap.publish.plan import Plan, plan_site
from msap.publish.site import Sources
from msap.source.catalogue import Catalogue
from msap.source.editorial import Editorial


class SiteGenerator(Generator):  # type: ignore[misc]
    """Reads records and editorial files, then writes every page and file of the site."""

    def generate_context(self) -> None:
        """Read and check everything, then plan the site; raises Refusal when something is wrong."""
        root = Path(self.settings["MSAP_ROOT"])
        self.keep: Keep = self.settings["MSAP_KEEP"]
        folders = root / "data", Path(self.settings["MSAP_RECORDS"]), Path(self.settings["PATH"])
        only: tuple[str, ...] = self.settings.get("MSAP_PARTS", ())
        with checking(*folders, keep=self.keep, judges_records=not only) as under_way:
            catalogue = under_way.catalogue or _sound(under_way.outcome())
            try:
                self.plan = self._planned(root, catalogue, under_way.editorial, only)
            except Exception:  # records with an error are planned too, and may well be the cause
                _sound(under_way.outcome())
                raise
            _sound(under_way.outcome())
        self.env.globals["site"] = self.plan.site
        self.env.globals["components"] = Components(self.env)

    def _planned(
        self, root: Path, catalogue: Catalogue, editorial: Editorial, only: tuple[str, ...]
    ) -> Plan:
        """Plan the site, to be made only if nothing is found wrong with what it is planned from."""
        require_something(len(catalogue.entries), len(editorial.addresses))
        return plan_site(
            Sources(
                catalogue,
                editorial,
                root / "data",
                Path(self.theme),
                read_tiles(self.settings.get("MSAP_TILES")),
                keeps_pages=read_offline(self.settings.get("MSAP_OFFLINE", True)),
            ),
            url=self.settings["SITEURL"].rstrip("/"),
            today=date.fromisoformat(self.settings["MSAP_TODAY"]),
            before=self.settings.get("MSAP_BEFORE"),
            settings=_digest_of_settings(self.settings),
            keep=self.keep,
            only=only,
        )

    def generate_output(self, writer: Writer) -> None:
        """Write the pages through the theme's templates, and the other files."""

        def write(output: Output) -> None:
            try:
                for page in output.pages:
                    template = self.get_template(page.template.removesuffix(".html"))
                    # Without Pelican's settings: all that a page shows is in its view.
                    writer.write_file(page.path, template, {}, page=page, view=page.view)
            except Exception as error:
                # Said here, since the place of an error does not go from process to process.
                words = explained(error, Path(self.settings["MSAP_ROOT"], "pelicanconf.py"))
                raise (Refusal(words) if words else error) from error
            folder = Path(self.output_path)
            write_files(output.files, folder)
            written(folder, [page.path for page in output.pages])

        written: Callable[[Path, Iterable[str]], None] = self.settings["MSAP_WRITTEN"]
        last: Path | None = self.settings.get("MSAP_LAST")
        assembly = Assembly(Path(self.output_path), last, self.keep, write)
        self.settings["MSAP_FILES"] += assembly.run(self.plan)


def _sound(checked: Checked) -> Catalogue:
    """Give what was read when nothing is wrong with it; raises Refusal otherwise."""
    if checked.catalogue is None or checked.errors:
        raise Refusal(checked.report())
    return checked.catalogue


def _digest_of_settings(settings: Mapping[str, object]) -> str:
    """Give a digest of the settings but for where this one build reads and writes."""
    places = {
        "OUTPUT_PATH",
        "MSAP_RECORDS",
        "MSAP_BEFORE",
        "MSAP_LAST",
        "MSAP_KEEP",
        "MSAP_WRITTEN",
        "MSAP_FILES",
    }
    return digest(
        [(name, _plain(value)) for name, value in sorted(settings.items()) if name not in places]
    )


def _plain(value: object) -> object:
    """Give what of a setting is the same in every process: an object is known by its type."""
    if isinstance(value, dict):
        return sorted((str(key), _plain(one)) for key, one in value.items())
    if isinstance(value, (list, tuple)):
        return [_plain(one) for one in value]
    if isinstance(value, (str, int, float, bool, type(None))):
        return value
    return getattr(value, "__qualname__", type(value).__qualname__)


class Components:
    """What templates share, by the name of its file: `components.facts.facts` is a macro.

    Each file of `components/` is run once a build, and not in every page that imports it; what it
    sets and what does not depend on the page, like the footer, is then written once.
    """

    def __init__(self, environment: Environment) -> None:
        self._environment = environment

    def __getattr__(self, name: str) -> TemplateModule:
        """Give what a file defines; raises TemplateNotFound when it is not there."""
        module = self._environment.get_template(f"components/{name}.html").module
        setattr(self, name, module)
        return module


class CompiledTemplates(BytecodeCache):
    """Templates compiled in this process, for the next build in it."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[str, object]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give the code of a template whose text is the same."""
        checksum, code = self._known.get(bucket.key, ("", None))
        if checksum == bucket.checksum:
            bucket.code = code  # type: ignore[assignment]

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a template."""
        self._known[bucket.key] = (bucket.checksum, bucket.code)


class _SevereHandler(logging.StreamHandler[TextIO]):
    """Prints what Pelican logs, and remembers what is critical, which Pelican lets pass."""

    heard = False

    def emit(self, record: logging.LogRecord) -> None:
        """Print a message, with the words of an exception and not its trace of calls."""
        self.heard = self.heard or record.levelno >= logging.CRITICAL
        words = record.getMessage()
        if record.exc_info and record.exc_info[1]:
            words += f" : {record.exc_info[1]}"
        super().emit(logging.LogRecord(record.name, record.levelno, "", 0, words, None, None))


def _generators(_pelican: Pelican) -> type[SiteGenerator]:
    return SiteGenerator


def register() -> None:
    """Connect to Pelican, which calls this once."""
    signals.get_generators.connect(_generators)


def run_pelican(settings_file: Path, **overrides: object) -> list[Stamp]:
    """Write a complete site into the fresh folder named by OUTPUT_PATH; gives all its files.

    What MSAP_KEEP knows of the site in MSAP_LAST is taken from there; MSAP_WRITTEN is told of pages
    as soon as they are there, by the process that wrote them.
    Raises Refusal when Pelican raises or logs an error, OSError when the disk refuses.
    """
    if not settings_file.is_file():
        raise Refusal(f"Le fichier de réglages « {settings_file} » n’existe pas.")
    severe = _SevereHandler()
    init_logging(level=logging.WARNING, fatal="errors", handler=severe)
    console.quiet = True  # It counts articles and pages of Pelican's own, of which there are none.
    try:
        settings = read_settings(str(settings_file), override=overrides)
        files: list[Stamp] = settings.setdefault("MSAP_FILES", [])
        keep = settings.setdefault("MSAP_KEEP", Keep())
        settings.setdefault("MSAP_WRITTEN", lambda _folder, _pages: None)
        compiled = keep.in_memory.setdefault("templates", CompiledTemplates())
        settings["JINJA_ENVIRONMENT"] = {
            **settings["JINJA_ENVIRONMENT"],
            "bytecode_cache": compiled,
        }
        Pelican(settings).run()
    except Refusal:
        raise
    except Exception as error:
        words = explained(error, settings_file)
        if words is None:
            raise
        raise Refusal(words) from error
    finally:
        logging.getLogger().removeHandler(severe)
    if severe.heard:
        raise Refusal("Un greffon a signalé l’erreur grave écrite au-dessus.")
    return files
