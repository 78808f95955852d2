"""Opening hours that a real place could keep, of at least 24 hours in every week."""

from __future__ import annotations

from typing import Any

from msap.source.hours import Weekday, parse_time_range
from tools.demonstration.draw import Draw

Slot = str | dict[str, Any]
WeekSlots = dict[str, list[Slot]]

LABEL_MINUTES = 24 * 60
WORKING_DAYS = tuple(day.value for day in Weekday)[:5]
_MORNINGS = (
    "09:00-12:00", "09:00-12:00", "09:00-12:30", "08:30-12:00", "08:45-12:15", "09:15-12:15",
)  # fmt: skip
_AFTERNOONS = (
    "14:00-17:00", "13:30-17:00", "13:30-17:30", "14:00-17:30", "13:30-16:30", "14:00-18:00",
)  # fmt: skip
_OFTEN_SHUT = (
    ("wednesday", 1), ("friday", 1), ("monday", 0), ("thursday", 1), ("tuesday", 0), ("monday", 1),
)  # fmt: skip
_RANKS = ("1st", "2nd", "3rd", "4th")


def week(draw: Draw) -> WeekSlots:
    """Give a usual week, Monday to Sunday, with some half-days shut and some Saturdays open."""
    morning, afternoon = draw.one(_MORNINGS), draw.one(_AFTERNOONS)
    halves = {day: [morning, afternoon] for day in WORKING_DAYS}
    if draw.chance(0.35):
        halves["friday"] = [morning, "13:30-16:00"]
    if draw.chance(0.2):
        halves[draw.one(WORKING_DAYS[1:4])] = ["10:00-12:30", "14:00-18:30"]
    for day, half in draw.several(_OFTEN_SHUT, draw.number(0, 4)):
        shut = halves[day][half] if len(halves[day]) == 2 else None
        if shut and _total(halves) - minutes(shut) >= LABEL_MINUTES:
            halves[day].remove(shut)
    slots: WeekSlots = {day: [*written] for day, written in halves.items()}
    slots["saturday"] = ["09:00-12:00"] if draw.chance(0.28) else []
    slots["sunday"] = []
    return slots


def short_week(rank: int) -> WeekSlots:
    """Give a week under the 24 hours of the label: 22 h 30, 20 h or 18 h by turns."""
    days, afternoon = ((5, "14:00-15:30"), (4, "14:00-16:00"), (4, "14:00-15:30"))[rank % 3]
    written: WeekSlots = {day: ["09:00-12:00", afternoon] for day in WORKING_DAYS[:days]}
    return {**written, **{day.value: [] for day in Weekday if day.value not in written}}


def add_particular_slot(slots: WeekSlots, draw: Draw) -> None:
    """Add a slot that is not for every week, or not for everyone, where the week has room."""
    kind = draw.one(("evening", "midday", "saturday-weeks", "saturday-ranks", "half-day-weeks"))
    full = [day for day in WORKING_DAYS if len(slots[day]) == 2]
    if kind == "saturday-weeks" and not slots["saturday"]:
        slots["saturday"] = [{"time": "09:00-12:00", "weeks": draw.one(("even", "odd"))}]
    elif kind == "saturday-ranks" and not slots["saturday"]:
        slots["saturday"] = [{"time": "09:30-12:00", "nth": draw.one(([1], [1, 3], [2, 4]))}]
    elif kind == "half-day-weeks" and any(len(slots[day]) == 1 for day in WORKING_DAYS):
        day = next(day for day in WORKING_DAYS if len(slots[day]) == 1)
        is_morning = minutes_of_start(slots[day][0]) < 12 * 60
        time = "14:00-16:30" if is_morning else "09:30-12:00"
        extra: Slot = {"time": time, "weeks": draw.one(("even", "odd"))}
        slots[day] = [slots[day][0], extra] if is_morning else [extra, slots[day][0]]
    elif kind == "midday" and full:
        slots[draw.one(full)].insert(1, {"time": "12:30-13:30", "appointment": "possible"})
    elif full:
        slots[draw.one(full)].append({"time": "18:30-19:30", "appointment": "required"})


def forget_days(slots: WeekSlots, draw: Draw) -> None:
    """Leave out the days nobody told; what is left still opens 24 hours."""
    for day in draw.one((("saturday", "sunday"), ("wednesday", "sunday"), ("sunday",))):
        left = {other: written for other, written in slots.items() if other != day}
        if sum(minutes(slot) for written in left.values() for slot in written) >= LABEL_MINUTES:
            del slots[day]


def permanence(slots: WeekSlots | None, draw: Draw) -> str:
    """Give when a partner comes, inside the opening hours where they are known."""
    days = [day for day in WORKING_DAYS if slots and isinstance((slots.get(day) or [{}])[0], str)]
    day = draw.one(days or WORKING_DAYS)
    plain = [slot for slot in (slots or {}).get(day, []) if isinstance(slot, str)]
    time = draw.one(plain or ["09:00-12:00", "14:00-16:30"])
    ranks = draw.one((*((rank,) for rank in _RANKS), ("1st", "3rd"), ("2nd", "4th")))
    which = draw.weighted(
        {
            f"{' and '.join(ranks)} ": 0.45,
            draw.one(("even weeks ", "odd weeks ")): 0.2,
            "": 0.35,
        }
    )
    return f"{which}{day}" if draw.chance(0.15) else f"{which}{day} {time}"


def minutes(slot: Slot) -> int:
    """Give the length of a slot of every week, 0 for the others."""
    if isinstance(slot, dict):
        return 0
    time = parse_time_range(slot)
    return time.end - time.start


def minutes_of_start(slot: Slot) -> int:
    """Give when a slot begins, in minutes since midnight."""
    return parse_time_range(slot if isinstance(slot, str) else slot["time"]).start


def _total(halves: dict[str, list[str]]) -> int:
    return sum(minutes(slot) for written in halves.values() for slot in written)
