"""What stands on a map: places, stops and projects, as data files the script reads."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from msap.publish.addresses import msap_url
from msap.publish.directory import Directory, Point, Spot
from msap.publish.french import typeset
from msap.publish.opening import ScriptHours, script_hours
from msap.publish.project import opening_words
from msap.publish.schedule import missing_words, week_words
from msap.publish.site import Site
from msap.source.catalogue import Entry

FINE = 10_000
"""Parts of a degree in the files: about 10 m."""
COARSE = 1_000
"""About 100 m, for the whole country over mere outlines: 3 KB less to fetch."""
PLACE, STOP, PROJECT = "m", "a", "p"
"""The letter of each kind; a capital says that only the commune's centre is known."""


@dataclass(frozen=True, slots=True)
class MapPoint:
    """One marker; `words` are usual hours, or the date of a project, which has no `hours`."""

    kind: str
    lat: float
    lon: float
    name: str
    place: str
    url: str
    words: str
    hours: ScriptHours | None


def departement_points(code: str, directory: Directory, site: Site) -> tuple[MapPoint, ...]:
    """Give what the map of a department shows, in the order of its list."""
    holdings = directory.holdings[code]
    spots = [_spot_point(spot, spot.point, site) for spot in holdings.spots if spot.point]
    projects = [
        _project_point(entry, point)
        for entry in holdings.projects
        if (point := directory.locate(entry.msap))
    ]
    return (*spots, *projects)


def departement_file(points: Sequence[MapPoint]) -> bytes:
    """Write all that the map of a department shows, column by column."""
    hours = [point.hours for point in points]
    return _written(
        {
            **_columns(points, FINE),
            "dept": next((known.dept for known in hours if known), ""),
            "name": [point.name for point in points],
            "url": [point.url for point in points],
            "words": [point.words for point in points],
            "week": [known.week if known else "" for known in hours],
            "closed": [known.closed if known else "" for known in hours],
        }
    )


def country_file(departements: Mapping[str, Sequence[MapPoint]], scale: int) -> bytes:
    """Write where everything is; `departements` has the points by the address of their file.

    The rest of a point is in the file of its department, at the same rank among its points.
    """
    points = [point for points in departements.values() for point in points]
    files = [[address, len(points)] for address, points in departements.items()]
    return _written({**_columns(points, scale), "files": files})


def _columns(points: Sequence[MapPoint], scale: int) -> dict[str, object]:
    return {
        "scale": scale,
        "kind": "".join(point.kind for point in points),
        "lat": _steps((point.lat for point in points), scale),
        "lon": _steps((point.lon for point in points), scale),
        "place": [point.place for point in points],
    }


def _steps(degrees: Iterable[float], scale: int) -> list[int]:
    """Write whole numbers as differences from one to the next, which compress better."""
    written = []
    last = 0
    for value in degrees:
        rounded = round(value * scale)
        written.append(rounded - last)
        last = rounded
    return written


def _written(data: Mapping[str, object]) -> bytes:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()


def _spot_point(spot: Spot, point: Point, site: Site) -> MapPoint:
    kind = STOP if spot.stop else PLACE
    words = week_words(spot.hours)
    return MapPoint(
        kind.upper() if point.is_approximate else kind,
        point.lat,
        point.lon,
        spot.name,
        spot.place,
        spot.url,
        words or missing_words(spot.entry.msap),
        script_hours(spot, site.today) if words else None,
    )


def _project_point(entry: Entry, point: Point) -> MapPoint:
    msap = entry.msap
    return MapPoint(
        PROJECT.upper() if point.is_approximate else PROJECT,
        point.lat,
        point.lon,
        typeset(msap.name),
        typeset(msap.address.city),
        msap_url(msap),
        opening_words(entry),
        None,
    )
