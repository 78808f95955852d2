"""The small grammar of hours: what is read is what was meant, and nothing else is read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from msap.source.hours import (
    MINUTES_A_DAY,
    Parity,
    Permanence,
    Slot,
    TimeRange,
    Week,
    Weekday,
    parse_permanence,
    parse_time_range,
)

ORDINALS = {1: "1st", 2: "2nd", 3: "3rd", 4: "4th", 5: "5th"}


@st.composite
def time_ranges(draw: st.DrawFn) -> TimeRange:
    """Draw any range that ends after it begins."""
    start = draw(st.integers(0, MINUTES_A_DAY - 1))
    return TimeRange(start=start, end=draw(st.integers(start + 1, MINUTES_A_DAY)))


permanences = st.builds(
    Permanence,
    day=st.sampled_from(Weekday),
    time=st.none() | time_ranges(),
    weeks=st.none() | st.sampled_from(Parity),
    nth=st.none() | st.sets(st.integers(1, 5), min_size=1).map(sorted).map(tuple),
)


def written(permanence: Permanence, conjunction: str) -> str:
    """Write a permanence as an editor would."""
    words = []
    if permanence.nth:
        words.append(conjunction.join(ORDINALS[rank] for rank in permanence.nth))
    if permanence.weeks:
        words.append(f"{permanence.weeks} weeks")
    words.append(permanence.day)
    if permanence.time:
        words.append(str(permanence.time))
    return " ".join(words)


@given(time_ranges())
def test_a_range_written_out_is_read_back(time: TimeRange) -> None:
    """Writing and reading a range are inverse, midnight included."""
    assert parse_time_range(str(time)) == time


@given(time_ranges(), st.sampled_from([" - ", "–", " – ", "-"]))
def test_a_range_may_have_spaces_and_a_long_dash(time: TimeRange, dash: str) -> None:
    """The dash that a word processor makes is the same dash."""
    assert parse_time_range(f" {dash.join(str(time).split('-'))} ") == time


@given(time_ranges())
def test_a_range_the_wrong_way_round_is_refused(time: TimeRange) -> None:
    """A range never ends at or before its beginning."""
    start, end = str(time).split("-")
    for text in (f"{end}-{start}", f"{start}-{start}"):
        with pytest.raises(PydanticCustomError) as failure:
            parse_time_range(text)
        assert failure.value.type in {"plage-inversee", "heure-inexistante"}


@given(permanences, st.sampled_from([" and ", ", ", ","]))
def test_a_permanence_written_out_is_read_back(permanence: Permanence, conjunction: str) -> None:
    """Every permanence can be written, in capitals too, and is read as it was meant."""
    text = written(permanence, conjunction)
    assert parse_permanence(text) == permanence
    assert parse_permanence(f"  {text.upper()} ".replace(" ", "  ")) == permanence


@given(st.text(alphabet="0123456789:-– h", max_size=14))
def test_any_text_is_a_range_or_a_known_fault(text: str) -> None:
    """What is read lies within a day; what is not read has a message."""
    try:
        time = parse_time_range(text)
    except PydanticCustomError as fault:
        assert fault.type in {"plage", "plage-inversee", "heure-inexistante"}  # noqa: PT017
    else:
        assert 0 <= time.start < time.end <= MINUTES_A_DAY


@given(st.lists(st.sampled_from(["1st", "7th", "and", ",", "even", "weeks", "friday", "9:00-8"])))
def test_any_words_are_a_permanence_or_a_known_fault(words: list[str]) -> None:
    """Words of the grammar in any order never raise anything but a fault with a message."""
    try:
        parse_permanence(" ".join(words))
    except PydanticCustomError as fault:
        known = {"permanence", "rang", "plage", "plage-inversee", "heure-inexistante"}
        assert fault.type in known  # noqa: PT017


def test_a_bare_text_is_a_slot_of_every_week() -> None:
    """The short form is the long form with nothing more."""
    assert Slot.model_validate("09:00-12:00") == Slot.model_validate({"time": "09:00-12:00"})


def test_a_missing_day_is_unknown_and_an_empty_one_is_shut() -> None:
    """Unspecified and closed are two different things."""
    week = Week.model_validate({"monday": []})
    assert week.day(Weekday.MONDAY) == ()
    assert week.day(Weekday.TUESDAY) is None
    assert not week.is_unknown
    assert Week().is_unknown
