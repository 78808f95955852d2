"""The style sheet and the scripts of the site: each one file, named after its content."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from msap.publish.page import File


@dataclass(frozen=True, slots=True)
class Assets:
    """The files of the theme: what every page calls, and what some call later."""

    style: File
    script: File
    bundles: dict[str, File]
    """Scripts loaded when they are needed, by the name of their folder."""


def read_assets(theme: Path) -> Assets:
    """Join the parts of the theme's style and scripts, in the order of their names."""
    static = theme / "static"
    return Assets(
        _bundle(static / "css", "css", "site"),
        _bundle(static / "js", "js", "site"),
        {
            folder.name: _bundle(folder, "js", folder.name)
            for folder in sorted((static / "js").iterdir())
            if folder.is_dir()
        },
    )


def _bundle(folder: Path, suffix: str, name: str) -> File:
    parts = [path.read_text(encoding="utf-8") for path in sorted(folder.glob(f"*.{suffix}"))]
    content = "\n".join(parts).encode()
    digest = sha256(content).hexdigest()[:10]
    return File(f"static/{name}.{digest}.{suffix}", content)
