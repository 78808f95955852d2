"""Data files of places: all of a department in one, and where each of these files lies."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from math import ceil, floor
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
_APPOINTMENTS = {
    None: "?",
    Appointment.NONE: "n",
    Appointment.POSSIBLE: "p",
    Appointment.REQUIRED: "r",
}
_ANSWERS = {None: "?", True: "y", False: "n"}


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
    hours = [place.hours for place in places]
    columns: dict[str, Sequence[object]] = {
        "name": [place.name for place in places],
        "url": [place.url for place in places],
        "words": [place.words for place in places],
        "week": [known.week if known else "" for known in hours],
        "closed": [known.closed if known else "" for known in hours],
        "commune": [place.commune for place in places],
        "street": [place.street for place in places],
        "postcode": [place.postcode for place in places],
        # Most places are named after their commune, which then is not said twice.
        "city": ["" if place.city == place.place else place.city for place in places],
        "phone": [place.phone for place in places],
        "email": [place.email for place in places],
        "partners": _joined(place.partners for place in places),
        "services": _joined(place.services for place in places),
        "promisedPartners": [" ".join(place.promised_partners) for place in places],
        "promisedServices": [" ".join(place.promised_services) for place in places],
        "wheelchair": "".join(_ANSWERS[place.is_accessible] for place in places),
        "appointment": "".join(_APPOINTMENTS[place.appointment] for place in places),
        "touring": "".join(_ANSWERS[place.is_touring] for place in places),
    }
    return written(
        {
            **position_columns(places, FINE),
            "dept": next((known.dept for known in hours if known), ""),
            **{
                name: column
                for name, column in columns.items()
                if any(value not in {"", None, "?"} for value in column)
            },
        }
    )


def network_file(
    files: Mapping[str, str], extents: Mapping[str, PlacesExtent], directory: Directory
) -> bytes:
    """Write where the file of each department is, and its reach; both are by code.

    A row is code, file, box, for each of `facts` whether a place answers it with yes, days, first
    and last minute. The names of partners and services stand there once for all files.
    """
    services = directory.catalogue.referentials.services
    every = sorted(frozenset[str]().union(*(extent.answers.yes for extent in extents.values())))
    rows = [
        [
            code,
            files[code].rsplit("/", 1)[1],
            *extent.box,
            "".join("01"[choice in extent.answers.yes] for choice in every),
            extent.days,
            extent.first,
            extent.last,
        ]
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


def _joined(answers: Iterable[tuple[str, ...] | None]) -> list[str | None]:
    """Write keys separated by spaces, `-` where it is known that there is none."""
    return [None if keys is None else " ".join(keys) or "-" for keys in answers]


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
