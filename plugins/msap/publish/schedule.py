"""Opening hours as pages show them: a table, a line of words, and the line the script reads."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from msap.publish.french import (
    DAYS,
    NBSP,
    PARITIES,
    period_words,
    range_words,
    rank_words,
    typeset,
)
from msap.source.hours import Permanence, Slot, SlotAppointment, Week, Weekday
from msap.source.msap import Appointment, Closure

NO_HOURS = typeset("Horaires non communiqués : appelez avant de venir.")
NO_HOURS_NOR_PHONE = "Horaires non communiqués."
UNTOLD_DAY = "Non communiqué"
APPOINTMENTS = {
    Appointment.NONE: "Sans rendez-vous.",
    Appointment.POSSIBLE: "Avec ou sans rendez-vous.",
    Appointment.REQUIRED: "Sur rendez-vous uniquement.",
}
_SLOT_APPOINTMENTS = {
    SlotAppointment.POSSIBLE: "avec ou sans rendez-vous",
    SlotAppointment.REQUIRED: "sur rendez-vous",
}


@dataclass(frozen=True, slots=True)
class DayRow:
    """A line of the table of hours; `hours` has one slot a line, `is_open` is false without one."""

    day: str
    hours: str
    is_open: bool


def day_rows(week: Week | None) -> tuple[DayRow, ...]:
    """Give the table of a week, empty when not a day is told; an untold Sunday is left out."""
    if week is None or week.is_unknown:
        return ()
    rows = []
    for weekday in Weekday:
        slots = week.day(weekday)
        if slots is None and weekday is Weekday.SUNDAY:
            continue
        if slots is None:
            hours = UNTOLD_DAY
        else:
            hours = "\n".join(slot_words(slot, weekday) for slot in slots) or "Fermé"
        rows.append(DayRow(DAYS[weekday].capitalize(), hours, bool(slots)))
    return tuple(rows)


def slot_words(slot: Slot, weekday: Weekday | None = None) -> str:
    """Write a slot with its conditions: « 9 h – 12 h (1er et 3e lundis du mois) »."""
    conditions = list(_recurrence(slot, weekday))
    if slot.appointment:
        conditions.append(_SLOT_APPOINTMENTS[slot.appointment])
    words = range_words(slot.time)
    return f"{words} ({', '.join(conditions)})" if conditions else words


def week_words(week: Week | None) -> str:
    """Write the usual week in a line: « lun.–ven. : 9 h – 12 h ; sam. : 9 h – 11 h ».

    Days shut or untold are left out; empty when no day has a slot.
    """
    if week is None:
        return ""
    parts = []
    told = [(weekday, week.day(weekday) or ()) for weekday in Weekday]
    for slots, group in groupby(told, key=lambda day: day[1]):
        days = [weekday for weekday, _ in group]
        if slots:
            parts.append(f"{_days_words(days)}{NBSP}: {', '.join(map(slot_words, slots))}")
    return f"{NBSP}; ".join(parts)


def encoded_week(week: Week | None) -> str:
    """Write a week for the script: days from Monday apart by `|`, slots by a space, `?` untold.

    A slot is `540-720`, in minutes, then `e` or `o` for even or odd weeks, `#13` for ranks in the
    month, `r` or `p` for an appointment required or possible. Empty when no day is told.
    """
    if week is None or week.is_unknown:
        return ""
    days = (week.day(weekday) for weekday in Weekday)
    return "|".join("?" if day is None else " ".join(map(_encoded_slot, day)) for day in days)


def encoded_closures(closures: Iterable[Closure], today: date) -> str:
    """Write the closures not yet over for the script: `2026-08-03/2026-08-14 …`."""
    return " ".join(f"{c.first}/{c.last}" for c in closures if c.last >= today)


def closure_words(closures: Iterable[Closure], today: date) -> tuple[str, ...]:
    """Write the closures not yet over: « du 3 au 14 août 2026 : congés d’été »."""
    kept = sorted((c for c in closures if c.last >= today), key=lambda c: (c.first, c.last))
    return tuple(_closure(closure) for closure in kept)


def permanence_words(permanences: Sequence[Permanence]) -> str:
    """Write when a partner is there: « 1er mardi du mois, 9 h – 12 h ; vendredi »."""
    return f"{NBSP}; ".join(map(_permanence, permanences))


def _permanence(permanence: Permanence) -> str:
    ranks, weeks = permanence.nth, permanence.weeks
    day = DAYS[permanence.day]
    words = f"{rank_words(ranks)}{NBSP}{_plural(day, ranks)} du mois" if ranks else day
    if weeks:
        words += f", {PARITIES[weeks]}"
    return f"{words}, {range_words(permanence.time)}" if permanence.time else words


def _closure(closure: Closure) -> str:
    period = period_words(closure.first, closure.last)
    return f"{period}{NBSP}: {typeset(closure.reason)}" if closure.reason else period


def _recurrence(slot: Slot, weekday: Weekday | None) -> Iterable[str]:
    if slot.nth:
        day = f"{NBSP}{_plural(DAYS[weekday], slot.nth)}" if weekday else ""
        yield f"{rank_words(slot.nth)}{day} du mois"
    if slot.weeks:
        yield PARITIES[slot.weeks]


def _plural(day: str, ranks: Sequence[int]) -> str:
    return f"{day}s" if len(ranks) > 1 else day


def _days_words(days: Sequence[Weekday]) -> str:
    short = [f"{DAYS[day][:3]}." for day in days]
    if len(short) > 2:
        return f"{short[0]}–{short[-1]}"
    return ", ".join(short)


def _encoded_slot(slot: Slot) -> str:
    weeks = slot.weeks.value[0] if slot.weeks else ""
    ranks = "#" + "".join(map(str, slot.nth)) if slot.nth else ""
    appointment = slot.appointment.value[0] if slot.appointment else ""
    return f"{slot.time.start}-{slot.time.end}{weeks}{ranks}{appointment}"
