"""Records read and validated on every core, where there are many."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path, PurePath
from typing import TypeVar

from msap.build.pool import core_count, spread
from msap.checks.run import Checks
from msap.source.catalogue import Catalogue
from msap.source.entries import RecordEntry, RecordText
from msap.source.problems import Problem
from msap.source.record_files import RecordFile

Item = TypeVar("Item")
Result = TypeVar("Result")
_MANY = 1000
"""Below so many records, starting a process costs more than it saves."""
_TOGETHER = 25
"""Records that a process takes together."""


class ParallelChecks(Checks):
    """Spreads over processes what takes long for each record."""

    def texts(
        self, records: Path, files: Sequence[RecordFile], shown: PurePath
    ) -> Iterable[RecordText]:
        """Return what files say: plain data is sent from process to process at little cost."""
        read = super().texts
        return _parallel(files, lambda some: read(records, some, shown))

    def of_records(
        self, entries: Sequence[RecordEntry], catalogue: Catalogue
    ) -> Iterable[list[Problem]]:
        """Return the problems of each record."""
        check = super().of_records
        return _parallel(entries, lambda some: check(some, catalogue))


def _parallel(
    items: Sequence[Item], work: Callable[[Sequence[Item]], Iterable[Result]]
) -> Iterable[Result]:
    """Return what the work gives for each item, in the order of the items."""
    if len(items) < _MANY:
        return work(items)
    starts = range(0, len(items), _TOGETHER)
    done = dict(
        spread(
            (),
            starts,
            lambda start: (start, list(work(items[start : start + _TOGETHER]))),
            core_count(),
        )
    )
    return (result for start in starts for result in done.pop(start))
