"""Whether packages are there in the versions that the lock files name."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Mapping
from importlib import metadata
from pathlib import Path

from msap import __version__
from msap.doctor.finding import Finding
from msap.installation import IS_CHECKOUT, RESOURCES, SET_UP, packages_of

LOWEST_PYTHON = (3, 11)
_LOCKED = re.compile(r"^([a-z0-9][a-z0-9.-]*)==([^\s;]+)", re.MULTILINE)
_SHOWN = 6
"""Names told of a longer list."""
_MAP_LIBRARIES = ("leaflet/dist/leaflet.js", "leaflet.markercluster/dist/leaflet.markercluster.js")


def python_itself() -> Finding:
    """Look at the version of Python."""
    name = f"Python {'.'.join(map(str, sys.version_info[:3]))}"
    if sys.version_info >= LOWEST_PYTHON:
        return Finding(name)
    return Finding(name, "il faut Python 3.11 au moins", "installez-le, puis make setup")


def package_itself() -> Finding:
    """Look whether the program is installed, so that it is called from any folder."""
    try:
        installed = metadata.version("msap")
    except metadata.PackageNotFoundError:
        return Finding("msap", "le programme n’est pas installé", SET_UP)
    wrong = f"c’est {installed} qui est installé" if installed != __version__ else ""
    return Finding(f"msap {__version__}", wrong, SET_UP)


def python_packages(lock: str, remedy: str) -> Finding:
    """Compare the installed packages with a lock file, or with what the wheel asks for."""
    name = f"paquets Python ({lock}.txt)" if IS_CHECKOUT else "paquets Python"
    absent, others = [], []
    for package, version in _locked(lock).items():
        try:
            installed = metadata.version(package)
        except metadata.PackageNotFoundError:
            absent.append(package)
            continue
        if installed != version:
            others.append(f"{package} est en {installed} au lieu de {version}")
    missing = [f"il manque {_listed(absent)}"] if absent else []
    return Finding(name, " ; ".join([*missing, *others[:_SHOWN]]), remedy)


def npm_packages(root: Path) -> Finding:
    """Compare the packages of `package.json` with those that are there."""
    file = RESOURCES / "package.json"
    wanted = json.loads(file.read_text(encoding="utf-8"))
    packages = packages_of(root)
    names = {**wanted.get("dependencies", {}), **wanted.get("devDependencies", {})}
    absent = [name for name in names if not (packages / name / "package.json").is_file()]
    words = f"il manque {_listed(absent)}" if absent else ""
    return Finding("paquets npm", words, "make setup-tests")


def map_libraries(root: Path) -> Finding:
    """Look for what the maps load, and for what bundles every script."""
    folder = packages_of(root)
    absent = [path.split("/")[0] for path in _MAP_LIBRARIES if not (folder / path).is_file()]
    if not any(folder.glob("@esbuild/*/bin/esbuild")):
        absent.append("esbuild")
    words = f"il manque {_listed(absent)}" if absent else ""
    return Finding("bibliothèques des cartes", words, SET_UP)


def _locked(lock: str) -> Mapping[str, str]:
    file = RESOURCES / f"requirements/{lock}.txt"
    if file.is_file():
        return dict(_LOCKED.findall(file.read_text(encoding="utf-8")))
    return dict(_asked_for(lock))


def _asked_for(lock: str) -> Iterator[tuple[str, str]]:
    """Yield what the installed wheel asks for; with `publish`, what that adds."""
    for need in metadata.requires("msap") or ():
        is_extra = "extra ==" in need
        if is_extra == (lock == "publish"):
            yield from _LOCKED.findall(need)


def _listed(names: list[str]) -> str:
    more = len(names) - _SHOWN
    words = ", ".join(names[:_SHOWN])
    return f"{words} et {more} de plus" if more > 0 else words
