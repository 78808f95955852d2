"""The nearest of some thousand places, for tens of thousands of points.

Places lie in a grid of cells of a quarter of a degree; a search looks at rings of cells around
the point until no nearer place can lie outside.
"""

from __future__ import annotations

from collections.abc import Iterable
from heapq import heappush, heapreplace
from math import asin, cos, floor, radians, sin, sqrt
from typing import NamedTuple

from msap.domain.distance import EARTH_RADIUS_KM

CELL_DEGREES = 0.25
"""About two places a cell in metropolitan France on a list of 2 845."""

RING_LIMIT = 12
"""Rings after which looking at all places is cheaper; only remote islands get there."""


FEW_PLACES = 300
"""Up to here looking at all places is cheaper than walking through empty cells."""


class Neighbour(NamedTuple):
    """A place found: its rank among the places given, and the distance in kilometres."""

    rank: int
    km: float


class _Place(NamedTuple):
    """A place as a point of the unit sphere, where the chord stands for the distance."""

    rank: int
    x: float
    y: float
    z: float


class PointIndex:
    """A fixed set of places that answers which are nearest.

    Points are (lat, lon) in degrees. The 180° meridian is not crossed, except by searches that
    come to look at all places: no two French places face each other across it.
    """

    def __init__(self, points: Iterable[tuple[float, float]]) -> None:
        """Lay out the places; their order decides between equal distances."""
        self._places: list[_Place] = []
        self._cells: dict[tuple[int, int], list[_Place]] = {}
        for rank, (lat, lon) in enumerate(points):
            place = _Place(rank, *_on_sphere(lat, lon))
            self._places.append(place)
            self._cells.setdefault(_cell(lat, lon), []).append(place)

    def nearest(
        self, lat: float, lon: float, count: int = 1, skip: int | None = None
    ) -> list[Neighbour]:
        """Give the `count` nearest places, nearest first; of equals, the first given first.

        `skip` leaves out one place, which then is not its own neighbour.
        """
        x, y, z = _on_sphere(lat, lon)
        row, column = _cell(lat, lon)
        best: list[tuple[float, int]] = []  # a heap of (-chord², -rank): the worst on top
        for ring in range(RING_LIMIT if len(self._places) > FEW_PLACES else 0):
            if len(best) == count and -best[0][0] < _least_chord2(lat, lon, row, column, ring):
                break
            for cell in _ring(row, column, ring):
                _keep_nearest(best, self._cells.get(cell, ()), (x, y, z), count, skip)
        else:
            best = []
            _keep_nearest(best, self._places, (x, y, z), count, skip)
        found = sorted((-minus_chord2, -minus_rank) for minus_chord2, minus_rank in best)
        return [Neighbour(rank, _km(chord2)) for chord2, rank in found]


def _keep_nearest(
    best: list[tuple[float, int]],
    places: Iterable[_Place],
    point: tuple[float, float, float],
    count: int,
    skip: int | None,
) -> None:
    """Put the places that are nearer than the worst of `best` into it."""
    x, y, z = point
    for rank, place_x, place_y, place_z in places:
        if rank == skip:
            continue
        chord2 = (place_x - x) ** 2 + (place_y - y) ** 2 + (place_z - z) ** 2
        if len(best) < count:
            heappush(best, (-chord2, -rank))
        elif (-chord2, -rank) > best[0]:
            heapreplace(best, (-chord2, -rank))


def _on_sphere(lat: float, lon: float) -> tuple[float, float, float]:
    phi, theta = radians(lat), radians(lon)
    return cos(phi) * cos(theta), cos(phi) * sin(theta), sin(phi)


def _cell(lat: float, lon: float) -> tuple[int, int]:
    return floor(lat / CELL_DEGREES), floor(lon / CELL_DEGREES)


def _ring(row: int, column: int, ring: int) -> Iterable[tuple[int, int]]:
    """Give the cells at `ring` steps from a cell; ring 0 is the cell itself."""
    if ring == 0:
        return [(row, column)]
    across = range(column - ring, column + ring + 1)
    down = range(row - ring + 1, row + ring)
    return [(row + side, j) for side in (-ring, ring) for j in across] + [
        (i, column + side) for side in (-ring, ring) for i in down
    ]


def _least_chord2(lat: float, lon: float, row: int, column: int, ring: int) -> float:
    """Give the squared chord below which no place lies in this ring or beyond it.

    What lies outside the rings seen is behind a parallel or behind a meridian; a meridian at
    `east` degrees is at least asin(cos(lat)·sin(east)) away.
    """
    south = lat - (row - ring + 1) * CELL_DEGREES
    north = (row + ring) * CELL_DEGREES - lat
    west = lon - (column - ring + 1) * CELL_DEGREES
    east = (column + ring) * CELL_DEGREES - lon
    along = radians(max(0.0, min(south, north)))
    aside = asin(cos(radians(lat)) * sin(radians(max(0.0, min(west, east)))))
    return float((2 * sin(min(along, aside) / 2)) ** 2)


def _km(chord2: float) -> float:
    return 2 * EARTH_RADIUS_KM * asin(min(1.0, sqrt(chord2) / 2))
