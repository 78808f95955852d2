"""All rules, and the one pass that applies them to all that was read."""

from __future__ import annotations

from collections.abc import Iterator

from msap.checks import across, hours, label, references, status, territory, text
from msap.checks.located import RecordRule
from msap.source.catalogue import Reading
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


def judge_records(reading: Reading) -> Iterator[Problem]:
    """Apply every rule to the records read; nothing when the shared files are unsound."""
    catalogue = reading.catalogue
    if catalogue is None:
        return
    for entry in catalogue.entries:
        for rule in RECORD_RULES:
            yield from rule(entry, catalogue)
    yield from across.duplicate_ids(catalogue)
    yield from across.duplicate_places(catalogue)
    yield from across.previous_ids(catalogue)
    yield from across.replacements(catalogue, _unread(reading))


def _unread(reading: Reading) -> frozenset[str]:
    """Give the ids, after the file names, of the records an error kept out of the catalogue."""
    return frozenset(
        problem.path.stem for problem in reading.problems if problem.severity is Severity.ERROR
    )
