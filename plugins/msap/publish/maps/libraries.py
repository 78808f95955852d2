"""Leaflet and its clusters, from npm, named after their content as all assets are."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from msap.errors import Refusal
from msap.installation import SET_UP
from msap.publish.page import File

_SCRIPTS = (
    Path("leaflet/dist/leaflet.js"),
    Path("leaflet.markercluster/dist/leaflet.markercluster.js"),
)
_STYLES = (Path("leaflet/dist/leaflet.css"), Path("leaflet.markercluster/dist/MarkerCluster.css"))


class Libraries(NamedTuple):
    """What a map needs: one style sheet, the theme's rules last, and scripts in their order."""

    style: File
    scripts: tuple[File, ...]


def read_libraries(packages: Path, theme: Path) -> Libraries:
    """Read the packages of the `node_modules` folder; raises Refusal when one is missing.

    The libraries' style goes into a layer, so that the theme's rules win whatever their weight.
    """
    styles = b"\n".join(_read(packages, path) for path in _STYLES)
    own = b"\n".join(path.read_bytes() for path in sorted((theme / "static/css/map").glob("*.css")))
    return Libraries(
        named_file("static/carte", "css", b"@layer leaflet {\n" + styles + b"\n}\n" + own),
        tuple(named_file(f"static/{path.stem}", "js", _read(packages, path)) for path in _SCRIPTS),
    )


def library_files(packages: Path) -> list[bytes | None]:
    """Return the bytes of the packages' files; None for one that is missing."""
    paths = (packages / path for path in (*_STYLES, *_SCRIPTS))
    return [path.read_bytes() if path.is_file() else None for path in paths]


def named_file(name: str, suffix: str, content: bytes) -> File:
    """Return a file whose name changes with its content, so that browsers may keep it for ever."""
    return File(f"{name}.{sha256(content).hexdigest()[:10]}.{suffix}", content)


def _read(packages: Path, path: Path) -> bytes:
    try:
        return (packages / path).read_bytes()
    except FileNotFoundError as error:
        raise Refusal(
            f"La bibliothèque « {path.parts[0]} » de la carte n’est pas installée : "
            f"lancez « {SET_UP} », puis recommencez."
        ) from error
