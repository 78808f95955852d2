"""What no commit may contain: symbolic links, and files in folders that only programs write.

A link leads a build or a publication to a folder that is not its own; a file under an ignored path
(`output/`, `.cache/`, `__pycache__/`…) would be taken for one that was made here.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path, PurePath

from msap.git import git
from msap.source.problems import Position, Problem

_SET_UP = frozenset({".git", ".venv", "node_modules"})
"""What set-up and git fill, with links of their own; a commit may hold none of it."""


def repository(root: Path) -> Iterator[Problem]:
    """Check the project's whole folder; without git, only for links.

    The link by which a publication shows a release is the one that a program makes.
    """
    tracked = _listed(root, "--stage")
    linked = {line.partition("\t")[2] for line in tracked if line.startswith("120000 ")}
    for path in sorted(linked.union(_links(root, ""))):
        yield Problem(
            PurePath(path),
            Position(),
            "lien-symbolique",
            f"« {path} » est un lien vers un autre fichier ou un autre dossier.",
            "Mettez le vrai fichier, ou retirez le lien.",
        )
    for path in _listed(root, "--cached", "--ignored", "--exclude-per-directory=.gitignore"):
        yield Problem(
            PurePath(path),
            Position(),
            "fichier-ignore",
            f"« {path} » est là où seuls des programmes écrivent (voir « .gitignore »).",
            f"Retirez-le du dépôt : « git rm --cached {path} ».",
        )


def _links(root: Path, folder: str) -> Iterator[str]:
    """Yield the paths of links, from `root` on, in what is not another repository."""
    try:
        with os.scandir(root / folder) as found:
            entries = list(found)
    except PermissionError:  # it holds nothing that could be built or published
        return
    names = {entry.name for entry in entries}
    if folder and ".git" in names:
        return
    for entry in entries:
        path = folder + entry.name
        if entry.name in _SET_UP or _shows_a_release(entry, names):
            continue
        if entry.is_symlink():
            yield path
        elif entry.is_dir():
            yield from _links(root, f"{path}/")


def _shows_a_release(entry: os.DirEntry[str], names: set[str]) -> bool:
    return (
        entry.name == "current"
        and entry.is_symlink()
        and "releases" in names
        and Path(entry).readlink().parts[0] == "releases"
    )


def _listed(root: Path, *options: str) -> list[str]:
    return git(root, "ls-files", "-z", *options).split("\0")[:-1]
