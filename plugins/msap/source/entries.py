"""Records read from their files, each with the text it was read from."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePath
from typing import NamedTuple

from pydantic import ValidationError

from msap.source.located_yaml import MappingNode, parse_yaml
from msap.source.msap import Msap
from msap.source.plain_yaml import Plain, plain_document
from msap.source.problems import Problem
from msap.source.text import RECORD_SIZE_LIMIT, read_text, visible
from msap.source.validation import read_record


@dataclass(frozen=True, eq=False)
class RecordEntry:
    """A record with the text it was read from; `path` is the one messages show.

    Two are the same only when they were read at once: to compare them costs nothing.
    """

    path: PurePath
    text: str
    msap: Msap
    is_sound: bool = True
    """False where a mistake was removed so that the rest could be checked."""
    lost: frozenset[str] = frozenset()
    """The keys of the record under which something was left out."""
    remains: MappingNode | None = None
    """What the record was made of, when something was left out."""

    @cached_property
    def node(self) -> MappingNode:
        """Return the text with the place of every word, read again for those who ask."""
        if self.remains:
            return self.remains
        node, _ = parse_yaml(visible(self.text), self.path)
        assert isinstance(node, MappingNode)  # noqa: S101 - a record was made from it
        return node

    @cached_property
    def departement(self) -> str:
        """Return the code of the department whose folder holds the file."""
        return self.path.parent.name


Parsed = tuple[RecordEntry | None, list[Problem]]


class RecordText(NamedTuple):
    """The text of a record file, its problems, and its data unless it is written in a rare way."""

    text: str | None
    problems: list[Problem]
    data: Plain | None


def read_entry(path: Path, shown: PurePath) -> Parsed:
    """Read one record file."""
    return entry_of(read_record_text(path, shown), shown)


def read_record_text(path: Path, shown: PurePath) -> RecordText:
    """Read what one record file says, whether or not it is a record."""
    text, problems = read_text(path, shown, RECORD_SIZE_LIMIT)
    data = plain_document(text) if text is not None and not problems else None
    return RecordText(text, problems, data)


def entry_of(read: RecordText, shown: PurePath) -> Parsed:
    """Make the record of a text."""
    if read.text is not None and read.data is not None:
        with suppress(ValidationError):
            return RecordEntry(shown, read.text, Msap.model_validate(read.data)), []
    return _unusual(read.text, read.problems, shown)


def _unusual(text: str | None, problems: list[Problem], shown: PurePath) -> Parsed:
    """Read a text that is written in a rare way, or that has problems: these and what is left."""
    if text is None:
        return None, problems
    reading = read_record(visible(text), Msap, shown)
    problems = [*problems, *reading.problems]
    if reading.record and not problems:
        return RecordEntry(shown, text, reading.record), []
    if reading.record:
        return RecordEntry(shown, text, reading.record, is_sound=False), problems
    if not reading.remainder:
        return None, problems
    msap, node, lost = reading.remainder
    return RecordEntry(shown, text, msap, is_sound=False, lost=lost, remains=node), problems
