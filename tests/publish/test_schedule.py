"""Opening hours in words, and as the script reads them."""

from collections.abc import Sequence
from datetime import date

import pytest

from msap.publish.wording.hours import (
    DayRow,
    closure_words,
    day_rows,
    encoded_closures,
    encoded_week,
    permanence_words,
    slot_words,
    week_words,
)
from msap.source.hours import Slot, Week, Weekday, parse_permanence
from msap.source.msap import Appointment, Closure

MONDAY_TO_FRIDAY = tuple(Weekday)[:5]


def plain(text: str) -> str:
    """Write every space as a plain one, and drop the word joiners."""
    return text.replace("\u00a0", " ").replace("\u2060", "")


def week(**days: Sequence[object]) -> Week:
    """Make a week as records write it."""
    return Week.model_validate(days)


@pytest.mark.parametrize(
    "slot, words",
    [
        ("09:00-12:30", "9 h – 12 h 30"),
        ({"time": "14:00-16:30", "weeks": "even"}, "14 h – 16 h 30 (semaines paires)"),
        ({"time": "09:00-12:00", "nth": [1]}, "9 h – 12 h (1er vendredi du mois)"),
        ({"time": "09:00-12:00", "nth": [1, 3]}, "9 h – 12 h (1er et 3e vendredis du mois)"),
        ({"time": "17:00-19:00", "appointment": "required"}, "17 h – 19 h (sur rendez-vous)"),
        (
            {"time": "20:00-24:00", "weeks": "odd", "appointment": "possible"},
            "20 h – 24 h (semaines impaires, avec ou sans rendez-vous)",
        ),
    ],
)
def test_a_slot_says_its_conditions(slot: object, words: str) -> None:
    """Parity, rank in the month and appointment stand in brackets after the times."""
    assert plain(slot_words(Slot.model_validate(slot), Weekday.FRIDAY)) == words


def test_a_slot_never_breaks_over_two_lines() -> None:
    """No plain space stands between the beginning and the end of a slot."""
    assert " " not in slot_words(Slot.model_validate("09:00-12:30"))


def test_days_with_the_same_hours_are_said_once() -> None:
    """Days in a row become a range, others a list; closed and unspecified days are left out."""
    same = ["09:00-12:00", "14:00-17:00"]
    every_day = week(**dict.fromkeys(MONDAY_TO_FRIDAY, same), saturday=["09:00-11:00"])
    assert plain(week_words(every_day)) == "lun.–ven. : 9 h – 12 h, 14 h – 17 h ; sam. : 9 h – 11 h"
    some = week(monday=same, wednesday=same, friday=same, thursday=[])
    assert plain(week_words(some)) == "lun., mer., ven. : 9 h – 12 h, 14 h – 17 h"
    assert week_words(None) == week_words(week()) == week_words(week(monday=[])) == ""


def test_the_table_distinguishes_closed_from_unspecified() -> None:
    """An empty day is shut, a missing one is said to be unknown, a missing Sunday is left out."""
    rows = day_rows(week(monday=["09:00-12:00", "14:00-17:00"], tuesday=[]))
    assert [row.day for row in rows] == [
        "Lundi",
        "Mardi",
        "Mercredi",
        "Jeudi",
        "Vendredi",
        "Samedi",
    ]
    assert plain(rows[0].hours) == "9 h – 12 h\n14 h – 17 h"
    assert rows[1] == DayRow("Mardi", "Fermé", is_open=False, rank=1)
    assert rows[2] == DayRow("Mercredi", "Non communiqué", is_open=False, rank=2)
    assert day_rows(week()) == day_rows(None) == ()


def test_a_tour_has_only_its_days() -> None:
    """At a stop, the days on which nobody comes are not shown as unknown."""
    rows = day_rows(week(tuesday=["09:00-12:00"]), is_tour=True)
    assert [(row.day, row.rank) for row in rows] == [("Mardi", 1)]


def test_the_script_reads_a_compact_week() -> None:
    """Minutes, parity, ranks and appointments come in one line of seven days."""
    written = week(
        monday=["09:00-12:00", {"time": "14:00-17:00", "appointment": "required"}],
        tuesday=[],
        friday=[
            {"time": "09:00-12:00", "weeks": "odd"},
            {"time": "14:00-16:00", "nth": [1, 3], "appointment": "possible"},
        ],
    )
    assert encoded_week(written) == "540-720 840-1020r||?|?|540-720o 840-960#13|?|"
    assert encoded_week(written, appointment=Appointment.REQUIRED) == (
        "540-720r 840-1020r||?|?|540-720or 840-960#13|?|"
    )
    assert encoded_week(week(tuesday=["09:00-12:00"]), is_tour=True) == "~|540-720|||||"
    assert encoded_week(None) == encoded_week(week()) == ""


def test_past_closures_are_dropped() -> None:
    """A closure stays until its last day, the nearest first."""
    summer = Closure.model_validate({"from": "2026-08-03", "to": "2026-08-14"})
    winter = Closure.model_validate(
        {"from": "2026-12-24", "to": "2027-01-02", "reason": "Congés de fin d'année"}
    )
    days = date(2026, 8, 14), date(2026, 8, 15)
    assert len(closure_words((winter, summer), days[0])) == 2
    assert list(map(plain, closure_words((winter, summer), days[1]))) == [
        "du 24 décembre 2026 au 2 janvier 2027 : Congés de fin d’année"
    ]
    assert encoded_closures((summer, winter), days[1]) == "2026-12-24/2027-01-02"


@pytest.mark.parametrize(
    "written, words",
    [
        ("tuesday", "mardi"),
        ("1st tuesday 09:00-12:00", "1er mardi du mois, 9 h – 12 h"),
        ("2nd and 4th friday", "2e et 4e vendredis du mois"),
        ("even weeks friday 14:00-17:00", "vendredi, semaines paires, 14 h – 17 h"),
    ],
)
def test_permanences_in_words(written: str, words: str) -> None:
    """A partner's day reads as one would say it at the counter."""
    assert plain(permanence_words([parse_permanence(written)])) == words
