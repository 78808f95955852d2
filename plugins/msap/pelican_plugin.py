"""The bridge to Pelican, and the only module that imports it: one generator writes the whole site.

A `Generator` and not a `Reader`, because Pelican logs a reader's error, drops the page and ends
with success; what a generator raises ends the build.
"""

from __future__ import annotations

import logging
from datetime import date
from pathlib import Path
from typing import TextIO

from pelican import Pelican, signals
from pelican.generators import Generator
from pelican.log import console
from pelican.log import init as init_logging
from pelican.settings import read_settings
from pelican.writers import Writer

from msap.checks.run import check_everything
from msap.errors import Refusal
from msap.pelican_failures import explained
from msap.progress import steps
from msap.publish.going_back import require_something
from msap.publish.maps.tiles import read_tiles
from msap.publish.offline import read_offline
from msap.publish.plan import plan_site
from msap.publish.site import Sources


class SiteGenerator(Generator):  # type: ignore[misc]
    """Reads records and editorial files, then writes every page and file of the site."""

    def generate_context(self) -> None:
        """Read and check everything, then plan the site; raises Refusal when something is wrong."""
        root = Path(self.settings["MSAP_ROOT"])
        checked = check_everything(
            root / "data", Path(self.settings["MSAP_RECORDS"]), Path(self.settings["PATH"])
        )
        if checked.catalogue is None or checked.errors:
            raise Refusal(checked.report())
        require_something(len(checked.catalogue.entries), len(checked.editorial.addresses))
        self.site, self.planned = plan_site(
            Sources(
                checked.catalogue,
                checked.editorial,
                root / "data",
                Path(self.theme),
                read_tiles(self.settings.get("MSAP_TILES")),
                keeps_pages=read_offline(self.settings.get("MSAP_OFFLINE", True)),
            ),
            url=self.settings["SITEURL"].rstrip("/"),
            today=date.fromisoformat(self.settings["MSAP_TODAY"]),
            before=self.settings.get("MSAP_BEFORE"),
        )
        self.env.globals["site"] = self.site

    def generate_output(self, writer: Writer) -> None:
        """Write the pages through the theme's templates, then the other files."""
        for page in steps(self.planned.pages, "Pages du site"):
            template = self.get_template(page.template.removesuffix(".html"))
            writer.write_file(page.path, template, self.context, page=page, view=page.view)
        for file in self.planned.files:
            target = Path(self.output_path, file.path)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(file.content)


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


def run_pelican(settings_file: Path, **overrides: object) -> None:
    """Write a complete site into the fresh folder named by OUTPUT_PATH, in this process.

    Raises Refusal when Pelican raises or logs an error, OSError when the disk refuses.
    """
    if not settings_file.is_file():
        raise Refusal(f"Le fichier de réglages « {settings_file} » n’existe pas.")
    severe = _SevereHandler()
    init_logging(level=logging.WARNING, fatal="errors", handler=severe)
    console.quiet = True  # It counts articles and pages of Pelican's own, of which there are none.
    try:
        Pelican(read_settings(str(settings_file), override=overrides)).run()
    except Refusal:
        raise
    except Exception as error:
        words = explained(error, settings_file)
        if words is None:
            raise
        raise Refusal(words) from error
    if severe.heard:
        raise Refusal("Un greffon a signalé l’erreur grave écrite au-dessus.")
