"""The cases of tests/cases/opening.json: timetables, instants, and what a page must say then."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from msap.domain.calendar import public_holidays
from msap.source.hours import Week
from msap.source.msap import Appointment, Closure
from tests.opening.rule import Timetable

YEARS = (2026, 2027, 2028)
_FILE = Path(__file__).with_name("opening.json")


@dataclass(frozen=True)
class Case:
    """One moment of a timetable; `today` is None where the case does not tell the day's hours."""

    name: str
    dept: str
    timetable: Timetable
    instant: datetime
    kind: str
    says: str
    today: str | None


def opening_cases() -> Iterator[Case]:
    """Read every case; `says` and `today` have plain spaces."""
    for group in json.loads(_FILE.read_text(encoding="utf-8")):
        hours, appointment = group["hours"], group.get("appointment")
        timetable = Timetable(
            week=None if hours is None else Week.model_validate(hours),
            closures=tuple(map(Closure.model_validate, group.get("closures", ()))),
            appointment=Appointment(appointment) if appointment else None,
            holidays=public_holidays(group["dept"], YEARS),
            is_tour=group.get("tour", False),
        )
        for case in group["cases"]:
            yield Case(
                f"{group['rule']} : {case['name']}",
                group["dept"],
                timetable,
                datetime.fromisoformat(case["at"]),
                case["kind"],
                case["says"],
                case.get("today"),
            )


def plain(text: str) -> str:
    """Write every space as a plain one, and drop the word joiners."""
    return text.replace("\u00a0", " ").replace("\u2060", "")
