"""The files and the folders below a folder."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple


class Signature(NamedTuple):
    """A file of a site, as it was when it was written."""

    path: str
    size: int
    mtime_ns: int


@dataclass(slots=True)
class Tree:
    """Files by their paths in the folder, and folders, each after the one that holds it."""

    files: dict[str, Signature] = field(default_factory=dict)
    folders: list[str] = field(default_factory=list)


def read_tree(folder: Path) -> Tree:
    """List a folder, links included as what they are; one that is not there holds nothing."""
    tree = Tree()
    if folder.is_dir():
        _list(os.fspath(folder), "", tree)
    return tree


def signature_of(folder: Path, path: str) -> Signature | None:
    """Return the signature of a file of a folder; None when it cannot be had."""
    try:
        found = os.lstat(f"{folder}/{path}")
    except OSError:
        return None
    return Signature(path, found.st_size, found.st_mtime_ns)


def _list(folder: str, beginning: str, tree: Tree) -> None:
    with os.scandir(folder) as entries:
        for entry in entries:
            path = beginning + entry.name
            if entry.is_dir(follow_symlinks=False):
                tree.folders.append(path)
                _list(entry.path, f"{path}/", tree)
            else:
                found = entry.stat(follow_symlinks=False)
                tree.files[path] = Signature(path, found.st_size, found.st_mtime_ns)
