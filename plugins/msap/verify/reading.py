"""From a folder to a built site: every page is read and judged alone, or known by its stamp."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path

from msap.errors import Refusal
from msap.keep import Shelf
from msap.verify.page import Page
from msap.verify.run import judged_page
from msap.verify.site import HOME, BuiltSite


def read_site(folder: Path, known: Shelf[Page] | None = None) -> BuiltSite:
    """Read a built site, but for the pages known under their stamps; without any, every byte.

    Raises Refusal when there is no page to judge.
    """
    shelf: Shelf[Page] = known or Shelf({})
    files: dict[str, int] = {}
    pages: dict[str, Page] = {}
    for name, state in _files(folder):
        files[name] = state.st_size
        if name.endswith(".html"):
            pages[name] = shelf.get(stamp(name, state), partial(_read, f"{folder}/{name}"))
    if HOME not in pages:
        raise Refusal(f"« {folder} » n’est pas un site construit : il n’a pas de page d’accueil.")
    return BuiltSite(folder, files, pages)


def read_pages(known: Shelf[Page], folder: Path, names: Iterable[str]) -> None:
    """Read and judge pages just written, so that `read_site` finds them known."""
    for name in names:
        path = folder / name
        known.put(stamp(name, path.stat()), judged_page(path.read_bytes()))


def stamp(name: str, state: os.stat_result) -> str:
    """Name a file as it is now: by its path in the site, its size and its time (ns)."""
    return f"{name} {state.st_size} {state.st_mtime_ns}"


def _read(path: str) -> Page:
    return judged_page(Path(path).read_bytes())


def _files(folder: Path | str, prefix: str = "") -> Iterator[tuple[str, os.stat_result]]:
    """Give every file below a folder, in the order of names; linked folders are not entered."""
    with os.scandir(folder) as found:
        entries = sorted(found, key=lambda entry: entry.name)
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            yield from _files(entry.path, f"{prefix}{entry.name}/")
        elif entry.is_file():
            yield f"{prefix}{entry.name}", entry.stat()
