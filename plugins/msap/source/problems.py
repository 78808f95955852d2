"""A problem is a value: where it stands, what was written, what to write instead."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from enum import StrEnum
from pathlib import PurePath
from typing import NamedTuple


class Severity(StrEnum):
    """Whether a problem stops the build (error) or only asks for attention (warning)."""

    ERROR = "erreur"
    WARNING = "attention"


class Position(NamedTuple):
    """A place in a text file; lines and columns count from 1."""

    line: int = 1
    column: int = 1


class Problem(NamedTuple):
    """One thing to correct in a file: `fact` quotes what was written, `advice` says what to write.

    `code` names the rule and never changes, so that the editors' guide can explain it.
    """

    path: PurePath
    position: Position
    code: str
    fact: str
    advice: str
    severity: Severity = Severity.ERROR


def nearest(written: str, known: Iterable[str]) -> str | None:
    """Return the known word closest to what was written, or None when nothing is close."""
    matches = get_close_matches(written.lower(), list(known), n=1, cutoff=0.6)
    return matches[0] if matches else None


def in_reading_order(problems: Iterable[Problem]) -> list[Problem]:
    """Sort problems as a reader goes through the files: path, line, column, then rule."""
    return sorted(problems, key=lambda p: (p.path.as_posix(), p.position, p.code, p.fact))
