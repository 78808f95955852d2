"""All rules, and the one pass that applies them to all that was read."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from msap.checks import across, hours, label, references, status, territory, text
from msap.checks.located import RecordRule
from msap.keep import Shelf, digest
from msap.source.catalogue import Catalogue, Reading
from msap.source.entries import Entry
from msap.source.problems import Problem, Severity

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
    label.criteria,
    text.description,
)


def judge_records(reading: Reading, judged: Shelf[list[Problem]]) -> Iterator[Problem]:
    """Apply every rule to the records read; nothing when the shared files are unsound.

    What was judged before is taken from the shelf: a record alone with the same shared files.
    """
    catalogue = reading.catalogue
    if catalogue is None:
        return
    for entry in catalogue.entries:
        key = digest(entry.digest, catalogue.shared)
        yield from judged.get(key, partial(_judge, entry, catalogue))
    yield from across.duplicate_ids(catalogue)
    yield from across.duplicate_places(catalogue)
    yield from across.previous_ids(catalogue)
    yield from across.replacements(catalogue, _unread(reading))


def _judge(entry: Entry, catalogue: Catalogue) -> list[Problem]:
    return [problem for rule in RECORD_RULES for problem in rule(entry, catalogue)]


def _unread(reading: Reading) -> frozenset[str]:
    """Give the ids, after the file names, of the records an error kept out of the catalogue."""
    return frozenset(
        problem.path.stem for problem in reading.problems if problem.severity is Severity.ERROR
    )
