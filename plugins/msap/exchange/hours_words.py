"""The parser of a day's hours as the national lists write them.

`9h30 – 12h15 / 13h45 – 16h30`, `9:00 - 12:00 // Sur RDV : 17:00 - 19:00`, `1er samedi du mois :
9:00 - 12:00`… What is not understood for certain is never guessed: the whole cell is kept as text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from msap.source.folding import unaccented
from msap.source.french_hours import DAYS
from msap.source.hours import MINUTES_A_DAY, Parity, Slot, SlotAppointment, TimeRange, Weekday

EARLIEST, LATEST = 6 * 60, 22 * 60
"""Minutes since midnight between which places open: 6 h and 21 h on the list of August 2024."""
_TIME = r"\d{1,2}:\d{2}:00|\d{1,2}\s*(?:h|heures?|:)\s*\d{2}|\d{1,2}\s*(?:h|heures?)|\d{1,2}\.\d{2}"
_RANGE = re.compile(
    rf"(?:de\s+)?(?P<start>{_TIME}|\d{{1,2}})\s*(?:-|\ba\b|>|›)\s*(?P<end>{_TIME}|\d{{1,2}})(?![\d:h])"
)
_BETWEEN = re.compile(r"\s*/\s*|(?:\s*,\s*|\s+et\s+)(?=(?:de\s+)?\d{1,2}\s*(?:h|:|\.|-))")
_CLOSED = re.compile(r"-*|\.|/|ferme(?:e|ture)?|neant|aucun")
_UNSPECIFIED = re.compile(
    r"(?:horaires? )?(?:non|pas) (?:communiques?|connus?|renseignes?)|n\.?c\.?|\?"
)
_APPOINTMENT = re.compile(
    r"(?:uniquement |seulement |exclusivement )?sur rendez-vous"
    r"(?: uniquement| seulement| exclusivement)?"
)
_WALK_IN_OR_APPOINTMENT = re.compile(r"(?:avec (?:et|ou) sans|avec/sans) rendez-vous")
_PARITY = re.compile(r"(?:(?:les )?semaines? )(?P<im>im)?paires?")
_RANK = r"(?:1\s*ers?|premiers?|[2-5]\s*(?:emes?|es?|nds?|ndes?))"
_NTH = re.compile(
    rf"(?:(?:le|les|tous les|chaque) )?(?P<ranks>{_RANK}(?:(?:,| et|,? et le|/) ?{_RANK})*)"
    rf"(?: (?P<day>{'|'.join(DAYS)})s?)?(?: (?:du|de chaque|par) mois)?"
)


@dataclass(frozen=True, slots=True)
class DayHours:
    """What a cell says of one day.

    `slots` is None when the day stays unknown and empty when the place is shut; `kept` is the
    cell, word for word, when the slots do not say all of it; `fillers` and `duplicates` are the
    parts that say nothing or say it twice.
    """

    slots: tuple[Slot, ...] | None
    kept: str = ""
    overlapping: bool = False
    fillers: tuple[str, ...] = ()
    duplicates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Terms:
    """When the slots that follow hold: some weeks, some ranks of the month, by appointment."""

    weeks: Parity | None = None
    nth: tuple[int, ...] | None = None
    appointment: SlotAppointment | None = None


def read_day(written: str, day: Weekday) -> DayHours:
    """Read the cell of one day; an empty cell or a filler gives a day without slot."""
    cell = " ".join(written.split())
    text = _normal(cell)
    if _UNSPECIFIED.fullmatch(text):
        return DayHours(None, fillers=(cell,))
    if _CLOSED.fullmatch(text):
        return DayHours((), fillers=(cell,) if cell else ())
    slots: list[Slot] = []
    fillers: list[str] = []
    certain = True
    for group in re.split(r"\s*(?://+|;|\|)\s*", text):
        terms = _Terms()
        headed = 0
        for part in _BETWEEN.split(group):
            if _is_filler(part):
                fillers.append(part)
                continue
            read = _read_part(part, day, terms)
            if read is None:
                return DayHours(None, kept=cell, fillers=tuple(fillers))
            slot, terms, has_head = read
            headed += has_head
            certain = certain and (has_head or not headed)
            slots.append(slot)
    if not slots:
        return DayHours((), fillers=tuple(fillers))
    return _sorted(slots, cell, fillers, certain=certain)


def _normal(cell: str) -> str:
    text = unaccented(cell, compatible=True)
    text = re.sub(r"[\u2010-\u2015\u2212]", "-", text).replace("’", "'").replace("›", ">")
    text = re.sub(r"\brdvs?\b|\br\.d\.v\.?|\brendez[ -]?vous\b", "rendez-vous", text)
    return " ".join(text.split())


def _is_filler(part: str) -> bool:
    return not part or re.fullmatch(r"-+|0?0[:h]?00 ?- ?0?0[:h]?00", part) is not None


def _read_part(part: str, day: Weekday, terms: _Terms) -> tuple[Slot, _Terms, bool] | None:
    """Read `[terms :] range [terms]`; None when a single word is not understood."""
    match = _RANGE.search(part)
    if not match:
        return None
    times = _time_range(match["start"], match["end"])
    if times is None:
        return None
    head = part[: match.start()].strip(" :(,-")
    tail = part[match.end() :].strip(" ),:(-.")
    if head and (read := _read_terms(head, day)) is not None:
        terms = read
    elif head:
        return None
    own = terms
    if tail:
        after = _read_terms(tail, day)
        if after is None:
            return None
        own = _Terms(
            after.weeks or terms.weeks,
            after.nth or terms.nth,
            after.appointment or terms.appointment,
        )
    nth: Any = list(own.nth) if own.nth else None
    slot = Slot(time=times, weeks=own.weeks, nth=nth, appointment=own.appointment)
    return slot, terms, bool(head)


def _read_terms(words: str, day: Weekday) -> _Terms | None:
    """Understand every word of `1er samedi du mois sur rendez-vous`, or give None."""
    terms = _Terms()
    rest = words
    if match := _WALK_IN_OR_APPOINTMENT.search(rest):
        terms = replace(terms, appointment=SlotAppointment.POSSIBLE)
        rest = rest.replace(match.group(), " ", 1)
    elif match := _APPOINTMENT.search(rest):
        terms = replace(terms, appointment=SlotAppointment.REQUIRED)
        rest = rest.replace(match.group(), " ", 1)
    if match := _PARITY.search(rest):
        terms = replace(terms, weeks=Parity.ODD if match["im"] else Parity.EVEN)
        rest = rest.replace(match.group(), " ", 1)
    if match := _NTH.search(rest):
        if match["day"] and DAYS[match["day"]] is not day:
            return None
        ranks = re.findall(r"[1-5]|premier", match["ranks"])
        nth = sorted({1 if rank == "premier" else int(rank) for rank in ranks})
        terms = replace(terms, nth=tuple(nth))
        rest = rest.replace(match.group(), " ", 1)
    return None if rest.strip(" :-,().") else terms


def _time_range(start: str, end: str) -> TimeRange | None:
    if start.isdigit() and end.isdigit():
        return None
    first, last = _minutes(start), _minutes(end)
    if first is None or last is None or not EARLIEST <= first < last <= LATEST:
        return None
    return TimeRange(start=first, end=last)


def _minutes(written: str) -> int | None:
    numbers = [int(number) for number in re.findall(r"\d+", written)]
    hours, minutes = numbers[0], numbers[1] if len(numbers) > 1 else 0
    total = hours * 60 + minutes
    return total if minutes < 60 and total <= MINUTES_A_DAY else None


def _sorted(slots: list[Slot], cell: str, fillers: list[str], *, certain: bool) -> DayHours:
    """Put slots in order; a repeated one goes, overlapping ones of every week become one."""
    kept: list[Slot] = []
    duplicates: list[str] = []
    overlapping = False
    for slot in sorted(slots, key=lambda s: (_is_special(s), s.time.start, s.time.end)):
        if slot in kept:
            duplicates.append(str(slot.time))
            continue
        met = [other for other in kept if _meet(slot, other)]
        overlapping = overlapping or bool(met)
        if not met:
            kept.append(slot)
        elif not _is_special(slot) and all(not _is_special(other) for other in met):
            kept = [other for other in kept if other not in met]
            start = min(s.time.start for s in (slot, *met))
            end = max(s.time.end for s in (slot, *met))
            kept.append(Slot(time=TimeRange(start=start, end=end)))
    kept.sort(key=lambda s: (s.time.start, s.time.end))
    is_uncertain = not certain or overlapping
    return DayHours(
        tuple(kept), cell if is_uncertain else "", overlapping, tuple(fillers), tuple(duplicates)
    )


def _is_special(slot: Slot) -> bool:
    return bool(slot.weeks or slot.nth or slot.appointment)


def _meet(one: Slot, other: Slot) -> bool:
    """True when both slots can fall on the same day and share a minute."""
    if one.time.end <= other.time.start or other.time.end <= one.time.start:
        return False
    if one.weeks and other.weeks and one.weeks is not other.weeks:
        return False
    return not (one.nth and other.nth and not set(one.nth) & set(other.nth))
