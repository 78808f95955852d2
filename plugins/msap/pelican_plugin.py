"""The bridge to Pelican, and the only module that imports it: one generator writes the whole site.

A `Generator` and not a `Reader`, because Pelican logs a reader's error, drops the page and ends
with success; what a generator raises ends the build.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterable, Mapping
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
from watchfiles import watch

from msap.checks.run import Checked, checking
from msap.errors import Refusal
from msap.keep import digest, digest_of_tree
from msap.pelican_failures import explained
from msap.publish.assembly import Assembly, write_files
from msap.publish.going_back import Before, require_something
from msap.publish.maps.tiles import read_tiles
from msap.publish.offline import read_offline
from msap.publish.page import Output, Stamp
from msap.publish.plan import Plan, plan_site
from msap.publish.site import Sources
from msap.publish.tree import read_tree
from msap.request import Request
from msap.source.catalogue import Catalogue
from msap.source.editorial import Editorial
from msap.verify.published import published_ledger


class SiteGenerator(Generator):  # type: ignore[misc]
    """Reads records and editorial files, then writes every page and file of the site."""

    files: list[Stamp]
    """All the files of the site, once they are written."""

    def generate_context(self) -> None:
        """Read and check everything, then plan the site; raises Refusal when something is wrong."""
        root = Path(self.settings["MSAP_ROOT"])
        self.request: Request = self.settings.get("MSAP") or Request()
        folders = root / "data", Path(self.settings["MSAP_RECORDS"]), Path(self.settings["PATH"])
        only = self.request.only
        _REFUSALS.wait_for_a_change([*folders, Path(self.theme)])
        with checking(*folders, keep=self.request.keep, judges_records=not only) as under_way:
            catalogue = under_way.catalogue or _sound(under_way.outcome())
            try:
                self.plan = self._planned(root, catalogue, under_way.editorial)
            except Exception:  # records with an error are planned too, and may well be the cause
                _sound(under_way.outcome())
                raise
            _sound(under_way.outcome())
        self.env.globals["site"] = self.plan.site
        self.env.globals["components"] = Components(self.env)

    def _planned(self, root: Path, catalogue: Catalogue, editorial: Editorial) -> Plan:
        """Plan the site, to be made only if nothing is found wrong with what it is planned from."""
        require_something(len(catalogue.entries), len(editorial.addresses))
        request = self.request
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
            before=request.before or Before(published_ledger(self.output_path)),
            settings=_digest_of_settings(self.settings),
            keep=request.keep,
            only=request.only,
        )

    def generate_output(self, writer: Writer) -> None:
        """Write the pages through the theme's templates, and the other files."""
        folder, request = Path(self.output_path), self.request
        there = frozenset(() if request.is_fresh else read_tree(folder).files)

        def write(output: Output) -> None:
            for path in there.intersection(output.paths) if there else ():
                (folder / path).unlink()  # it may be a link to a file of another site
            try:
                for page in output.pages:
                    template = self.get_template(page.template.removesuffix(".html"))
                    # Without Pelican's settings: all that a page shows is in its view.
                    writer.write_file(page.path, template, {}, page=page, view=page.view)
            except Exception as error:
                # Said here, since the place of an error does not go from process to process.
                words = explained(error, Path(self.settings["MSAP_ROOT"], "pelicanconf.py"))
                raise (Refusal(words) if words else error) from error
            write_files(output.files, folder)
            request.on_written(folder, [page.path for page in output.pages])

        assembly = Assembly(
            folder,
            request.last,
            request.keep,
            write,
            is_fresh=request.is_fresh,
            # A plugin that is told of each page is told of all of them, in this process.
            is_alone=bool(signals.content_written.receivers),
        )
        self.files = assembly.run(self.plan)


def _sound(checked: Checked) -> Catalogue:
    """Give what was read when nothing is wrong with it; raises Refusal otherwise."""
    if checked.catalogue is None or checked.errors:
        raise Refusal(checked.report())
    return checked.catalogue


def _digest_of_settings(settings: Mapping[str, object]) -> str:
    """Give a digest of the settings but for where this one build reads and writes.

    Templates that stand before those of the theme are settings too.
    """
    places = {"OUTPUT_PATH", "MSAP_RECORDS"}
    overrides = [Path(str(one)) for one in _listed(settings.get("THEME_TEMPLATES_OVERRIDES"))]
    return digest(
        [(name, _plain(value)) for name, value in sorted(settings.items()) if name not in places],
        *map(digest_of_tree, overrides),
    )


def _listed(value: object) -> Iterable[object]:
    return value if isinstance(value, (list, tuple)) else ()


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


class _Refusals(logging.Filter):
    """Prints a refusal as it stands, where Pelican would log it with a trace of calls."""

    has_printed = False

    def filter(self, record: logging.LogRecord) -> bool:
        """Let everything pass but refusals."""
        refusals = [one for one in record.args or () if isinstance(one, Refusal)]
        for refusal in refusals:
            sys.stderr.write(f"{refusal}\n")
            self.has_printed = True
        return not refusals

    def wait_for_a_change(self, folders: Iterable[Path]) -> None:
        """Return at once but after a refusal: `pelican -r` would try again without end."""
        if self.has_printed:
            self.has_printed = False
            next(watch(*(folder for folder in folders if folder.exists())))


_REFUSALS = _Refusals()


def _generators(_pelican: Pelican) -> type[SiteGenerator]:
    return SiteGenerator


def register() -> None:
    """Connect to Pelican, which calls this once for each site."""
    signals.get_generators.connect(_generators)
    filters = logging.getLogger("pelican").filters
    if _REFUSALS not in filters:
        filters.insert(0, _REFUSALS)  # Pelican's own, which drops repeated words, comes after


def run_pelican(settings_file: Path, request: Request, **overrides: object) -> list[Stamp]:
    """Write a complete site into the folder named by OUTPUT_PATH; gives all its files.

    Raises Refusal when Pelican raises or logs an error, OSError when the disk refuses.
    """
    if not settings_file.is_file():
        raise Refusal(f"Le fichier de réglages « {settings_file} » n’existe pas.")
    severe = _SevereHandler()
    init_logging(level=logging.WARNING, fatal="errors", handler=severe)
    console.quiet = True  # It counts articles and pages of Pelican's own, of which there are none.
    generators: list[SiteGenerator] = []

    def notice(generator: Generator) -> None:
        if isinstance(generator, SiteGenerator):
            generators.append(generator)

    try:
        settings = read_settings(str(settings_file), override={**overrides, "MSAP": request})
        compiled = request.keep.in_memory.setdefault("templates", CompiledTemplates())
        settings["JINJA_ENVIRONMENT"] = {
            **settings["JINJA_ENVIRONMENT"],
            "bytecode_cache": compiled,
        }
        with signals.generator_init.connected_to(notice):
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
    (generator,) = generators
    return generator.files
