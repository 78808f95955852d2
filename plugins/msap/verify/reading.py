"""From a folder to a built site: every page is read, and verified by itself."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from msap.errors import Refusal
from msap.verify.run import verified_page
from msap.verify.site import HOME, BuiltSite, built_site


def read_site(folder: Path) -> BuiltSite:
    """Read every byte of a built site; raises Refusal when there is no page to verify."""
    files = dict(_files(folder))
    if HOME not in files:
        raise Refusal(f"« {folder} » n’est pas un site construit : il n’a pas de page d’accueil.")
    pages = {
        path: verified_page(Path(folder, path).read_bytes())
        for path in files
        if path.endswith(".html")
    }
    return built_site(folder, files, pages)


def _files(folder: Path | str, prefix: str = "") -> Iterator[tuple[str, int]]:
    """Yield the path and the size of every file below a folder; linked folders are not entered."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _files(entry.path, f"{prefix}{entry.name}/")
            elif entry.is_file():
                yield f"{prefix}{entry.name}", entry.stat().st_size
