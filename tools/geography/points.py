"""Third step: one point for each commune, and the reason why it is that one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

import shapely
from shapely import Geometry, Point

# Beyond this distance (degrees, about 2 km) a town hall is taken for a geocoding mistake.
TOWN_HALL_TOLERANCE = 0.02

# Seats of the islands that no package places: geographic coordinates of the capital, given to the
# minute, The World Factbook (public domain), edition of 2020.
PUBLISHED_POINTS = {
    "97502": (46.76667, -56.18333),
    "97701": (17.88333, -62.85),
    "97801": (18.06667, -63.08333),
}


class PointOrigin(StrEnum):
    """Where a point comes from."""

    TOWN_HALL = "mairie"
    OUTSIDE = "mairie-hors-commune"
    INNER = "sans-mairie"
    DELEGATED = "mairie-deleguee"
    PUBLISHED = "publiee"
    UNKNOWN = "inconnue"


@dataclass(frozen=True, slots=True)
class Place:
    """What a source says of one commune: its territory and its town hall, either may miss."""

    outline: Geometry | None
    town_hall: Point | None


def inner_point(outline: Geometry) -> Point:
    """Return the centroid when it lies inside, else a point that does."""
    centroid = outline.centroid
    return centroid if shapely.intersects(outline, centroid) else outline.point_on_surface()


def locate(
    insee: str, place: Place, delegated: Place | None
) -> tuple[tuple[float, float] | None, PointOrigin]:
    """Return (latitude, longitude) in degrees, and its origin.

    The town hall unless it stands more than `TOWN_HALL_TOLERANCE` outside its commune, then an
    inner point; failing both, what is known of the delegated commune of the same code.
    """
    outline, town_hall = place.outline, place.town_hall
    if town_hall is not None:
        if outline is None or shapely.distance(outline, town_hall) <= TOWN_HALL_TOLERANCE:
            return _degrees(town_hall), PointOrigin.TOWN_HALL
        return _degrees(inner_point(outline)), PointOrigin.OUTSIDE
    if delegated is not None and delegated.town_hall is not None:
        return locate(insee, delegated, None)[0], PointOrigin.DELEGATED
    known = outline if outline is not None or delegated is None else delegated.outline
    if known is not None:
        return _degrees(inner_point(known)), PointOrigin.INNER
    if insee in PUBLISHED_POINTS:
        return PUBLISHED_POINTS[insee], PointOrigin.PUBLISHED
    return None, PointOrigin.UNKNOWN


def locate_all(
    codes: Iterable[str], places: Mapping[str, Place], delegated: Mapping[str, Place]
) -> tuple[dict[str, tuple[float, float]], dict[PointOrigin, tuple[str, ...]]]:
    """Return the points by INSEE code, and the codes by origin."""
    points: dict[str, tuple[float, float]] = {}
    origins: dict[PointOrigin, list[str]] = {origin: [] for origin in PointOrigin}
    for code in codes:
        point, origin = locate(code, places.get(code, Place(None, None)), delegated.get(code))
        origins[origin].append(code)
        if point is not None:
            points[code] = point
    return points, {origin: tuple(found) for origin, found in origins.items()}


def _degrees(point: Point) -> tuple[float, float]:
    return (round(point.y, 5), round(point.x, 5))
