"""All rules, on each record and between records."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import chain
from types import MappingProxyType

from msap.checks import (
    across,
    contacts,
    dates,
    hours,
    label,
    references,
    status,
    territory,
    text,
    weight,
    wording,
)
from msap.checks.located import RecordRule
from msap.source.catalogue import Catalogue, CatalogueResult
from msap.source.entries import RecordEntry
from msap.source.located_yaml import NOWHERE
from msap.source.problems import Problem

RECORD_RULES: tuple[RecordRule, ...] = (
    across.file_and_folder,
    territory.addresses,
    references.partners,
    references.services,
    references.withdrawn,
    references.porteur,
    hours.slots,
    hours.specified_days,
    status.life,
    status.stops,
    status.stop_ids,
    label.criteria,
    text.description,
    wording.wording,
    contacts.email,
    contacts.phone,
    weight.record,
)

_WHOLE: Mapping[RecordRule, frozenset[str]] = MappingProxyType(
    {
        hours.specified_days: frozenset({"status", "form", "stops", "hours"}),
        status.life: frozenset({"status", "closing", "opening", "label"}),
        status.stops: frozenset({"status", "form", "stops"}),
        contacts.phone: frozenset({"form", "stops"}),
        label.criteria: frozenset({"status", "stops", "hours", "partners", "equipment", "charter"}),
    }
)
"""Keys of which a rule has to know all: what a mistake hides of them could make it speak falsely."""


def problems_of_record(entry: RecordEntry, catalogue: Catalogue) -> list[Problem]:
    """Apply the rules on one record, which read the shared files but no other record."""
    return [
        problem
        for rule in RECORD_RULES
        if entry.lost.isdisjoint(_WHOLE.get(rule, ()))
        for problem in rule(entry, catalogue)
        if problem.position != NOWHERE
    ]


def problems_between_records(
    reading: CatalogueResult, catalogue: Catalogue, today: date | None = None
) -> Iterator[Problem]:
    """Apply the rules between records, on which whatever follows from one to another relies.

    Without `today`, dates are not held against it.
    """
    found = (
        dates.mixed_demonstration(catalogue),
        dates.today_dates(catalogue, today) if today else (),
        across.duplicate_ids(catalogue),
        across.duplicate_places(catalogue),
        across.previous_ids(catalogue),
        across.replacements(catalogue, reading.unread_ids),
    )
    yield from (one for one in chain.from_iterable(found) if one.position != NOWHERE)
