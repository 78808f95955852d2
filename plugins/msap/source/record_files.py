"""The files of records in a folder, and what else lies there."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path, PurePath
from typing import NamedTuple

from msap.source.problems import Position, Problem, Severity

_FILE_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\.yml")
_FOLDER_NAME = re.compile(r"[0-9]{2,3}|2[AB]")
_CLOCK_STEP_NS = 100_000_000
"""A file changed less than this before it was read may change again at the same time by its clock."""


class RecordFile(NamedTuple):
    """A file that has the name of a record; `place` is its path in the folder of records."""

    place: str
    size: int
    changed_ns: int
    """When the system last saw its content or its name change, which nobody can set."""

    def is_time_trusted(self, read_ns: int) -> bool:
        """Return whether what was read at this time is what later readings find, as it is listed."""
        return self.changed_ns < read_ns - _CLOCK_STEP_NS


def record_files(records: Path, shown: PurePath) -> tuple[list[RecordFile], list[Problem]]:
    """List the record files in a stable order, and say what else lies there.

    `shown` is the folder as messages give it.
    """
    if not records.is_dir():
        return [], [
            Problem(
                shown,
                Position(),
                "dossier-manquant",
                f"Le dossier « {shown} » n’existe pas.",
                "Vérifiez le chemin, ou importez une liste.",
            )
        ]
    files: list[RecordFile] = []
    problems: list[Problem] = []
    for place, entry in _walk(os.fspath(records), ""):
        folder, _, name = place.rpartition("/")
        if _FOLDER_NAME.fullmatch(folder) and _FILE_NAME.fullmatch(name):
            found = entry.stat(follow_symlinks=False)
            files.append(RecordFile(place, found.st_size, found.st_ctime_ns))
        elif place.startswith(".") or "/." in place:
            problems.append(_stray(shown / place, Severity.WARNING))
        else:
            problems.append(_stray(shown / place, Severity.ERROR))
    return files, problems


def _walk(folder: str, beginning: str) -> Iterator[tuple[str, os.DirEntry[str]]]:
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            if entry.is_dir(follow_symlinks=False):
                yield from _walk(entry.path, f"{beginning}{entry.name}/")
            else:
                yield beginning + entry.name, entry


def _stray(path: PurePath, severity: Severity) -> Problem:
    return Problem(
        path,
        Position(),
        "nom-de-fichier",
        f"« {path.name!r} » n’est pas le nom d’une fiche.".replace("'", ""),
        "Une fiche se range par département et s’écrit en minuscules sans accent : "
        "« 23/ahun.yml ».",
        severity,
    )
