"""Whether a place is open, in the words people read; theme/static/js/10-opening.js says the same."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from msap.domain.calendar import OWN_HOLIDAYS, public_holidays
from msap.domain.opening import Day, Opening, OpeningKind, OpeningState, Reopening, Timetable
from msap.publish.directory import Location
from msap.publish.wording.dates import MONTHS, joined_range, time_words
from msap.publish.wording.hours import encoded_closures, encoded_week
from msap.publish.wording.typography import NBSP
from msap.source.french_hours import DAY_NAMES
from msap.source.hours import MINUTES_A_DAY, TimeRange, Weekday

DAYS_NAMED_ALONE = 6
"""Up to so many days away « mardi » can only be one Tuesday; beyond, its date is said too."""


class ScriptHours(NamedTuple):
    """What the script needs to show a place's state, as the `data-` attributes of its line.

    `dept` is empty where holidays and clocks are those of most of the mainland.
    """

    week: str
    closed: str
    dept: str


def script_hours(location: Location, today: date) -> ScriptHours:
    """Write the hours of a location for the script; `week` is empty when no day is specified."""
    msap = location.entry.msap
    return ScriptHours(
        encoded_week(
            location.hours, is_tour=location.stop is not None, appointment=msap.appointment
        ),
        encoded_closures(msap.closures, today),
        location.departement if location.departement in OWN_HOLIDAYS else "",
    )


def timetable(location: Location, years: Iterable[int]) -> Timetable:
    """Return all that decides when a location is open, with the public holidays of the given years."""
    msap = location.entry.msap
    return Timetable(
        week=location.hours,
        closures=msap.closures,
        appointment=msap.appointment,
        holidays=public_holidays(location.departement, years),
        is_tour=location.stop is not None,
    )


def state_words(state: OpeningState, today: date, *, is_tour: bool = False) -> str:
    """Return a state: « Ouvert jusqu’à 17 h », « Ferme dans 20 minutes », « Fermé · rouvre … ».

    At a stop of a tour the words are not that it is closed, but that nobody is there.
    """
    until = "" if state.until is None else f" jusqu’à{NBSP}{_end_words(state.until)}"
    match state.kind:
        case OpeningKind.OPEN:
            return f"{'Sur place' if is_tour else 'Ouvert'}{until}"
        case OpeningKind.SOON:
            unit = "minute" if state.minutes_left == 1 else "minutes"
            verb = "Part" if is_tour else "Ferme"
            return f"{verb} dans {state.minutes_left}{NBSP}{unit}"
        case OpeningKind.APPOINTMENT:
            return f"Sur rendez-vous{until}"
        case OpeningKind.UNKNOWN:
            return f"Horaires du jour non communiqués{NBSP}: renseignez-vous avant de venir"
        case OpeningKind.CLOSED:
            return _closed_words(state, today, is_tour=is_tour)


def today_words(day: Day, *, is_tour: bool = False) -> str:
    """Return a day's hours: « 9 h – 12 h, 14 h – 17 h sur rendez-vous », « jour férié (Noël) »."""
    if day.closed_until:
        return "fermeture exceptionnelle"
    if day.holiday:
        return f"jour férié ({day.holiday})"
    if not day.is_specified:
        return "horaires non communiqués"
    shut = "pas de passage" if is_tour else "fermé"
    return ", ".join(map(_opening_words, day.openings)) or shut


def _closed_words(state: OpeningState, today: date, *, is_tour: bool) -> str:
    if state.closed_until:
        words = "Fermeture exceptionnelle"
        if state.closed_until > today:
            words += f" jusqu’au {_day_words(state.closed_until)}"
            if state.closed_until.year != today.year:
                words += f" {state.closed_until.year}"
    elif state.holiday:
        words = f"Jour férié ({state.holiday}){NBSP}: fermé sauf avis contraire"
    else:
        words = "Pas sur place" if is_tour else "Fermé"
    if state.reopening is None:
        return words
    verb = "revient" if is_tour else "rouvre"
    return f"{words}{NBSP}· {verb} {_reopening(state.reopening, today)}"


def _reopening(reopening: Reopening, today: date) -> str:
    away = (reopening.day - today).days
    words = "au plus tard " if reopening.is_latest else ""
    if away == 1:
        words += "demain "
    elif away:
        words += f"{DAY_NAMES[tuple(Weekday)[reopening.day.weekday()]]} "
    if away > DAYS_NAMED_ALONE:
        words += f"{_day_words(reopening.day)} "
    words += f"à{NBSP}{time_words(reopening.start)}"
    return f"{words} sur rendez-vous" if reopening.by_appointment else words


def _day_words(day: date) -> str:
    return f"{'1er' if day.day == 1 else day.day}{NBSP}{MONTHS[day.month - 1]}"


def _end_words(minutes: int) -> str:
    return "minuit" if minutes == MINUTES_A_DAY else time_words(minutes)


def _opening_words(opening: Opening) -> str:
    words = joined_range(TimeRange(start=opening.start, end=opening.end))
    return f"{words} sur rendez-vous" if opening.by_appointment else words
