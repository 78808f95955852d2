"""Open now: the shared cases in Python, and random weeks against an independent evaluator."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from opening_hours import OpeningHours

from msap.domain.calendar import public_holidays
from msap.source.hours import Parity, Slot, SlotAppointment, TimeRange, Week, Weekday
from msap.source.msap import Appointment, Closure
from tests.cases.opening import Case, opening_cases, plain
from tests.opening.osm_hours import osm_hours
from tests.opening.places import local_moment
from tests.opening.rule import OpeningKind, Timetable, state_at
from tests.opening.words import state_words, today_words

CASES = list(opening_cases())
FIRST_MINUTE = datetime(2026, 1, 1)  # noqa: DTZ001 - the evaluator reads the clocks of the place
TWO_YEARS = 2 * 365 * 24 * 60
RECEIVING = {OpeningKind.OPEN, OpeningKind.SOON, OpeningKind.APPOINTMENT}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_shared_cases(case: Case) -> None:
    """The kind, the words and the day's hours are those the case wants."""
    moment = local_moment(case.instant, case.dept)
    state = state_at(case.timetable, moment)
    words = state_words(state, moment.date(), is_tour=case.timetable.is_tour)
    assert (state.kind, plain(words)) == (case.kind, case.says)
    if case.today is not None:
        day = case.timetable.day(moment.date())
        assert plain(today_words(day, is_tour=case.timetable.is_tour)) == case.today


def test_there_are_many_cases_each_with_its_own_name() -> None:
    """At least 150 cases are shared, and a failing one can be found by its name."""
    assert len(CASES) >= 150
    assert len({case.name for case in CASES}) == len(CASES)


def test_an_instant_needs_its_zone() -> None:
    """A time without a zone is refused: it would be the machine's."""
    with pytest.raises(ValueError, match="time zone"):
        local_moment(FIRST_MINUTE, "23")


def test_public_holidays_have_french_names() -> None:
    """Eleven everywhere, two more in Moselle and Alsace, with the apostrophes of print."""
    year = public_holidays("23", [2027])
    assert len(year) == 11
    assert year[date(2027, 1, 1)] == "Jour de l’an"
    for dept in ("57", "67", "68"):
        assert set(public_holidays(dept, [2027])) - set(year) == {
            date(2027, 3, 26),
            date(2027, 12, 26),
        }


@st.composite
def days(draw: st.DrawFn) -> tuple[Slot, ...] | None:
    """Draw the slots of a day, which may overlap, or none because they are unspecified."""
    if draw(st.integers(0, 5)) == 0:
        return None
    slots = []
    for _ in range(draw(st.integers(0, 3))):
        start = draw(st.integers(0, 95)) * 15
        end = min(start + draw(st.integers(1, 40)) * 15, 1440)
        slots.append(
            Slot(
                time=TimeRange(start=start, end=end),
                weeks=draw(st.none() | st.sampled_from(Parity)),
                nth=draw(st.none() | st.sets(st.integers(1, 5), min_size=1).map(sorted).map(tuple)),
                appointment=draw(st.none() | st.sampled_from(SlotAppointment)),
            )
        )
    return tuple(slots)


@st.composite
def timetables(draw: st.DrawFn) -> Timetable:
    """Draw a week with perhaps a closure, at a place or at a stop."""
    week = Week(**{weekday.value: draw(days()) for weekday in Weekday})
    closures = []
    for _ in range(draw(st.integers(0, 2))):
        first = date(2026, 1, 1) + timedelta(days=draw(st.integers(0, 700)))
        last = first + timedelta(days=draw(st.integers(0, 20)))
        closures.append(Closure.model_validate({"from": str(first), "to": str(last)}))
    return Timetable(
        week,
        tuple(closures),
        draw(st.none() | st.sampled_from(Appointment)),
        public_holidays("23", range(2026, 2030)),
        is_tour=draw(st.booleans()),
    )


MINUTES = st.lists(st.integers(0, TWO_YEARS), min_size=1, max_size=30)


@settings(max_examples=300)
@given(timetables(), MINUTES)
def test_agrees_with_an_independent_evaluator(timetable: Timetable, minutes: list[int]) -> None:
    """At any minute the state is that of the same week in OSM syntax, read by opening-hours-py."""
    evaluator = OpeningHours(osm_hours(timetable) or "Mo-Su unknown; PH off", country="FR")
    for minute in minutes:
        moment = FIRST_MINUTE + timedelta(minutes=minute)
        kind = state_at(timetable, moment).kind
        assert (kind in RECEIVING) == evaluator.is_open(moment)
        assert (kind is OpeningKind.UNKNOWN) == evaluator.is_unknown(moment)


@settings(max_examples=150)
@given(timetables(), MINUTES)
def test_a_promised_opening_is_the_next_one(timetable: Timetable, minutes: list[int]) -> None:
    """Nothing opens before the opening that is promised, and it does open then."""
    evaluator = OpeningHours(osm_hours(timetable) or "Mo-Su unknown; PH off", country="FR")
    for minute in minutes:
        moment = FIRST_MINUTE + timedelta(minutes=minute)
        promised = state_at(timetable, moment).reopening
        if promised is None:
            continue
        at = datetime.combine(promised.day, datetime.min.time())
        at += timedelta(minutes=promised.start)
        assert evaluator.is_open(at)
        spans = list(evaluator.intervals(moment, at))
        states = [str(state).lower() for _, _, state, _ in spans]
        assert not any("open" in state for state in states)
        assert promised.is_latest == any("unknown" in state for state in states)


def test_true_minutes_are_counted_in_every_zone() -> None:
    """A moment in UTC and one without a zone have no change of clocks."""
    timetable = Timetable(Week.model_validate({"monday": ["09:00-12:00"]}))
    for moment in (datetime(2026, 11, 23, 11, 40, tzinfo=UTC), datetime(2026, 11, 23, 11, 40)):  # noqa: DTZ001
        assert state_at(timetable, moment).minutes_left == 20
