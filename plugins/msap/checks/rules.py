"""All rules, on each record and between records."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from functools import partial
from itertools import chain
from types import MappingProxyType

from msap.checks import across, hours, label, references, status, territory, text
from msap.checks.located import RecordRule
from msap.keep import Shelf, digest
from msap.processes import meanwhile
from msap.source.catalogue import Catalogue, Reading
from msap.source.entries import Entry
from msap.source.located_yaml import NOWHERE
from msap.source.problems import Problem

RECORD_RULES: tuple[RecordRule, ...] = (
    across.file_and_folder,
    territory.addresses,
    references.partners,
    references.services,
    references.porteur,
    hours.slots,
    hours.told_days,
    status.life,
    status.stops,
    status.stop_ids,
    label.criteria,
    text.description,
)

_WHOLE: Mapping[RecordRule, frozenset[str]] = MappingProxyType(
    {
        hours.told_days: frozenset({"status", "form", "stops", "hours"}),
        status.life: frozenset({"status", "closing", "opening", "label"}),
        status.stops: frozenset({"status", "form", "stops", "hours"}),
        label.criteria: frozenset({"status", "stops", "hours", "partners", "equipment", "charter"}),
    }
)
"""Keys of which a rule has to know all: what a mistake hides of them could make it speak falsely."""

LEAST_JUDGED_ASIDE = 300
"""Below so many records, starting a process costs more than judging them here."""
_BATCH = 100


@contextmanager
def judging(
    catalogue: Catalogue, judged: Shelf[list[Problem]]
) -> Iterator[Callable[[], list[Problem]]]:
    """Judge each record during the steps that follow, by a child process when they are many.

    Gives what waits for the problems. What was judged before is taken from the shelf: a record
    alone with the same shared files.
    """
    read = (*catalogue.entries, *catalogue.unsound)
    entries = {digest(entry.digest, catalogue.shared): entry for entry in read}
    unknown = [key for key in entries if judged.find(key) is None]

    def judge() -> Iterator[list[list[Problem]]]:
        for first in range(0, len(unknown), _BATCH):
            keys = unknown[first : first + _BATCH]
            yield [_judge(entries[key], catalogue) for key in keys]

    aside = meanwhile(judge) if len(unknown) >= LEAST_JUDGED_ASIDE else nullcontext()
    with aside as child:

        def problems() -> list[Problem]:
            found = chain.from_iterable(child.results() if child else ())
            for key, one in zip(unknown, found, strict=False):
                judged.put(key, one)
            return [
                problem
                for key, entry in entries.items()
                for problem in judged.get(key, partial(_judge, entry, catalogue))
            ]

        yield problems


def judge_across(reading: Reading, catalogue: Catalogue) -> Iterator[Problem]:
    """Apply the rules between records, on which whatever follows from one to another relies."""
    found = (
        across.duplicate_ids(catalogue),
        across.duplicate_places(catalogue),
        across.previous_ids(catalogue),
        across.replacements(catalogue, reading.unread_ids),
    )
    yield from (one for one in chain.from_iterable(found) if one.position != NOWHERE)


def _judge(entry: Entry, catalogue: Catalogue) -> list[Problem]:
    return [
        problem
        for rule in RECORD_RULES
        if entry.lost.isdisjoint(_WHOLE.get(rule, ()))
        for problem in rule(entry, catalogue)
        if problem.position != NOWHERE
    ]
