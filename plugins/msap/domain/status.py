"""Where a place stands on a day: what its record says, and the dates it gives for a change."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import lru_cache

from msap.source.catalogue import Catalogue
from msap.source.entries import RecordEntry
from msap.source.msap import Msap, Status

_REMEMBERED = 4_000


def opening_day(msap: Msap) -> date | None:
    """Return the day on which a project opens, None while only its month is known, if that."""
    written = msap.opening or ""
    return date.fromisoformat(written) if written.count("-") == 2 else None


def status_on(msap: Msap, day: date) -> Status:
    """Return the status of a place on a day, whatever its record says of another day.

    A place is open on the day of its closing, its last one. A month is no day: a project that
    should open in March stays a project until someone says that it did.
    """
    closes = msap.closing.date if msap.closing else None
    opens = opening_day(msap)
    if (closes and day > closes) or (msap.status is Status.CLOSED and not closes):
        return Status.CLOSED
    if opens:
        return Status.OPEN if day >= opens else Status.PROJECT
    return Status.OPEN if msap.status is Status.CLOSED else msap.status


def catalogue_on(catalogue: Catalogue, day: date) -> Catalogue:
    """Return the records with their status of a day; those that have it already are the same."""
    return replace(
        catalogue,
        entries=tuple(_with_status(e, status_on(e.msap, day)) for e in catalogue.entries),
        unsound=tuple(_with_status(e, status_on(e.msap, day)) for e in catalogue.unsound),
    )


def _with_status(entry: RecordEntry, status: Status) -> RecordEntry:
    return entry if entry.msap.status is status else _changed(entry, status)


@lru_cache(maxsize=_REMEMBERED)
def _changed(entry: RecordEntry, status: Status) -> RecordEntry:
    """Return one and the same entry each time: `serve` knows by it that nothing changed."""
    return replace(entry, msap=replace(entry.msap, status=status))
