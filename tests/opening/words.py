"""Whether a place is open, in the words that the script of every page must find by itself."""

from __future__ import annotations

from datetime import date

from msap.publish.wording.dates import MONTHS, joined_range, time_words
from msap.publish.wording.typography import NBSP
from msap.source.french_hours import DAY_NAMES
from msap.source.hours import MINUTES_A_DAY, TimeRange, Weekday
from tests.opening.rule import Day, Opening, OpeningKind, OpeningState, Reopening

DAYS_NAMED_ALONE = 6
"""Up to so many days away « mardi » can only be one Tuesday; beyond, its date is said too."""


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
