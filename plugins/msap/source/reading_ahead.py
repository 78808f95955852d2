"""Records read and parsed by a child process, while the command that wants them gets ready.

A command first imports what it works with, on one core; the other one reads meanwhile. This module
imports little, so that the child begins at once. What it gives only saves time: a file that changed
since, that was not read or has something wrong is read where it is wanted.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from itertools import islice
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, NamedTuple

from msap.keep import Keep, digest, pack
from msap.processes import Meanwhile, meanwhile
from msap.source.record_files import RecordFile, record_files

if TYPE_CHECKING:
    from msap.source.plain_yaml import Plain

_BATCH = 64
"""Files handed over at once."""


class Read(NamedTuple):
    """A sound text with its key, and its data: packed for a keep that outlives the process.

    Both are None when the keep holds them already.
    """

    text: str
    key: str
    data: Plain | None = None
    packed: bytes | None = None


_Batch = list[tuple[RecordFile, Read | None]]


class ReadAhead:
    """What the child hands over, file by file in the order they are listed."""

    def __init__(self, child: Meanwhile[_Batch]) -> None:
        self._coming = child.results()
        self._come: dict[str, tuple[RecordFile, Read | None]] = {}

    def take(self, file: RecordFile) -> Read | None:
        """Give what was read of a file; None when it is to be read now."""
        while file.place not in self._come:
            batch = next(self._coming, None)
            if batch is None:
                return None
            self._come.update((one.place, (one, read)) for one, read in batch)
        known, read = self._come.pop(file.place)
        return read if known == file else None


@contextmanager
def reading_ahead(records: Path, keep: Keep) -> Iterator[None]:
    """Read a folder of records ahead during the steps that follow, for those who have the keep."""
    name = _name(records)
    with meanwhile(partial(_read, records, keep)) as child:
        if child:
            keep.in_memory[name] = ReadAhead(child)
        try:
            yield
        finally:
            keep.in_memory.pop(name, None)


def read_ahead(records: Path, keep: Keep) -> ReadAhead | None:
    """Give what is being read ahead of a folder, if anything is."""
    ahead: ReadAhead | None = keep.in_memory.get(_name(records))
    return ahead


def _name(records: Path) -> str:
    return f"read ahead of {records.resolve()}"


def _read(records: Path, keep: Keep) -> Iterator[_Batch]:
    from msap.source.plain_yaml import plain_document
    from msap.source.text import RECORD_SIZE_LIMIT, read_text

    start = time.time_ns()
    known = keep.keys_on_disk("records")
    nowhere = PurePath()  # problems are told by those who read again

    def read(file: RecordFile) -> Read | None:
        text, problems = read_text(records / file.place, nowhere, RECORD_SIZE_LIMIT)
        if text is None or problems or not file.is_settled(start):
            return None
        key = digest(text)
        if key in known:
            return Read(text, key)
        data = plain_document(text)
        if data is None:
            return None
        if keep.outlives_this_process:
            return Read(text, key, packed=pack(data))
        return Read(text, key, data)

    files = iter(record_files(records, nowhere)[0])
    while batch := list(islice(files, _BATCH)):
        yield [(file, read(file)) for file in batch]
