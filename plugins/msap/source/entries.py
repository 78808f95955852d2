"""Records read from their files: each once, and again only when its file changed."""

from __future__ import annotations

import time
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePath

from pydantic import ValidationError

from msap.keep import Keep, Shelf, digest, pack
from msap.source.located_yaml import Mapped, parse_yaml
from msap.source.msap import Msap
from msap.source.plain_yaml import Plain, plain_document
from msap.source.problems import Problem
from msap.source.reading_ahead import read_ahead
from msap.source.record_files import RecordFile
from msap.source.text import RECORD_SIZE_LIMIT, read_text, visible
from msap.source.validation import read_record


@dataclass(frozen=True)
class Entry:
    """A record with the text it was read from; `path` is the one messages show."""

    path: PurePath
    text: str
    msap: Msap
    is_sound: bool = True
    """False where a mistake was left out so that the rest could be judged."""
    lost: frozenset[str] = frozenset()
    """The keys of the record under which something was left out."""
    remains: Mapped | None = None
    """What the record was made of, when something was left out."""

    @cached_property
    def node(self) -> Mapped:
        """Give the text with the place of every word, read again for those who ask."""
        if self.remains:
            return self.remains
        node, _ = parse_yaml(self.text, self.path)
        assert isinstance(node, Mapped)  # noqa: S101 - a record was made from it
        return node

    @cached_property
    def digest(self) -> str:
        """Tell this record, at this place, from any other."""
        return digest(self.path, self.text)

    @property
    def departement(self) -> str:
        """Give the code of the department whose folder holds the file."""
        return self.path.parent.name


Parsed = tuple[Entry | None, list[Problem]]


class RecordReader:
    """Reads record files of a folder; what the keep knows is not parsed, nor opened if possible."""

    def __init__(self, records: Path, shown: PurePath, keep: Keep) -> None:
        """Take the folder of the files, and how messages show it."""
        self._records = records
        self._shown = shown
        self._ahead = read_ahead(records, keep)
        self._shelf: Shelf[Plain] = keep.shelf("records")
        self._is_kept = keep.outlives_this_process
        self._read: dict[RecordFile, tuple[str, Parsed]] = keep.in_memory.setdefault(
            f"records {shown}", {}
        )
        """What files gave, with the key of their texts, as long as this process lives."""

    def __call__(self, file: RecordFile) -> Parsed:
        """Read one record file."""
        if file in self._read:
            key, parsed = self._read[file]
            self._shelf.retain([key])
            return parsed
        path = self._shown / file.place
        if self._ahead and (read := self._ahead.take(file)):
            if read.packed:
                self._shelf.learn({read.key: read.packed})
            parsed = _parsed(read.data or self._data(read.text, read.key), read.text, path)
            self._read[file] = read.key, parsed
            return parsed
        start = time.time_ns()
        text, problems = read_text(self._records / file.place, path, RECORD_SIZE_LIMIT)
        if text is None or problems:
            return _unusual(text, problems, path)
        key = digest(text)
        parsed = _parsed(self._data(text, key), text, path)
        if file.is_settled(start):
            self._read[file] = key, parsed
        return parsed

    def _data(self, text: str, key: str) -> Plain | None:
        """Give the data of a text, which the shelf holds packed."""
        data = self._shelf.glance(key)
        if data is None:
            data = plain_document(text)
            if data is not None and self._is_kept:
                self._shelf.learn({key: pack(data)})
        return data


def read_entry(path: Path, shown: PurePath) -> Parsed:
    """Read one record file."""
    text, problems = read_text(path, shown, RECORD_SIZE_LIMIT)
    if text is None or problems:
        return _unusual(text, problems, shown)
    return _parsed(plain_document(text), text, shown)


def _parsed(data: Plain | None, text: str, shown: PurePath) -> Parsed:
    if data is not None:
        with suppress(ValidationError):
            return Entry(shown, text, Msap.model_validate(data)), []
    return _unusual(text, [], shown)


def _unusual(text: str | None, problems: list[Problem], shown: PurePath) -> Parsed:
    """Read a text that is written in a rare way, or that has problems: these and what is left."""
    if text is None:
        return None, problems
    reading = read_record(visible(text), Msap, shown)
    problems = [*problems, *reading.problems]
    if reading.record and not problems:
        return Entry(shown, text, reading.record), []
    if reading.record:
        return Entry(shown, text, reading.record, is_sound=False), problems
    if not reading.remainder:
        return None, problems
    msap, node, lost = reading.remainder
    return Entry(shown, text, msap, is_sound=False, lost=lost, remains=node), problems
