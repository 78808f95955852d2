"""Whether a place is open at a given moment: the rule that the script of every page must follow.

A slow and plain one, which an evaluator not ours agrees with (`test_rule.py`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from msap.source.hours import MINUTES_A_DAY, Parity, Slot, SlotAppointment, Week, Weekday
from msap.source.msap import Appointment, Closure

SOON_MINUTES = 30
"""From how long before its end an opening is said to close soon."""

LOOKAHEAD_DAYS = 35
"""How far the next opening is looked for: a weekday's rank in the month returns within 35 days."""


class OpeningKind(StrEnum):
    """What a place is at a moment; each kind has its shape and its colour."""

    OPEN = "open"
    SOON = "soon"
    APPOINTMENT = "appointment"
    CLOSED = "closed"
    UNKNOWN = "unknown"


class Opening(NamedTuple):
    """A slot on its day, in minutes since midnight; `end` may be 1440."""

    start: int
    end: int
    by_appointment: bool


class Day(NamedTuple):
    """What is known of one day: its openings in order, or why there are none.

    `closed_until` is the last day of the closures that cover it; `is_specified` is false when the
    record says nothing of such a day.
    """

    openings: tuple[Opening, ...] = ()
    closed_until: date | None = None
    holiday: str = ""
    is_specified: bool = True


class Reopening(NamedTuple):
    """The next opening; `is_latest` when a day before it is unspecified: it may be sooner."""

    day: date
    start: int
    by_appointment: bool
    is_latest: bool


class OpeningState(NamedTuple):
    """What a place is at a moment.

    `until` is the end of the present opening as the clocks of the place will show it, in minutes
    since midnight, None when it is a day away or more; `minutes_left` are true minutes, also
    over a change of the clocks.
    """

    kind: OpeningKind
    until: int | None = None
    minutes_left: int | None = None
    closed_until: date | None = None
    holiday: str = ""
    reopening: Reopening | None = None


@dataclass(frozen=True, slots=True)
class Timetable:
    """All that decides when a place is open.

    A place on tour is absent on the days its week leaves out. An unspecified Sunday is closed
    when other days are specified.
    """

    week: Week | None
    closures: Sequence[Closure] = ()
    appointment: Appointment | None = None
    holidays: Mapping[date, str] = field(default_factory=dict)
    is_tour: bool = False

    def day(self, day: date) -> Day:
        """Return the opening of a day: closures come first, then public holidays, then the week."""
        closed_until = self._closed_until(day)
        if closed_until:
            return Day(closed_until=closed_until)
        if day in self.holidays:
            return Day(holiday=self.holidays[day])
        if self.week is None or self.week.is_unknown:
            return Day(is_specified=False)
        weekday = tuple(Weekday)[day.weekday()]
        slots = self.week.day(weekday)
        if slots is None:
            return Day(is_specified=self.is_tour or weekday is Weekday.SUNDAY)
        openings = (self._opening(slot) for slot in slots if takes_place(slot, day))
        return Day(tuple(sorted(openings, key=lambda o: (o.start, o.by_appointment, o.end))))

    def _closed_until(self, day: date) -> date | None:
        """Return the last day of the closures in a row that cover a day, None when it has none."""
        last = None
        while True:
            ends = [c.last for c in self.closures if c.first <= day <= c.last]
            if not ends:
                return last
            last = max(ends)
            day = last + timedelta(days=1)

    def _opening(self, slot: Slot) -> Opening:
        if slot.appointment:
            by_appointment = slot.appointment is SlotAppointment.REQUIRED
        else:
            by_appointment = self.appointment is Appointment.REQUIRED
        return Opening(slot.time.start, slot.time.end, by_appointment)


def takes_place(slot: Slot, day: date) -> bool:
    """Return whether a slot of this weekday takes place on a day: parity of weeks, rank in month."""
    parity = Parity.ODD if day.isocalendar().week % 2 else Parity.EVEN
    rank = (day.day + 6) // 7
    return (slot.weeks is None or slot.weeks is parity) and (slot.nth is None or rank in slot.nth)


def state_at(timetable: Timetable, moment: datetime) -> OpeningState:
    """Return the state of a place at a moment, given in the place's own time zone.

    An opening that goes on without a gap, also over midnight, is one. People received without an
    appointment count first: by appointment is what remains.
    """
    today = timetable.day(moment.date())
    minute = moment.hour * 60 + moment.minute
    present = [o for o in today.openings if o.start <= minute < o.end]
    if present:
        return _opened(timetable, moment, min(present, key=lambda o: o.by_appointment))
    if not today.is_specified:
        return OpeningState(OpeningKind.UNKNOWN)
    return OpeningState(
        OpeningKind.CLOSED,
        closed_until=today.closed_until,
        holiday=today.holiday,
        reopening=_reopening(timetable, moment),
    )


def _opened(timetable: Timetable, moment: datetime, opening: Opening) -> OpeningState:
    end = opening.end
    minute = moment.hour * 60 + moment.minute
    for offset, other in _openings(timetable, moment.date()):
        start = offset * MINUTES_A_DAY + other.start
        if start > end or end - minute >= MINUTES_A_DAY:
            break
        if other.by_appointment is opening.by_appointment:
            end = max(end, offset * MINUTES_A_DAY + other.end)
    left = _true_minutes(moment, end - minute)
    kind = OpeningKind.SOON if left <= SOON_MINUTES else OpeningKind.OPEN
    if opening.by_appointment:
        kind = OpeningKind.APPOINTMENT
    if end - minute >= MINUTES_A_DAY:
        return OpeningState(kind)
    return OpeningState(kind, until=(end - 1) % MINUTES_A_DAY + 1, minutes_left=left)


def _true_minutes(moment: datetime, shown: int) -> int:
    """Return the minutes that pass until the clocks have gone on by `shown` minutes."""
    if moment.tzinfo is None:
        return shown
    naive = moment.replace(tzinfo=None, second=0, microsecond=0)
    later = moment.replace(second=0, microsecond=0).astimezone(UTC) + timedelta(minutes=shown)
    passed = later.astimezone(moment.tzinfo).replace(tzinfo=None) - naive
    return 2 * shown - int(passed.total_seconds()) // 60


def _reopening(timetable: Timetable, moment: datetime) -> Reopening | None:
    today, minute = moment.date(), moment.hour * 60 + moment.minute
    is_latest = False
    for offset in range(LOOKAHEAD_DAYS + 1):
        day = today + timedelta(days=offset)
        agenda = timetable.day(day)
        is_latest = is_latest or not agenda.is_specified
        for opening in agenda.openings:
            if offset or opening.start > minute:
                return Reopening(day, opening.start, opening.by_appointment, is_latest)
    return None


def _openings(timetable: Timetable, today: date) -> Iterator[tuple[int, Opening]]:
    for offset in range(LOOKAHEAD_DAYS + 1):
        for opening in timetable.day(today + timedelta(days=offset)).openings:
            yield offset, opening
