"""What the records of a whole network say together, counted."""

from __future__ import annotations

from collections.abc import Iterable

from msap.source.hours import Weekday
from msap.source.msap import Msap

NEAR_KM = 20
"""Kilometres, as the crow flies, within which a place counts as near."""


def open_on_saturday(records: Iterable[Msap]) -> int:
    """Return how many records, or one of their stops, open on a Saturday, if not on all.

    A tour whose stops are unknown opens nowhere that can be told.
    """
    return sum(
        not msap.is_unlocated_tour
        and any(
            week and week.day(Weekday.SATURDAY)
            for week in (msap.hours, *(stop.hours for stop in msap.stops))
        )
        for msap in records
    )


def percent_near(communes: Iterable[tuple[int, float | None]]) -> int | None:
    """Return the share of people, in whole percents rounded down, of communes near a place.

    Each commune has its people and the kilometres from its centre to the nearest place, None where
    none is known. None is returned when nobody lives there.
    """
    near = total = 0
    for people, kilometres in communes:
        total += people
        if kilometres is not None and kilometres <= NEAR_KM:
            near += people
    return near * 100 // total if total else None
