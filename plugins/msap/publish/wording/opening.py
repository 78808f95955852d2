"""What the script of every page needs to tell whether a place is open (`theme/src/opening/`)."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from msap.domain.calendar import OWN_HOLIDAYS
from msap.publish.locations import Location
from msap.publish.wording.hours import encoded_closures, encoded_week


class ScriptHours(NamedTuple):
    """What the script needs to show a place's state, as the `data-` attributes of its line.

    `dept` is empty where holidays and clocks are those of most of the mainland.
    """

    week: str
    closed: str
    dept: str


def script_hours(location: Location, today: date) -> ScriptHours:
    """Write the hours of a location for the script; `week` is empty when no day is specified."""
    msap = location.entry.msap
    return ScriptHours(
        encoded_week(
            location.hours, is_tour=location.stop is not None, appointment=msap.appointment
        ),
        encoded_closures(msap.closures, today),
        location.departement if location.departement in OWN_HOLIDAYS else "",
    )
