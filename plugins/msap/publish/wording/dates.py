"""Days, dates, times and periods in French, whatever the locale of the machine."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from msap.publish.wording.typography import NBSP
from msap.source.hours import Parity, TimeRange

_WORD_JOINER = "\u2060"
"""A line may end after a dash, even before a no-break space; this forbids it (UAX 14)."""

MONTHS = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)
PARITIES = {Parity.EVEN: "semaines paires", Parity.ODD: "semaines impaires"}


def time_words(minutes: int) -> str:
    """Write a time of day given in minutes: « 9 h », « 12 h 30 »."""
    hours, rest = divmod(minutes, 60)
    return f"{hours}{NBSP}h{NBSP}{rest:02d}" if rest else f"{hours}{NBSP}h"


def joined_range(time: TimeRange) -> str:
    """Write a slot, « 9 h – 12 h 30 », that never breaks over two lines."""
    return _joined_range(time.start, time.end)


@lru_cache(maxsize=1024)
def _joined_range(start: int, end: int) -> str:
    return f"{time_words(start)}{NBSP}–{_WORD_JOINER}{NBSP}{time_words(end)}"


def date_words(day: date) -> str:
    """Write a date: « 1er août 2024 »."""
    number = "1er" if day.day == 1 else str(day.day)
    return f"{number}{NBSP}{MONTHS[day.month - 1]} {day.year}"


def month_words(month: str) -> str:
    """Write `2027-03` as « mars 2027 »."""
    year, number = month.split("-")
    return f"{MONTHS[int(number) - 1]} {year}"


def planned_words(opening: str) -> str:
    """Write when a project should open, a month or a day: « en mars 2027 », « le 15 mars 2027 »."""
    if opening.count("-") == 1:
        return f"en {month_words(opening)}"
    return f"le {date_words(date.fromisoformat(opening))}"


def period_words(first: date, last: date) -> str:
    """Write « du 3 au 14 août 2026 », repeating month and year only where they differ."""
    if first == last:
        return f"le {date_words(first)}"
    begin = date_words(first)
    if first.year == last.year:
        begin = begin.rsplit(" ", 1)[0]
        if first.month == last.month:
            begin = begin.split(NBSP, maxsplit=1)[0]
    return f"du {begin} au {date_words(last)}"
