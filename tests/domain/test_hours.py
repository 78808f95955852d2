"""Weekly time and overlaps."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from msap.domain.hours import (
    WEEKS_A_YEAR,
    do_overlap,
    overlaps,
    share_of_weeks,
    unspecified_days,
    weekly_minutes,
    weekly_time,
)
from msap.source.hours import Parity, Slot, TimeRange, Week
from msap.source.msap import Msap

ADDRESS = {"postcode": "23150", "city": "Ahun", "insee": "23001"}
SHUT: dict[str, list[str]] = {
    day: [] for day in ("tuesday", "wednesday", "thursday", "friday", "saturday")
}


@st.composite
def slots(draw: st.DrawFn) -> Slot:
    """Draw a slot of any kind."""
    start = draw(st.integers(0, 1439))
    return Slot(
        time=TimeRange(start=start, end=draw(st.integers(start + 1, 1440))),
        weeks=draw(st.none() | st.sampled_from(Parity)),
        nth=draw(st.none() | st.sets(st.integers(1, 5), min_size=1).map(sorted).map(tuple)),
    )


def place(**fields: object) -> Msap:
    """Make an open MSAP."""
    required = {"id": "a", "name": "A", "status": "open", "updated": "2026-10-02"}
    return Msap.model_validate({**required, "address": ADDRESS, **fields})


@pytest.mark.parametrize(
    "slot, share",
    [
        ({}, 1),
        ({"weeks": "even"}, 0.5),
        ({"nth": 1}, 12 / 52.1775),
        ({"nth": [1, 3]}, 24 / 52.1775),
        ({"nth": 5}, 4.1775 / 52.1775),
        ({"nth": [1, 2, 3, 4, 5]}, 1),
        ({"nth": 2, "weeks": "odd"}, 6 / 52.1775),
    ],
)
def test_share_of_weeks(slot: dict[str, object], share: float) -> None:
    """A fortnight is a half, a monthly day 12 times in the 52.1775 weeks of the mean year."""
    read = Slot.model_validate({"time": "09:00-12:00", **slot})
    assert share_of_weeks(read) == pytest.approx(share, abs=1e-6)


def test_weeks_a_year() -> None:
    """The mean Gregorian year has 52.1775 weeks."""
    assert pytest.approx(52.1775, abs=1e-9) == WEEKS_A_YEAR


def test_weekly_minutes_add_up() -> None:
    """Slots of all days count by their share of the weeks; unspecified days count for nothing."""
    week = Week.model_validate(
        {
            "monday": ["09:00-12:30", {"time": "14:00-16:00", "weeks": "odd"}],
            "friday": [{"time": "08:00-24:00", "appointment": "required"}],
        }
    )
    assert weekly_minutes(week) == 3.5 * 60 + 60 + 16 * 60
    assert [day.value for day in unspecified_days(week)] == [
        "tuesday",
        "wednesday",
        "thursday",
        "saturday",
    ]


@pytest.mark.parametrize(
    "fields, minutes, is_complete",
    [
        ({}, 0, False),
        ({"hours": {"monday": ["09:00-12:00"]}}, 180, False),
        ({"hours": {"monday": ["09:00-12:00"], **SHUT}}, 180, True),
    ],
)
def test_time_of_a_fixed_place(
    fields: dict[str, object],
    minutes: float,
    is_complete: bool,  # noqa: FBT001
) -> None:
    """The time is complete when Monday to Saturday are specified; Sunday may stay unspecified."""
    time = weekly_time(place(**fields))
    assert (time.minutes, time.is_complete) == (minutes, is_complete)


def test_time_of_a_touring_place() -> None:
    """Stops add to the place's own hours; a stop without hours leaves the total unknown."""
    stop = {"id": "a", "address": ADDRESS, "hours": {"monday": ["09:00-12:00"]}}
    weekly = weekly_time(place(form="bus", stops=[stop, stop], hours={"friday": ["09:00-10:00"]}))
    assert (weekly.minutes, weekly.is_complete) == (420, True)
    silent = {"id": "b", "address": ADDRESS}
    partly = weekly_time(place(form="bus", stops=[stop, silent]))
    assert (partly.minutes, partly.is_complete) == (180, False)


@pytest.mark.parametrize(
    "one, other, meet",
    [
        ({"time": "09:00-12:00"}, {"time": "11:59-14:00"}, True),
        ({"time": "09:00-12:00"}, {"time": "12:00-14:00"}, False),
        ({"time": "09:00-12:00"}, {"time": "10:00-11:00"}, True),
        ({"time": "09:00-12:00", "weeks": "even"}, {"time": "09:00-12:00"}, True),
        ({"time": "09:00-12:00", "weeks": "even"}, {"time": "9:00-12:00", "weeks": "odd"}, False),
        ({"time": "09:00-12:00", "nth": [1, 3]}, {"time": "09:00-12:00", "nth": [2]}, False),
        ({"time": "09:00-12:00", "nth": [1, 3]}, {"time": "09:00-12:00", "nth": [3]}, True),
        ({"time": "09:00-12:00", "nth": [1]}, {"time": "09:00-12:00", "weeks": "odd"}, True),
    ],
)
def test_slots_overlap_when_some_week_has_both(
    one: dict[str, object],
    other: dict[str, object],
    meet: bool,  # noqa: FBT001
) -> None:
    """Parity and rank in the month keep slots apart; touching ends do not overlap."""
    assert do_overlap(Slot.model_validate(one), Slot.model_validate(other)) is meet


@given(slots(), slots())
def test_overlap_does_not_depend_on_order(one: Slot, other: Slot) -> None:
    """Two slots meet whichever comes first, and every slot meets itself."""
    assert do_overlap(one, other) == do_overlap(other, one)
    assert do_overlap(one, one)


@given(st.lists(slots(), max_size=6))
def test_slots_without_overlap_fill_a_day_at_most(day: list[Slot]) -> None:
    """When no slots overlap, those of one kind of week last no longer than a day."""
    if not list(overlaps(day)):
        weekly = [slot for slot in day if slot.weeks is None and slot.nth is None]
        assert sum(slot.time.end - slot.time.start for slot in weekly) <= 1440
