"""Places of the records as the rule takes them: their timetables, and their clocks."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from msap.domain.calendar import ZONES, public_holidays
from msap.publish.locations import Location
from tests.opening.rule import Timetable


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


def local_moment(instant: datetime, departement: str) -> datetime:
    """Return what the clocks of a department show at an instant, which must know its own zone."""
    if instant.tzinfo is None:
        raise ValueError("an instant needs its time zone")
    return instant.astimezone(ZoneInfo(ZONES.get(departement, "Europe/Paris")))
