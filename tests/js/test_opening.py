"""Open now in the browser: the shared cases and random weeks, run by Node through the real script."""

import json
import random
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from msap.domain.calendar import OWN_HOLIDAYS, ZONES, public_holidays
from msap.publish.wording.hours import encoded_closures, encoded_week
from msap.source.hours import Week, Weekday
from msap.source.msap import Appointment, Closure
from tests.cases.opening import YEARS, opening_cases, plain
from tests.opening.places import local_moment
from tests.opening.rule import Timetable, state_at
from tests.opening.words import state_words, today_words
from tests.scripts import bundle_script, constants, run_node

RANDOM_WEEKS = 400
Question = tuple[Timetable, str, datetime]


@pytest.fixture(scope="module")
def script(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Bundle the script with the holidays of the cases."""
    entry = Path(__file__).with_name("opening_states.mjs")
    folder = tmp_path_factory.mktemp("opening")
    return bundle_script(entry, folder, constants(date(YEARS[0], 1, 1)))


def run_script(
    script: Path, asked: Sequence[Question], visitor_zone: str = "Europe/Paris"
) -> list[dict[str, str]]:
    """Ask the script for the states of places, as on a computer set to `visitor_zone`."""
    places = [
        {
            "place": {
                "week": encoded_week(
                    timetable.week, is_tour=timetable.is_tour, appointment=timetable.appointment
                ),
                "closed": encoded_closures(timetable.closures, date.min),
                "dept": dept if dept in OWN_HOLIDAYS else "",
            },
            "at": instant.isoformat(),
        }
        for timetable, dept, instant in asked
    ]
    printed = run_node(script, stdin=json.dumps(places), timezone=visitor_zone)
    return [json.loads(line) for line in printed.splitlines()]


@pytest.mark.parametrize("visitor_zone", ["Europe/Paris", "Pacific/Noumea", "America/Cayenne"])
def test_shared_cases(script: Path, visitor_zone: str) -> None:
    """The script says what each case wants, wherever the visitor's computer is set."""
    cases = list(opening_cases())
    shown = run_script(script, [(c.timetable, c.dept, c.instant) for c in cases], visitor_zone)
    wrong = [
        (case.name, said, case.says)
        for case, said in zip(cases, shown, strict=True)
        if (said["kind"], plain(said["words"])) != (case.kind, case.says)
        or (case.today is not None and plain(said["today"]) != case.today)
    ]
    assert wrong == []


def random_place(chance: random.Random) -> Question:
    """Make a place somewhere in France with slots of every kind, and an instant of three years."""
    week: dict[str, list[object]] = {}
    for weekday in Weekday:
        if chance.random() < 0.1:
            continue
        week[weekday.value] = []
        for _ in range(chance.choice([0, 1, 2, 2, 3])):
            start = chance.randrange(0, 1440, 5)
            end = chance.choice([1440, min(start + chance.randrange(5, 600, 5), 1440)])
            time = "-".join(f"{m // 60:02d}:{m % 60:02d}" for m in (start, end))
            slot: dict[str, object] = {"time": time}
            if chance.random() < 0.3:
                slot["weeks"] = chance.choice(["even", "odd"])
            if chance.random() < 0.3:
                slot["nth"] = sorted(chance.sample(range(1, 6), chance.randint(1, 3)))
            if chance.random() < 0.3:
                slot["appointment"] = chance.choice(["possible", "required"])
            week[weekday.value].append(slot)
    closures = []
    for _ in range(chance.choice([0, 0, 1, 3])):
        first = date(2026, 1, 1) + timedelta(days=chance.randrange(1095))
        last = first + timedelta(days=chance.randrange(60))
        closures.append(Closure.model_validate({"from": str(first), "to": str(last)}))
    dept = chance.choice(["23", *OWN_HOLIDAYS, *ZONES])
    instant = datetime(2026, 1, 2, tzinfo=UTC) + timedelta(
        seconds=chance.randrange(3 * 364 * 86400)
    )
    timetable = Timetable(
        Week.model_validate(week),
        tuple(closures),
        chance.choice([None, *Appointment]),
        public_holidays(dept, YEARS),
        is_tour=chance.random() < 0.3,
    )
    return timetable, dept, instant


@pytest.mark.parametrize("seed", range(3))
def test_random_weeks_read_as_in_python(script: Path, seed: int) -> None:
    """Both languages say the same of any week, closure, department and instant."""
    chance = random.Random(seed)  # noqa: S311 - no secret is made
    asked = [random_place(chance) for _ in range(RANDOM_WEEKS)]
    for (timetable, dept, instant), said in zip(asked, run_script(script, asked), strict=True):
        moment = local_moment(instant, dept)
        state = state_at(timetable, moment)
        is_tour = timetable.is_tour
        assert (said["kind"], said["words"]) == (
            state.kind,
            state_words(state, moment.date(), is_tour=is_tour),
        ), (timetable.week, timetable.closures, dept, instant)
        assert said["today"] == today_words(timetable.day(moment.date()), is_tour=is_tour)
