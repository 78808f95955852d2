"""Opening hours as pages show them: a table, a line of words, and the line the script reads."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from operator import attrgetter
from typing import NamedTuple

from msap.publish.wording.dates import PARITIES, joined_range, period_words
from msap.publish.wording.numbers import rank_words
from msap.publish.wording.typography import NBSP, typeset
from msap.source.french_hours import DAY_NAMES
from msap.source.hours import Permanence, Slot, SlotAppointment, Week, Weekday
from msap.source.msap import Appointment, Closure, Msap

NO_HOURS = typeset("Horaires non communiqués : appelez avant de venir.")
NO_HOURS_NOR_PHONE = "Horaires non communiqués."
UNSPECIFIED_DAY = "Non communiqué"
APPOINTMENTS = {
    Appointment.NONE: "Sans rendez-vous.",
    Appointment.POSSIBLE: "Avec ou sans rendez-vous.",
    Appointment.REQUIRED: "Sur rendez-vous uniquement.",
}
_SLOT_APPOINTMENTS = {
    SlotAppointment.POSSIBLE: "avec ou sans rendez-vous",
    SlotAppointment.REQUIRED: "sur rendez-vous",
}
_WEEKDAYS = tuple((day, DAY_NAMES[day].capitalize()) for day in Weekday)
_SHORT_DAYS = tuple(f"{DAY_NAMES[day][:3]}." for day in Weekday)
_SUNDAY = len(_WEEKDAYS) - 1
_days = attrgetter(*(day.value for day in Weekday))


class DayRow(NamedTuple):
    """A line of the table of hours; `hours` has one slot a line, `is_open` is false without one.

    `rank` counts from Monday, 0.
    """

    day: str
    hours: str
    is_open: bool
    rank: int


def slots_by_day(week: Week | None) -> tuple[tuple[Slot, ...] | None, ...]:
    """Return the slots of the seven days from Monday, nothing when no day is specified."""
    days: tuple[tuple[Slot, ...] | None, ...] = _days(week) if week else ()
    return () if all(slots is None for slots in days) else days


def day_rows(week: Week | None, *, is_tour: bool = False) -> tuple[DayRow, ...]:
    """Return the table of a week, empty when no day is specified, without an unspecified Sunday.

    A tour has only the days on which it comes: the others are left out as well.
    """
    rows = []
    for rank, slots in enumerate(slots_by_day(week)):
        weekday, name = _WEEKDAYS[rank]
        if slots is None and (is_tour or rank == _SUNDAY):
            continue
        if slots is None:
            hours = UNSPECIFIED_DAY
        else:
            hours = "\n".join(slot_words(slot, weekday) for slot in slots) or "Fermé"
        rows.append(DayRow(name, hours, bool(slots), rank))
    return tuple(rows)


def slot_words(slot: Slot, weekday: Weekday | None = None) -> str:
    """Write a slot with its conditions: « 9 h – 12 h (1er et 3e lundis du mois) »."""
    words = joined_range(slot.time)
    if not (slot.nth or slot.weeks or slot.appointment):
        return words
    conditions = list(_recurrence(slot, weekday))
    if slot.appointment:
        conditions.append(_SLOT_APPOINTMENTS[slot.appointment])
    return f"{words} ({', '.join(conditions)})" if conditions else words


def week_words(week: Week | None) -> str:
    """Write the usual week in a line: « lun.–ven. : 9 h – 12 h ; sam. : 9 h – 11 h ».

    Days closed or unspecified are left out; empty when no day has a slot.
    """
    alike: dict[str, list[int]] = {}
    for rank, slots in enumerate(slots_by_day(week)):
        if slots:
            alike.setdefault(", ".join(map(slot_words, slots)), []).append(rank)
    return f"{NBSP}; ".join(
        f"{_days_words(ranks)}{NBSP}: {words}" for words, ranks in alike.items()
    )


def encoded_week(
    week: Week | None, *, is_tour: bool = False, appointment: Appointment | None = None
) -> str:
    """Write a week for the script: days from Monday, split by `|`, slots by a space, `?` unspecified.

    A slot is `540-720`, in minutes, then `e` or `o` for even or odd weeks, `#13` for ranks in the
    month, `r` when it is open by appointment only. An unspecified Sunday counts as closed. The week of a
    tour begins with `~`. Empty when no day is specified.
    """
    by_default = appointment is Appointment.REQUIRED
    written = []
    for rank, slots in enumerate(slots_by_day(week)):
        if slots is None:
            written.append("" if is_tour or rank == _SUNDAY else "?")
        else:
            written.append(" ".join([_encoded_slot(slot, by_default=by_default) for slot in slots]))
    return ("~" if is_tour and written else "") + "|".join(written)


def encoded_closures(closures: Iterable[Closure], today: date) -> str:
    """Write the closures not yet over for the script: `2026-08-03/2026-08-14 …`."""
    return " ".join(f"{c.first}/{c.last}" for c in closures if c.last >= today)


def missing_words(msap: Msap) -> str:
    """Return that the hours or the stops are unspecified, and what to do when one can call."""
    if msap.is_unlocated_tour:
        return tour_words(msap)
    return NO_HOURS if msap.contact.phone else NO_HOURS_NOR_PHONE


def tour_words(msap: Msap) -> str:
    """Return that nobody says where a tour halts, and to ask when somebody can be asked."""
    is_reachable = msap.contact.phone or msap.contact.email
    return f"Itinérant{NBSP}: lieux et jours {'à demander' if is_reachable else 'non communiqués'}"


def closure_words(closures: Iterable[Closure], today: date) -> tuple[str, ...]:
    """Write the closures not yet over: « du 3 au 14 août 2026 : congés d’été »."""
    kept = sorted((c for c in closures if c.last >= today), key=lambda c: (c.first, c.last))
    return tuple(_closure(closure) for closure in kept)


def permanence_words(permanences: Sequence[Permanence]) -> str:
    """Write when a partner is there: « 1er mardi du mois, 9 h – 12 h ; vendredi »."""
    return f"{NBSP}; ".join(map(_permanence, permanences))


def _permanence(permanence: Permanence) -> str:
    ranks, weeks = permanence.nth, permanence.weeks
    day = DAY_NAMES[permanence.day]
    words = f"{rank_words(ranks)}{NBSP}{_plural(day, ranks)} du mois" if ranks else day
    if weeks:
        words += f", {PARITIES[weeks]}"
    return f"{words}, {joined_range(permanence.time)}" if permanence.time else words


def _closure(closure: Closure) -> str:
    period = period_words(closure.first, closure.last)
    return f"{period}{NBSP}: {typeset(closure.reason)}" if closure.reason else period


def _recurrence(slot: Slot, weekday: Weekday | None) -> Iterable[str]:
    if slot.nth:
        day = f"{NBSP}{_plural(DAY_NAMES[weekday], slot.nth)}" if weekday else ""
        yield f"{rank_words(slot.nth)}{day} du mois"
    if slot.weeks:
        yield PARITIES[slot.weeks]


def _plural(day: str, ranks: Sequence[int]) -> str:
    return f"{day}s" if len(ranks) > 1 else day


def _days_words(ranks: Sequence[int]) -> str:
    """Return the names of days given by their ranks from Monday."""
    if len(ranks) > 2 and ranks[-1] - ranks[0] == len(ranks) - 1:
        return f"{_SHORT_DAYS[ranks[0]]}–{_SHORT_DAYS[ranks[-1]]}"
    return ", ".join(_SHORT_DAYS[rank] for rank in ranks)


def _encoded_slot(slot: Slot, *, by_default: bool) -> str:
    if not (slot.nth or slot.weeks or slot.appointment):
        return f"{slot.time.start}-{slot.time.end}{'r' if by_default else ''}"
    weeks = slot.weeks.value[0] if slot.weeks else ""
    ranks = "#" + "".join(map(str, slot.nth)) if slot.nth else ""
    required = slot.appointment is SlotAppointment.REQUIRED or (by_default and not slot.appointment)
    return f"{slot.time.start}-{slot.time.end}{weeks}{ranks}{'r' if required else ''}"
