"""How the site writes French: hours, dates, distances, lists and no-break spaces.

Nothing here depends on the machine's locale.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from msap.source.hours import Parity, TimeRange, Weekday

NBSP = "\u00a0"
NARROW = "\u202f"
_WORD_JOINER = "\u2060"
"""A line may end after a dash, even before a no-break space; this forbids it (UAX 14)."""

DAYS = {
    Weekday.MONDAY: "lundi",
    Weekday.TUESDAY: "mardi",
    Weekday.WEDNESDAY: "mercredi",
    Weekday.THURSDAY: "jeudi",
    Weekday.FRIDAY: "vendredi",
    Weekday.SATURDAY: "samedi",
    Weekday.SUNDAY: "dimanche",
}
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
_NO_BREAK = (
    (" :", f"{NBSP}:"),
    (" ;", f"{NARROW};"),
    (" !", f"{NARROW}!"),
    (" ?", f"{NARROW}?"),
    (" »", f"{NBSP}»"),
    ("« ", f"«{NBSP}"),
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


def distance_words(kilometres: float) -> str:
    """Write a distance as people say it: « 800 m », « 4,5 km », « 12 km »."""
    if kilometres < 0.95:
        return f"{max(round(kilometres * 10) * 100, 100)}{NBSP}m"
    if kilometres < 9.95:
        text = f"{kilometres:.1f}".replace(".", ",").removesuffix(",0")
        return f"{text}{NBSP}km"
    return f"{round(kilometres)}{NBSP}km"


def number_words(number: int) -> str:
    """Write an integer with narrow no-break spaces: « 2 845 »."""
    return f"{number:,}".replace(",", NARROW)


def count_words(number: int, one: str, many: str) -> str:
    """Write « 1 maison », « 12 maisons », « 0 maison »."""
    return f"{number_words(number)}{NBSP}{many if number > 1 else one}"


def rank_words(ranks: Iterable[int]) -> str:
    """Write ranks in the month: « 1er et 3e »."""
    return list_words("1er" if rank == 1 else f"{rank}e" for rank in ranks)


def list_words(items: Iterable[str]) -> str:
    """Join with commas and a last « et »."""
    words = list(items)
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} et {words[-1]}"


def with_no_break_spaces(text: str) -> str:
    """Put the no-break spaces French wants before : ; ! ? » and after «."""
    for loose, tied in _NO_BREAK:
        text = text.replace(loose, tied)
    return text


class _PlainLetters(dict[int, str | None]):
    """What sorting keeps of each character, found when it is first met."""

    def __missing__(self, code: int) -> str | None:
        letter = chr(code)
        plain = None if unicodedata.combining(letter) else letter if letter.isalnum() else " "
        self[code] = plain
        return plain


_PLAIN_LETTERS = _PlainLetters()


def sort_key(text: str) -> str:
    """Sort as a French dictionary does: without accents, case or punctuation."""
    plain = unicodedata.normalize("NFD", text.casefold().replace("œ", "oe").replace("æ", "ae"))
    return plain.translate(_PLAIN_LETTERS)


@lru_cache(maxsize=4096)
def typeset(text: str) -> str:
    """Return a text of the records the apostrophes and no-break spaces of French print."""
    return with_no_break_spaces(text.replace("'", "’"))
