"""How old what a record says is: what a person confirmed, wrote, or took from a list."""

from __future__ import annotations

from datetime import date, timedelta

from msap.source.msap import Msap


def changed_on(msap: Msap) -> date:
    """Return the day on which the record last changed or was confirmed."""
    return max(msap.updated, msap.verified or msap.updated)


def stale_from(msap: Msap) -> date:
    """Return the day on which the newest date of the record is a year old."""
    edition = msap.source.date if msap.source else None
    newest = max(changed_on(msap), edition or msap.updated)
    if (newest.month, newest.day) == (2, 29):
        newest += timedelta(days=1)
    return newest.replace(year=newest.year + 1)
