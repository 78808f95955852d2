"""Where the program is installed, and which project it works on.

A wheel carries what is not Python in `resources/`; a checkout has it at its top. Both are laid out
alike: `theme/`, Pelican's settings, and the maps' libraries under `node_modules/`.
"""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_CARRIED = _PACKAGE / "resources"

IS_CHECKOUT = not _CARRIED.is_dir()
RESOURCES = _PACKAGE.parents[1] if IS_CHECKOUT else _CARRIED
"""The folder of the theme, of Pelican's settings and of the maps' libraries."""
SET_UP = "make setup" if IS_CHECKOUT else "pip install --force-reinstall msap"
"""The command that installs again what is missing."""

_SIGNS = ("pelicanconf.py", "data/network.yml")
"""A folder with one of these is a project."""


def project_root(start: Path) -> Path:
    """Return the project that `start` lies in, else the checkout of the program, else `start`."""
    above = (start, *start.parents)
    fallback = RESOURCES if IS_CHECKOUT else start
    return next((folder for folder in above if _is_project(folder)), fallback)


def settings_of(root: Path, name: str) -> tuple[Path, dict[str, str]]:
    """Return the project's settings file of that name, or else the one that the program brings.

    With the latter come the settings that name the project.
    """
    own, brought = root / name, RESOURCES / name
    if own.is_file() or not brought.is_file():
        return own, {}
    return brought, {"MSAP_ROOT": str(root), "PATH": str(root / "content")}


def packages_of(root: Path) -> Path:
    """Return the folder of the browser's libraries: the project's own, or what the program brings."""
    own = root / "node_modules"
    return own if own.is_dir() else RESOURCES / "node_modules"


def _is_project(folder: Path) -> bool:
    return any((folder / sign).is_file() for sign in _SIGNS)
