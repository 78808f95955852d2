"""Data files of places: all of a department in one, and where each of these files lies."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from math import ceil, floor
from types import MappingProxyType
from typing import NamedTuple

from msap.publish.directory import Directory
from msap.publish.listing.filters import Answers, answers_of
from msap.publish.listing.places import PROJECT, ListingItem
from msap.publish.wording.typography import typeset
from msap.source.msap import Appointment

FINE = 10_000
"""Parts of a degree in the files: about 10 m."""
_BOX_SCALE = 100
_MINUTES = re.compile(r"(\d+)-(\d+)")
NONE = "-"
"""Stands for keys where it is told that there is none."""
APPOINTMENTS = {
    None: "?",
    Appointment.NONE: "n",
    Appointment.POSSIBLE: "p",
    Appointment.REQUIRED: "r",
}
YES_NO = {None: "?", True: "y", False: "n"}


class Column(NamedTuple):
    """What a data file tells of each place; `is_letters` of one that is written as a text."""

    value: Callable[[ListingItem], object]
    is_letters: bool = False


COLUMNS: Mapping[str, Column] = MappingProxyType(
    {
        "place": Column(lambda place: place.place),
        "name": Column(lambda place: place.name),
        "url": Column(lambda place: place.url),
        "words": Column(lambda place: place.words),
        "week": Column(lambda place: place.hours.week if place.hours else ""),
        "closed": Column(lambda place: place.hours.closed if place.hours else ""),
        "commune": Column(lambda place: place.commune),
        "street": Column(lambda place: place.street),
        "postcode": Column(lambda place: place.postcode),
        # Most places are named after their commune, which then is not said twice.
        "city": Column(lambda place: "" if place.city == place.place else place.city),
        "phone": Column(lambda place: place.phone),
        "email": Column(lambda place: place.email),
        "partners": Column(lambda place: _joined(place.partners)),
        "services": Column(lambda place: _joined(place.services)),
        "promisedPartners": Column(lambda place: " ".join(place.promised_partners)),
        "promisedServices": Column(lambda place: " ".join(place.promised_services)),
        "wheelchair": Column(lambda place: YES_NO[place.is_accessible], is_letters=True),
        "appointment": Column(lambda place: APPOINTMENTS[place.appointment], is_letters=True),
        "touring": Column(lambda place: YES_NO[place.is_touring], is_letters=True),
    }
)
"""The columns of the file of a department by their names, under which scripts read them."""
DEPARTEMENT_COLUMNS = (
    *("code", "file", "south", "west", "north", "east"),
    *("facts", "days", "first", "last"),
)
"""The cells of a department in the file of all of them."""


class PlacesExtent(NamedTuple):
    """Where the places of a department are and when one may be open; projects do not count.

    `box` is south, west, north and east in whole hundredths of a degree, rounded outwards; `days`
    are ranks from Monday, `first` and `last` minutes of a day.
    """

    box: tuple[int, int, int, int]
    days: str
    first: int
    last: int
    answers: Answers


def extent_of(places: Sequence[ListingItem]) -> PlacesExtent | None:
    """Return what is known of these places; None when all are projects."""
    known = [place for place in places if place.kind != PROJECT]
    return PlacesExtent(_box(known), *_span(known), answers_of(known)) if known else None


def departement_file(places: Sequence[ListingItem]) -> bytes:
    """Write all that is known of the places of a department, column by column.

    A column is a list or, where one letter says it, a text; one that would hold nothing is left
    out. Positions are those of the first places, the others have none.
    """
    columns = {name: [column.value(place) for place in places] for name, column in COLUMNS.items()}
    return written(
        {
            **position_columns(places, FINE),
            "dept": next((place.hours.dept for place in places if place.hours), ""),
            **{
                name: "".join(map(str, values)) if COLUMNS[name].is_letters else values
                for name, values in columns.items()
                if any(value not in {"", None, "?"} for value in values)
            },
        }
    )


def network_file(
    files: Mapping[str, str], extents: Mapping[str, PlacesExtent], directory: Directory
) -> bytes:
    """Write where the file of each department is, and its reach; both are by code.

    A row has DEPARTEMENT_COLUMNS, among them for each of `facts` whether a place answers it with
    yes. The names of partners and services stand there once for all files.
    """
    services = directory.catalogue.referentials.services
    every = sorted(frozenset[str]().union(*(extent.answers.yes for extent in extents.values())))
    rows = [
        (
            *(code, files[code].rsplit("/", 1)[1], *extent.box),
            "".join("01"[choice in extent.answers.yes] for choice in every),
            *(extent.days, extent.first, extent.last),
        )
        for code, extent in extents.items()
    ]
    return written(
        {
            "scale": _BOX_SCALE,
            "facts": every,
            "departements": rows,
            "partners": {
                key: typeset(name.listed) for key, name in directory.partner_names.items()
            },
            "services": {key: typeset(kind.name) for key, kind in services.items()},
        }
    )


def position_columns(places: Sequence[ListingItem], scale: int) -> Mapping[str, object]:
    """Write kinds, communes and the positions that are known."""
    points = [place.point for place in places if place.point]
    return {
        "scale": scale,
        "kind": "".join(place.letter for place in places),
        "lat": _steps((point.lat for point in points), scale),
        "lon": _steps((point.lon for point in points), scale),
        "place": [place.place for place in places],
    }


def written(data: Mapping[str, object]) -> bytes:
    """Write JSON without a space too many."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()


def _joined(keys: tuple[str, ...] | None) -> str | None:
    """Write keys separated by spaces, NONE where it is known that there is none."""
    return None if keys is None else " ".join(keys) or NONE


def _steps(degrees: Iterable[float], scale: int) -> list[int]:
    """Write whole numbers as differences from one to the next, which compress better."""
    steps = []
    last = 0
    for value in degrees:
        rounded = round(value * scale)
        steps.append(rounded - last)
        last = rounded
    return steps


def _box(places: Sequence[ListingItem]) -> tuple[int, int, int, int]:
    """Return south, west, north and east; four zeros where no position is known."""
    points = [place.point for place in places if place.point]
    if not points:
        return 0, 0, 0, 0
    lats, lons = [point.lat for point in points], [point.lon for point in points]
    return (
        floor(min(lats) * _BOX_SCALE),
        floor(min(lons) * _BOX_SCALE),
        ceil(max(lats) * _BOX_SCALE),
        ceil(max(lons) * _BOX_SCALE),
    )


def _span(places: Sequence[ListingItem]) -> tuple[str, int, int]:
    """Return the days on which a place may be open, the earliest and the latest minute."""
    days: set[int] = set()
    minutes = []
    for place in places:
        week = place.hours.week if place.hours else ""
        for rank, slots in enumerate(week.split("|")):
            for start, end in _MINUTES.findall(slots):
                days.add(rank)
                minutes += [int(start), int(end)]
    if not minutes:
        return "", 0, 0
    return "".join(map(str, sorted(days))), min(minutes), max(minutes)
