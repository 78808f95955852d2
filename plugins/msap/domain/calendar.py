"""French public holidays and time zones, by department and overseas territory."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType

from msap.errors import Refusal

ZONES: Mapping[str, str] = MappingProxyType(
    {
        "971": "America/Guadeloupe",
        "972": "America/Martinique",
        "973": "America/Cayenne",
        "974": "Indian/Reunion",
        "975": "America/Miquelon",
        "976": "Indian/Mayotte",
        "977": "America/St_Barthelemy",
        "978": "America/Marigot",
    }
)
"""Time zones that are not the mainland's, by code of department (IANA names)."""

OWN_HOLIDAYS = ("57", "67", "68", "971", "972", "973", "974", "975", "976", "977", "978")
"""Departments with holidays of their own, or that could have some."""

HOLIDAYS_FILE = Path(__file__).with_name("public_holidays.csv")


def public_holidays(departement: str, years: Iterable[int]) -> Mapping[date, str]:
    """Return the public holidays of a department in the given years, with their French names.

    Source: the table beside this module, which `tools/calendar` makes. Raises Refusal for a year
    that it does not have.
    """
    wanted = set(years)
    known = _holidays(departement if departement in OWN_HOLIDAYS else "")
    if missing := wanted - {day.year for day in known}:
        raise Refusal(
            f"Les jours fériés de {min(missing)} ne sont pas dans « {HOLIDAYS_FILE.name} » : "
            "ajoutez l’année dans tools/calendar, puis lancez « invoke calendar »."
        )
    return {day: name for day, name in known.items() if day.year in wanted}


@cache
def _holidays(departement: str) -> Mapping[date, str]:
    """Return all that is known of a department, in the order of days; its own names come first."""
    rows = _rows()
    found = {day: name for day, name, departements in rows if not departements}
    found |= {day: name for day, name, departements in rows if departement in departements}
    return MappingProxyType(dict(sorted(found.items())))


@cache
def _rows() -> tuple[tuple[date, str, tuple[str, ...]], ...]:
    with HOLIDAYS_FILE.open(encoding="utf-8", newline="") as table:
        return tuple(
            (date.fromisoformat(row["day"]), row["name"], tuple(row["departements"].split()))
            for row in csv.DictReader(table)
        )
