"""The style sheet and the scripts of the site: each one file, named after its content."""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from msap.publish.page import File

_REMARKS = re.compile(r"^\s*/\*.*?\*/\s*$\n?|^\s*//[^\n]*\n|^\s+", re.MULTILINE | re.DOTALL)


class Assets(NamedTuple):
    """The files of the theme: what every page calls, and what some call later."""

    style: File
    script: File
    bundles: dict[str, File]
    """Scripts loaded when they are needed, by the name of their folder, and the style that only
    the page of results needs, as `results-style`."""

    @property
    def files(self) -> tuple[File, ...]:
        """Return all of them."""
        return self.style, self.script, *self.bundles.values()


def read_assets(theme: Path, constants: str = "") -> Assets:
    """Join the parts of the theme's style and scripts, in the order of their names.

    `constants` opens the script of every page: what the build knows and the parts need.
    """
    static = theme / "static"
    return Assets(
        _bundle(static / "css", "css", "site"),
        _bundle(static / "js", "js", "site", constants),
        {
            folder.name: _bundle(folder, "js", folder.name)
            for folder in sorted((static / "js").iterdir())
            if folder.is_dir()
        }
        | {"results-style": _bundle(static / "css/results", "css", "results")},
    )


def without_remarks(source: str) -> str:
    """Remove indents, empty lines and comments that have their own lines: a tenth of a page.

    A comment begins its line with `//`, or with `/*` and ends it; a text over several lines would
    lose its indents.
    """
    return _REMARKS.sub("", source)


def _bundle(folder: Path, suffix: str, name: str, head: str = "") -> File:
    parts = [path.read_text(encoding="utf-8") for path in sorted(folder.glob(f"*.{suffix}"))]
    content = (head + without_remarks("\n".join(parts))).encode()
    digest = sha256(content).hexdigest()[:10]
    return File(f"static/{name}.{digest}.{suffix}", content)
