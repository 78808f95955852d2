"""Records read from their files: each once, on every core, and again only when its file changed."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePath

from msap.keep import Keep, News, Shelf, digest
from msap.processes import core_count, shared_out
from msap.source.located_yaml import Mapped, parse_yaml
from msap.source.msap import Msap
from msap.source.problems import Problem
from msap.source.record_files import RecordFile
from msap.source.text import RECORD_SIZE_LIMIT, read_text
from msap.source.validation import read_record

_CLOCK_STEP_NS = 100_000_000
"""A file changed less than this before it was read may change again at the same time by its clock."""

_LEAST_SHARED = 500
"""Records below which starting other processes costs more than it saves."""

_READ_TOGETHER = 100


@dataclass(frozen=True)
class Entry:
    """A record with the text it was read from; `path` is the one messages show."""

    path: PurePath
    text: str
    msap: Msap

    @cached_property
    def node(self) -> Mapped:
        """Give the text with the place of every word, read again for those who ask."""
        node, _ = parse_yaml(self.text, self.path)
        assert isinstance(node, Mapped)  # noqa: S101 - a record was made from it
        return node

    @cached_property
    def digest(self) -> str:
        """Tell this record, at this place, from any other."""
        return digest(self.path, self.text)

    def __getstate__(self) -> dict[str, object]:
        """Keep what cannot be had again from the text."""
        return {"path": self.path, "text": self.text, "msap": self.msap}

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
        self._keep = keep
        self._shelf: Shelf[Parsed] = keep.shelf("records")
        self._seen: dict[RecordFile, str] = keep.in_memory.setdefault(f"records {shown}", {})
        """The key of the text in a file, as long as this process lives."""

    def __call__(self, file: RecordFile) -> Parsed:
        """Read one record file."""
        known = self._shelf.find(self._seen[file]) if file in self._seen else None
        if known:
            return known
        start = time.time_ns()
        path = self._shown / file.place
        text, problems = read_text(self._records / file.place, path, RECORD_SIZE_LIMIT)
        if text is None or problems:
            return None, problems
        key = digest(path, text)
        if file.changed_ns < start - _CLOCK_STEP_NS:
            self._seen[file] = key
        return self._shelf.get(key, lambda: _parse(text, path))

    def ahead(self, files: Sequence[RecordFile]) -> None:
        """Read many files on every core, so that asking for them again costs little."""
        if not self._shelf.is_new or len(files) < _LEAST_SHARED:
            return
        groups = [
            files[start : start + _READ_TOGETHER] for start in range(0, len(files), _READ_TOGETHER)
        ]
        for seen, news in shared_out(groups, self._read_together, core_count()):
            self._seen.update(seen)
            self._keep.learn(news)

    def _read_together(self, files: Sequence[RecordFile]) -> tuple[dict[RecordFile, str], News]:
        before = self._keep.counts()
        for file in files:
            self(file)
        seen = {file: self._seen[file] for file in files if file in self._seen}
        return seen, self._keep.news(before)


def read_entry(path: Path, shown: PurePath) -> Parsed:
    """Read one record file."""
    text, problems = read_text(path, shown, RECORD_SIZE_LIMIT)
    return (None, problems) if text is None or problems else _parse(text, shown)


def _parse(text: str, shown: PurePath) -> Parsed:
    msap, problems = read_record(text, Msap, shown)
    return Entry(shown, text, msap) if msap else None, problems
