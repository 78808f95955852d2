"""Spellings of the hours, from the editions of the list."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from msap.exchange.hours_words import EARLIEST, LATEST, read_day
from msap.source.hours import SlotAppointment, Weekday

MONDAY, SATURDAY = Weekday.MONDAY, Weekday.SATURDAY


@pytest.mark.parametrize(
    "written,expected",
    [
        ("09:00 - 12:00 / 13:30 - 17:00", ["09:00-12:00", "13:30-17:00"]),
        ("9h30 – 12h15 / 13h45 – 16h30", ["09:30-12:15", "13:45-16:30"]),
        ("09:00-12h00", ["09:00-12:00"]),
        ("09:00:00 - 12:00:00", ["09:00-12:00"]),
        ("09:00:00 - 12:00:00 / 14:00:00 - 17:30:00", ["09:00-12:00", "14:00-17:30"]),
        ("9h\u00a0–\u00a012h", ["09:00-12:00"]),
        ("de 9h à 12h et de 14h à 17h30", ["09:00-12:00", "14:00-17:30"]),
        ("9:00 - 12:00, 14:00 - 17:00", ["09:00-12:00", "14:00-17:00"]),
        ("9 - 12h", ["09:00-12:00"]),
        ("13:30 - 17:00 / 09:00 - 12:00", ["09:00-12:00", "13:30-17:00"]),
        ("00:00 - 00:00 / 09:00 - 12:00", ["09:00-12:00"]),
        ("09:00 - 12:00 / 09:00 - 12:00", ["09:00-12:00"]),
    ],
)
def test_spellings(written: str, expected: list[str]) -> None:
    """Every plain spelling gives its slots, in order, and leaves no text behind."""
    read = read_day(written, MONDAY)
    assert read.slots is not None
    assert [str(slot.time) for slot in read.slots] == expected
    assert read.kept == ""


def test_appointment_only_slot() -> None:
    """`// Sur RDV :` marks the slots after it, and not those before."""
    slots = read_day("9:00 - 12:00 // Sur RDV : 17:00 - 19:00", MONDAY).slots
    assert slots is not None
    assert [slot.appointment for slot in slots] == [None, SlotAppointment.REQUIRED]


def test_even_weeks() -> None:
    """`Semaines paires :` marks its own slot."""
    slots = read_day("8:45 - 12:00 / Semaines paires : 14:00 - 16:30", MONDAY).slots
    assert slots is not None
    assert [slot.weeks for slot in slots] == [None, "even"]


@pytest.mark.parametrize(
    "written,ranks",
    [
        ("1er samedi du mois : 9:00 - 12:00", (1,)),
        ("1er et 3ème samedis : 9h-12h", (1, 3)),
        ("9h-12h (2e et 4e samedi du mois)", (2, 4)),
    ],
)
def test_ranks_in_the_month(written: str, ranks: tuple[int, ...]) -> None:
    """A rank is read before or after the hours when the day is that of the column."""
    slots = read_day(written, SATURDAY).slots
    assert slots is not None
    assert [slot.nth for slot in slots] == [ranks]


@pytest.mark.parametrize(
    "written",
    [
        "14:00 - 12:00",
        "25:00 - 26:00",
        "09:75 - 12:00",
        "09:00:30 - 12:00:00",
        "09:00-13:00-/3:00-16:00",
        "3:00 - 16:00",
        "14:00 - 23:00",
        "9:00 - 12:00 fermé en août",
        "1er mardi du mois : 9:00 - 12:00",
        "le matin",
        "9 - 12",
    ],
)
def test_what_is_not_understood_stays_text(written: str) -> None:
    """A cell with one word in doubt gives an unknown day and the whole cell as text."""
    read = read_day(written, MONDAY)
    assert read.slots is None
    assert read.kept == written


@pytest.mark.parametrize("written", ["", "-", "–", "00:00 - 00:00", "Fermé", "0h00-0h00"])
def test_fillers_say_nothing(written: str) -> None:
    """Fillers give no slot and no text, and are reported when there was something to drop."""
    read = read_day(written, MONDAY)
    assert (read.slots, read.kept) == ((), "")
    assert bool(read.fillers) == bool(written)


def test_unspecified_hours_are_unknown() -> None:
    """« Horaires non communiqués » is an unknown day, not a day when the place is shut."""
    assert read_day("Horaires non communiqués", MONDAY).slots is None


def test_overlaps_become_one_slot_and_stay_in_words() -> None:
    """Overlapping slots cannot all be true: their union is shown with the source's words."""
    written = "09:00 - 12:00 / 09:00 - 16:30 / 14:00 - 16:30"
    read = read_day(written, MONDAY)
    assert read.slots is not None
    assert [str(slot.time) for slot in read.slots] == ["09:00-16:30"]
    assert (read.overlapping, read.kept) == (True, written)


minutes = st.integers(EARLIEST // 5, LATEST // 5).map(lambda five: five * 5)
styles = st.sampled_from(["{h:02d}:{m:02d}", "{h}:{m:02d}", "{h}h{m:02d}", "{h:02d}h{m:02d}"])
dashes = st.sampled_from([" - ", "-", " – ", "\u00a0–\u00a0", " à "])


@given(
    st.lists(minutes, min_size=2, max_size=8, unique=True).filter(lambda m: len(m) % 2 == 0),
    styles,
    dashes,
    st.sampled_from([" / ", "/", " et ", " // "]),
)
def test_any_day_in_any_spelling(points: list[int], style: str, dash: str, between: str) -> None:
    """Slots written in any mix of spellings read back as the same slots."""
    points = sorted(points)
    ranges = list(zip(points[::2], points[1::2], strict=True))
    spelt = [style.format(h=point // 60, m=point % 60) for point in points]
    pairs = zip(spelt[::2], spelt[1::2], strict=True)
    read = read_day(between.join(f"{start}{dash}{end}" for start, end in pairs), MONDAY)
    assert read.slots is not None
    assert [(slot.time.start, slot.time.end) for slot in read.slots] == ranges


@given(st.text(max_size=80))
def test_no_text_is_lost_and_none_crashes(written: str) -> None:
    """Whatever the cell holds, its words are slots, fillers, or kept word for word."""
    read = read_day(written, MONDAY)
    assert read.slots or read.kept or read.fillers or not written.strip()
