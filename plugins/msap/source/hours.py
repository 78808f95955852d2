"""Opening hours as written in a record: slots, weeks, permanences and their small grammar.

`"09:00-12:30"` is a slot; `"1st tuesday 09:00-12:00"` and `"even weeks friday 14:00-17:00"` are
permanences of a partner.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, model_validator

from msap.source.types import Record, fault, record

MINUTES_A_DAY = 24 * 60

_LONGEST_PERMANENCE = 80
"""Characters; beyond, matching the grammar would take time that grows as their square."""

_KEPT = 5_000
"""Ranges and permanences read of late: thousands of records share a few hundred."""


class Weekday(StrEnum):
    """Days as written in records, Monday first, as in ISO 8601."""

    MONDAY = "monday"
    TUESDAY = "tuesday"
    WEDNESDAY = "wednesday"
    THURSDAY = "thursday"
    FRIDAY = "friday"
    SATURDAY = "saturday"
    SUNDAY = "sunday"


class Parity(StrEnum):
    """Even or odd ISO weeks."""

    EVEN = "even"
    ODD = "odd"


class SlotAppointment(StrEnum):
    """Whether a slot is open to walk-ins, or to people with an appointment only."""

    POSSIBLE = "possible"
    REQUIRED = "required"


@record
class TimeRange(Record):
    """From `start` to `end`, in minutes since midnight; `end` may be 1440 (midnight)."""

    start: int
    end: int

    def __str__(self) -> str:
        """Return the range as records write it: `09:00-12:30`."""
        return "-".join(f"{m // 60:02d}:{m % 60:02d}" for m in (self.start, self.end))


@lru_cache(maxsize=_KEPT)
def parse_time_range(written: str) -> TimeRange:
    """Read `09:00-12:30`; raises the fault that says what is wrong."""
    match = re.fullmatch(r"(\d{1,2}):(\d{2})\s*[-–]\s*(\d{1,2}):(\d{2})", written.strip())
    if not match:
        raise fault("plage")
    first_hour, first_minute, last_hour, last_minute = map(int, match.groups())
    start, end = first_hour * 60 + first_minute, last_hour * 60 + last_minute
    if first_minute > 59 or last_minute > 59 or start >= MINUTES_A_DAY or end > MINUTES_A_DAY:
        raise fault("heure-inexistante")
    if end <= start:
        raise fault("plage-inversee")
    return TimeRange(start=start, end=end)


def _read_time_range(value: object) -> object:
    return parse_time_range(value) if isinstance(value, str) else value


def _read_occurrences(value: object) -> object:
    items = value if isinstance(value, list | tuple) else [value]
    for item in items:
        if str(item) not in {"1", "2", "3", "4", "5"}:
            raise fault("rang", written=item if isinstance(item, str) else "…")
    if len({str(item) for item in items}) != len(items):
        raise fault("rang-en-double")
    return tuple(sorted(int(str(item)) for item in items))


Time = Annotated[
    TimeRange,
    BeforeValidator(_read_time_range, json_schema_input_type=str),
]
Occurrences = Annotated[
    tuple[int, ...],
    BeforeValidator(_read_occurrences, json_schema_input_type=list[int]),
]


@record
class Slot(Record):
    """One opening slot; a bare text such as `09:00-12:00` is a slot of every week."""

    time: Time = Field(description="Début et fin, « 09:00-12:00 ».")
    weeks: Parity | None = Field(
        default=None,
        description="`even` : semaines paires ; `odd` : semaines impaires (calendrier ISO).",
    )
    nth: Occurrences | None = Field(
        default=None, description="Rangs dans le mois : `[1, 3]` pour le 1er et le 3e."
    )
    appointment: SlotAppointment | None = Field(
        default=None,
        description="`required` : sur rendez-vous seulement ; `possible` : avec ou sans.",
    )

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, value: Any) -> Any:  # noqa: ANN401 - pydantic hands over raw input
        return {"time": value} if isinstance(value, str) else value


@record
class Week(Record):
    """The usual week: a missing day is unknown, an empty list is a day when the place is shut."""

    monday: tuple[Slot, ...] | None = Field(default=None, description="Lundi.")
    tuesday: tuple[Slot, ...] | None = Field(default=None, description="Mardi.")
    wednesday: tuple[Slot, ...] | None = Field(default=None, description="Mercredi.")
    thursday: tuple[Slot, ...] | None = Field(default=None, description="Jeudi.")
    friday: tuple[Slot, ...] | None = Field(default=None, description="Vendredi.")
    saturday: tuple[Slot, ...] | None = Field(default=None, description="Samedi.")
    sunday: tuple[Slot, ...] | None = Field(default=None, description="Dimanche.")

    def day(self, weekday: Weekday) -> tuple[Slot, ...] | None:
        """Return the slots of a day, None when they are unspecified."""
        slots: tuple[Slot, ...] | None = getattr(self, weekday)
        return slots

    @property
    def is_unknown(self) -> bool:
        """True when no day is specified."""
        return all(self.day(weekday) is None for weekday in Weekday)


_ORDINAL = {"1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "5th": 5}
_PERMANENCE = re.compile(
    r"(?:(?P<nth>\d(?:st|nd|rd|th)(?:(?:\s*,\s*|\s+and\s+)\d(?:st|nd|rd|th))*)\s+)?"
    r"(?:(?P<weeks>even|odd)\s+weeks?\s+)?"
    rf"(?P<day>{'|'.join(Weekday)})"
    r"(?:\s+(?P<time>\S+\s*[-–]\s*\S+))?"
)


@record
class Permanence(Record):
    """When a partner is present: a weekday, perhaps some weeks only, perhaps with hours."""

    day: Weekday
    time: TimeRange | None = None
    weeks: Parity | None = None
    nth: tuple[int, ...] | None = None


@lru_cache(maxsize=_KEPT)
def parse_permanence(written: str) -> Permanence:
    """Read `[1st and 3rd] [even weeks] tuesday [09:00-12:00]`; raises the fault it finds."""
    words = " ".join(written.lower().split())
    match = _PERMANENCE.fullmatch(words) if len(words) <= _LONGEST_PERMANENCE else None
    if not match:
        raise fault("permanence")
    ranks = re.findall(r"\d(?:st|nd|rd|th)", match["nth"] or "")
    unknown = [rank for rank in ranks if rank not in _ORDINAL]
    if unknown:
        raise fault("rang", written=unknown[0])
    return Permanence(
        day=Weekday(match["day"]),
        time=parse_time_range(match["time"]) if match["time"] else None,
        weeks=Parity(match["weeks"]) if match["weeks"] else None,
        nth=tuple(sorted(_ORDINAL[rank] for rank in ranks)) or None,
    )


def _read_permanence(value: object) -> object:
    return parse_permanence(value) if isinstance(value, str) else value


When = Annotated[Permanence, BeforeValidator(_read_permanence, json_schema_input_type=str)]
