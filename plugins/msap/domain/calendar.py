"""French public holidays and time zones, by department and overseas territory."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import cache
from types import MappingProxyType
from zoneinfo import ZoneInfo

MAINLAND_ZONE = "Europe/Paris"
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

SUBDIVISIONS: Mapping[str, str] = MappingProxyType(
    {
        "57": "57",
        "67": "6AE",
        "68": "6AE",
        "971": "971",
        "972": "972",
        "973": "973",
        "974": "974",
        "975": "PM",
        "976": "976",
        "977": "BL",
        "978": "MF",
    }
)
"""Departments with holidays of their own, or that could have some, as the library names them."""


def zone_of(departement: str) -> ZoneInfo:
    """Give the time zone of a department or overseas territory."""
    return ZoneInfo(ZONES.get(departement, MAINLAND_ZONE))


def local_moment(instant: datetime, departement: str) -> datetime:
    """Give what the clocks of a department show at an instant, which must know its own zone."""
    if instant.tzinfo is None:
        raise ValueError("an instant needs its time zone")
    return instant.astimezone(zone_of(departement))


def public_holidays(departement: str, years: Iterable[int]) -> Mapping[date, str]:
    """Give the public holidays of a department in the given years, with their French names.

    Source: the `holidays` library, which follows article L3133-1 of the Code du travail, the law
    of Alsace and Moselle, and the days of the abolition of slavery (decree 83-1003). Good Friday
    and mi-Carême, kept by custom in the Antilles, are among them.
    """
    return _holidays(SUBDIVISIONS.get(departement), tuple(sorted(set(years))))


@cache
def _holidays(subdivision: str | None, years: tuple[int, ...]) -> Mapping[date, str]:
    # Imported here: it reads the calendars of every country, which takes a fifth of a second.
    from holidays import country_holidays

    found = country_holidays("FR", subdiv=subdivision, years=years, language="fr")
    return MappingProxyType({day: _name(found[day]) for day in sorted(found)})


def _name(written: str) -> str:
    """Write a name of the library as French prints it; two feasts of one day are joined."""
    return written.replace("'", "’").replace("Saint É", "Saint-É").replace("; ", " et ")
