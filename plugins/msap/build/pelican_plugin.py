"""The Pelican plugin, the only module that imports Pelican: one generator writes the whole site.

A `Generator` and not a `Reader`, because Pelican logs a reader's error, drops the page and ends
with success; what a generator raises ends the build.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager, nullcontext
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

from msap.build.bundled import bundled
from msap.build.memory import contents
from msap.build.pelican_failures import explained
from msap.build.plan import Plan, plan_site
from msap.build.request import Request, Result
from msap.build.tree import read_tree
from msap.build.writing import Writing, write_files
from msap.checks.run import check_everything
from msap.errors import Refusal
from msap.installation import packages_of
from msap.own_folders import require_apart, require_writable, writing_in
from msap.publish.files.offline import read_offline
from msap.publish.guards.regression import PreviousSite, require_something
from msap.publish.maps.tiles import read_tiles
from msap.publish.page import Output
from msap.publish.scripts.assets import Assets
from msap.publish.scripts.constants import script_constants
from msap.publish.site import Sources, base_of
from msap.verify.published import is_site, published_url_manifest


class SiteGenerator(Generator):  # type: ignore[misc]
    """Reads records and editorial files, then writes every page and file of the site."""

    result: Result
    """The site, once it is written."""

    def generate_context(self) -> None:
        """Read and check everything, then plan the site; raises Refusal when something is wrong."""
        root = Path(self.settings["MSAP_ROOT"])
        self.request: Request = self.settings.get("MSAP") or Request()
        folders = root / "data", Path(self.settings["MSAP_RECORDS"]), Path(self.settings["PATH"])
        if not self.request.is_fresh:
            require_writable(Path(self.output_path), is_site, _ADVICE)
        keeps_pages = read_offline(self.settings.get("MSAP_OFFLINE", True))
        with self._bundled(root, keeps_pages=keeps_pages) as assets:
            checked = check_everything(*folders, checks=self.request.checks, today=self._today)
            if checked.catalogue is None or checked.errors:
                raise Refusal(checked.report())
            sources = Sources(
                *(checked.catalogue, checked.editorial, root / "data", Path(self.theme)),
                read_tiles(self.settings.get("MSAP_TILES")),
                keeps_pages=keeps_pages,
            )
            self.plan = self._planned(sources, assets())
        self.env.globals["site"] = self.plan.site
        self.env.globals["components"] = Components(self.env)

    def _bundled(
        self, root: Path, *, keeps_pages: bool
    ) -> AbstractContextManager[Callable[[], Assets]]:
        constants = script_constants(self._today, keeps_pages=keeps_pages)
        packages, base = packages_of(root), base_of(self._url)
        return bundled(Path(self.theme), packages, constants, base, self.request.memory)

    @property
    def _url(self) -> str:
        return str(self.settings["SITEURL"]).rstrip("/")

    @property
    def _today(self) -> date:
        return date.fromisoformat(self.settings["MSAP_TODAY"])

    def _planned(self, sources: Sources, assets: Assets) -> Plan:
        require_something(len(sources.catalogue.entries), len(sources.editorial.addresses))
        request, settings = self.request, self.settings
        return plan_site(
            sources,
            assets,
            url=self._url,
            today=self._today,
            previous=request.previous or PreviousSite(published_url_manifest(self.output_path)),
            settings=_fingerprint(settings) if request.memory else None,
            memory=request.memory,
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

        # A plugin that is notified of each page is notified of all of them, in this process.
        alone = bool(signals.content_written.receivers)
        with nullcontext() if request.is_fresh else writing_in(folder):
            self.result = Writing(folder, request, write).make(self.plan, alone=alone)


def _fingerprint(settings: Mapping[str, object]) -> object:
    """Return what pages may depend on: every setting, and the templates that some of them name."""
    overrides = [Path(folder) for folder in settings["THEME_TEMPLATES_OVERRIDES"]]  # type: ignore[attr-defined]
    return _plain(dict(settings)), contents(*overrides)


def _plain(value: object) -> object:
    """Return what of a setting is the same in every process: an object is known by its type."""
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
        """Return what a file defines; raises TemplateNotFound when it is not there."""
        module = self._environment.get_template(f"components/{name}.html").module
        setattr(self, name, module)
        return module


class CompiledTemplates(BytecodeCache):
    """Templates compiled in this process, for the next build in it."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[str, object]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Return the code of a template whose text is the same."""
        checksum, code = self._known.get(bucket.key, ("", None))
        if checksum == bucket.checksum:
            bucket.code = code  # type: ignore[assignment]

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Store the compiled code of a template."""
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
        """Drop the log record of a refusal, which is printed by itself."""
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
_ADVICE = "Choisissez un autre dossier avec -o, par exemple « -o output.essai »."


def _generators(pelican: Pelican) -> type[SiteGenerator]:
    """Return the generator; raises Refusal, before Pelican may empty it, for a folder of sources."""
    root, settings = Path(pelican.settings["MSAP_ROOT"]), pelican.settings
    read = [Path(settings[name]) for name in ("MSAP_RECORDS", "PATH", "THEME")]
    _REFUSALS.wait_for_a_change([root / "data", *read])
    if "MSAP" not in settings:
        require_apart(Path(pelican.output_path), root, _ADVICE, read)
    return SiteGenerator


def register() -> None:
    """Connect to Pelican, which calls this once for each site."""
    signals.get_generators.connect(_generators)
    filters = logging.getLogger("pelican").filters
    if _REFUSALS not in filters:
        filters.insert(0, _REFUSALS)  # Pelican's own, which drops repeated words, comes after


def run_pelican(settings_file: Path, request: Request, **overrides: object) -> Result:
    """Write a complete site into the folder named by OUTPUT_PATH; return what was written.

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
        if request.memory:
            compiled = request.memory.recall("templates", None, CompiledTemplates)
            jinja = settings["JINJA_ENVIRONMENT"]
            settings["JINJA_ENVIRONMENT"] = {**jinja, "bytecode_cache": compiled}
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
    if not generators:
        raise Refusal(
            f"Le greffon du site n’est pas demandé : écrivez « {__name__} » dans « PLUGINS » de "
            f"{settings_file.name}."
        )
    return generators[0].result
