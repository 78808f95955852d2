"""How long a place is open in a usual week, and which slots overlap."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import NamedTuple

from msap.source.hours import Slot, Week, Weekday
from msap.source.msap import Msap

WEEKS_A_YEAR = 365.2425 / 7
"""Weeks in the mean Gregorian year, hence also the Tuesdays of a year: 52.1775."""

MONTHS_A_YEAR = 12

USUAL_DAYS = tuple(Weekday)[:6]
"""Monday to Saturday: the days a record has to specify; an unspecified Sunday counts as closed."""


class WeeklyTime(NamedTuple):
    """Opening time in a mean week, in minutes.

    `is_complete` is false when some usual day is unspecified, so that the true time may be longer.
    """

    minutes: float
    is_complete: bool


def weekly_time(msap: Msap) -> WeeklyTime:
    """Add up the opening time of a place and of its stops.

    Slots by appointment count: the place is staffed. A stop tells its time by the days on which
    it is held; the other days of its week may stay unspecified.
    """
    weeks = [stop.hours for stop in msap.stops] + [msap.hours]
    if msap.stops:
        is_complete = all(stop.hours is not None for stop in msap.stops)
    else:
        is_complete = msap.hours is not None and not unspecified_days(msap.hours)
    minutes = sum(weekly_minutes(week) for week in weeks if week is not None)
    return WeeklyTime(minutes, is_complete)


def weekly_minutes(week: Week) -> float:
    """Return the opening minutes of a mean week; unspecified days count for nothing."""
    return sum(
        (slot.time.end - slot.time.start) * share_of_weeks(slot)
        for weekday in Weekday
        for slot in week.day(weekday) or ()
    )


def share_of_weeks(slot: Slot) -> float:
    """Return in which part of the weeks of a mean year a slot takes place, from 0 to 1.

    Even or odd weeks are half of them. The first, second, third or fourth weekday of the month
    comes 12 times a year, in 52.1775 weeks; the fifth comes in the weekdays left over, 4.1775
    times a year. Parity and rank are taken as independent.
    """
    share = 1.0 if slot.weeks is None else 0.5
    if slot.nth is not None:
        fifths = WEEKS_A_YEAR - 4 * MONTHS_A_YEAR
        times = sum(fifths if rank == 5 else MONTHS_A_YEAR for rank in slot.nth)
        share *= times / WEEKS_A_YEAR
    return share


def unspecified_days(week: Week) -> tuple[Weekday, ...]:
    """Return the days from Monday to Saturday of which a week says nothing."""
    return tuple(weekday for weekday in USUAL_DAYS if week.day(weekday) is None)


def do_overlap(one: Slot, other: Slot) -> bool:
    """Return whether two slots of the same day meet: at a common time in some common week."""
    return (
        one.time.start < other.time.end
        and other.time.start < one.time.end
        and not (one.weeks and other.weeks and one.weeks != other.weeks)
        and not (one.nth and other.nth and set(one.nth).isdisjoint(other.nth))
    )


def overlaps(slots: Iterable[Slot]) -> Iterator[tuple[int, int]]:
    """Find the pairs of slots of one day that overlap, as their ranks in the day, from 0."""
    for (first, one), (second, other) in combinations(enumerate(slots), 2):
        if do_overlap(one, other):
            yield first, second
