"""Problems of a valid record, with the positions of the values they are about."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from msap.source.catalogue import Catalogue
from msap.source.entries import RecordEntry
from msap.source.located_yaml import key_position, position_of
from msap.source.problems import Problem, Severity

RecordRule = Callable[[RecordEntry, Catalogue], Iterator[Problem]]
"""A rule that checks one record by itself, knowing the shared files."""


def error(
    entry: RecordEntry, where: Sequence[int | str], code: str, fact: str, advice: str
) -> Problem:
    """Make an error about the value at `where`, or about its nearest parent that is written."""
    return Problem(entry.path, position_of(entry.node, where), code, fact, advice)


def warning(
    entry: RecordEntry, where: Sequence[int | str], code: str, fact: str, advice: str
) -> Problem:
    """Make a warning about the value at `where`, or about its nearest parent that is written."""
    position = position_of(entry.node, where)
    return Problem(entry.path, position, code, fact, advice, Severity.WARNING)


def key_warning(entry: RecordEntry, key: str, code: str, fact: str, advice: str) -> Problem:
    """Make a warning about a key that should not be there, or that lacks something."""
    position = key_position(entry.node, [key])
    return Problem(entry.path, position, code, fact, advice, Severity.WARNING)
