"""The style sheet and the script of the site: one file each, named after its content."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from msap.publish.page import File


@dataclass(frozen=True, slots=True)
class Assets:
    """The files of the theme that every page calls."""

    style: File
    script: File


def read_assets(theme: Path) -> Assets:
    """Join the parts of the theme's style and script, in the order of their names."""
    static = theme / "static"
    return Assets(
        _bundle(static / "css", "css", "site"),
        _bundle(static / "js", "js", "site"),
    )


def _bundle(folder: Path, suffix: str, name: str) -> File:
    parts = [path.read_text(encoding="utf-8") for path in sorted(folder.glob(f"*.{suffix}"))]
    content = "\n".join(parts).encode()
    digest = sha256(content).hexdigest()[:10]
    return File(f"static/{name}.{digest}.{suffix}", content)
