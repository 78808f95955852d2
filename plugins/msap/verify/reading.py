"""From a folder to a built site: every page is read and judged alone, or known by its stamp."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path

from msap.errors import Refusal
from msap.keep import Shelf
from msap.publish.page import Stamp
from msap.verify.page import Page
from msap.verify.run import judged_page
from msap.verify.site import HOME, BuiltSite


def read_site(
    folder: Path, known: Shelf[Page] | None = None, files: Iterable[Stamp] | None = None
) -> BuiltSite:
    """Read a built site, but for the pages known under their stamps; without any, every byte.

    `files` are all those of the folder, where the caller knows them. Raises Refusal when there is
    no page to judge.
    """
    shelf: Shelf[Page] = known or Shelf({})
    stamps = sorted(_files(folder) if files is None else files, key=_in_order_of_folders)
    pages = {
        stamp.path: shelf.get(_key(stamp), partial(_read, f"{folder}/{stamp.path}"))
        for stamp in stamps
        if stamp.path.endswith(".html")
    }
    if HOME not in pages:
        raise Refusal(f"« {folder} » n’est pas un site construit : il n’a pas de page d’accueil.")
    return BuiltSite(folder, {stamp.path: stamp.size for stamp in stamps}, pages)


def read_pages(known: Shelf[Page], folder: Path, names: Iterable[str]) -> None:
    """Read and judge pages just written, so that `read_site` finds them known."""
    for name in names:
        path = folder / name
        known.put(_key(_stamp(name, path.stat())), judged_page(path.read_bytes()))


def _key(stamp: Stamp) -> str:
    return f"{stamp.path} {stamp.size} {stamp.mtime_ns}"


def _stamp(name: str, state: os.stat_result) -> Stamp:
    return Stamp(name, state.st_size, state.st_mtime_ns)


def _in_order_of_folders(stamp: Stamp) -> str:
    return stamp.path.replace("/", "\0")


def _read(path: str) -> Page:
    return judged_page(Path(path).read_bytes())


def _files(folder: Path | str, prefix: str = "") -> Iterator[Stamp]:
    """Give every file below a folder; linked folders are not entered."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _files(entry.path, f"{prefix}{entry.name}/")
            elif entry.is_file():
                yield _stamp(f"{prefix}{entry.name}", entry.stat())
