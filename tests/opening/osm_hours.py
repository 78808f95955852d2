"""Opening hours in the syntax of OpenStreetMap's `opening_hours`, for an evaluator not ours.

Grammar: https://wiki.openstreetmap.org/wiki/Key:opening_hours/specification
"""

from __future__ import annotations

from collections.abc import Iterator

from msap.source.hours import Parity, Slot, SlotAppointment, Week, Weekday
from msap.source.msap import Appointment, Closure
from tests.opening.rule import Timetable

_WEEKS = {Parity.EVEN: "week 02-52/2 ", Parity.ODD: "week 01-53/2 "}
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_BY_APPOINTMENT = ' open "sur rendez-vous"'


def osm_hours(timetable: Timetable) -> str:
    """Write a timetable: `Mo-We 09:00-12:00; Th unknown; PH off; 2026 Aug 03-2026 Aug 14 off`.

    Public holidays stand as `PH off`, whose days the reader's own calendar gives. Empty when not a
    day is specified and no closure either.
    """
    week = timetable.week
    rules: list[str] = []
    if week and not week.is_unknown:
        rules += _week_rules(week, timetable)
    elif timetable.closures:
        rules.append("Mo-Su unknown")
    if rules:
        rules.append("PH off")
    rules += [f"{_period(closure)} off" for closure in timetable.closures]
    return "; ".join(rules)


def _week_rules(week: Week, timetable: Timetable) -> Iterator[str]:
    """Write a rule for each run of days that have the same slots."""
    by_default = timetable.appointment is Appointment.REQUIRED
    runs: list[tuple[list[Weekday], tuple[Slot, ...] | None]] = []
    for weekday in Weekday:
        slots = week.day(weekday)
        if slots is None and (timetable.is_tour or weekday is Weekday.SUNDAY):
            slots = ()
        if runs and runs[-1][1] == slots:
            runs[-1][0].append(weekday)
        else:
            runs.append(([weekday], slots))
    for weekdays, slots in runs:
        yield _day_rule(weekdays, slots, by_default=by_default)


def _day_rule(weekdays: list[Weekday], slots: tuple[Slot, ...] | None, *, by_default: bool) -> str:
    names = [weekday.value[:2].capitalize() for weekday in weekdays]
    days = names[0] if len(names) == 1 else f"{names[0]}-{names[-1]}"
    if slots is None:
        return f"{days} unknown"
    if not slots:
        return f"{days} off"
    alike: dict[tuple[str, str], list[str]] = {}
    for slot in slots:
        ranks = f"[{','.join(map(str, slot.nth))}]" if slot.nth else ""
        selector = (_WEEKS[slot.weeks] if slot.weeks else "") + (
            ",".join(f"{name}{ranks}" for name in names) if ranks else days
        )
        required = slot.appointment is SlotAppointment.REQUIRED
        required = required or (by_default and not slot.appointment)
        key = selector, _BY_APPOINTMENT if required else ""
        alike.setdefault(key, []).append(str(slot.time))
    # Rules after a comma add to the first one; after a semicolon they would replace it.
    return ", ".join(f"{days} {','.join(times)}{rule}" for (days, rule), times in alike.items())


def _period(closure: Closure) -> str:
    first, last = (
        f"{day.year} {_MONTHS[day.month - 1]} {day.day:02d}"
        for day in (closure.first, closure.last)
    )
    return first if closure.first == closure.last else f"{first}-{last}"
