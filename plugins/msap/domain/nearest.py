"""The nearest of some thousand places, for tens of thousands of points.

Places lie in a grid of cells of a quarter of a degree; a search looks at rings of cells around
the point until no nearer place can lie outside.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
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

_ROUNDING = 1e-9
"""Far above what rounding does to a chord, far below what parts two places."""


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

    def nearest_each(
        self, points: Sequence[tuple[float, float]], count: int = 1
    ) -> list[list[Neighbour]]:
        """Give what `nearest` gives for each point, faster: the points of a cell search together.

        The `count` nearest of a point lie no farther from the middle of its cell than those of the
        middle and twice the way from the middle to the point.
        """
        together: dict[tuple[int, int], list[int]] = {}
        for rank, (lat, lon) in enumerate(points):
            together.setdefault(_cell(lat, lon), []).append(rank)
        found: list[list[Neighbour]] = [[]] * len(points)
        for (row, column), ranks in together.items():
            middle = ((row + 0.5) * CELL_DEGREES, (column + 0.5) * CELL_DEGREES)
            placed = [(rank, _on_sphere(*points[rank])) for rank in ranks]
            candidates = self._within_reach(middle, [point for _, point in placed], count)
            for rank, (x, y, z) in placed:
                measured = sorted(
                    ((px - x) ** 2 + (py - y) ** 2 + (pz - z) ** 2, number)
                    for number, px, py, pz in candidates
                )
                found[rank] = [
                    Neighbour(number, _km(chord2)) for chord2, number in measured[:count]
                ]
        return found

    def _within_reach(
        self,
        middle: tuple[float, float],
        points: Sequence[tuple[float, float, float]],
        count: int,
    ) -> list[_Place]:
        """Give the places among which the `count` nearest of every point are."""
        ends = self.nearest(*middle, count)
        if len(ends) < count:
            return self._places
        x, y, z = _on_sphere(*middle)
        way = max(_chord2((x, y, z), point) for point in points)
        reach = _chord(ends[-1].km) + 2 * sqrt(way) + _ROUNDING
        return [
            place
            for place in self._around(*middle, reach * reach)
            if (place.x - x) ** 2 + (place.y - y) ** 2 + (place.z - z) ** 2 <= reach * reach
        ]

    def _around(self, lat: float, lon: float, chord2: float) -> Iterable[_Place]:
        """Give all places whose squared chord to the point is not above this one, and others."""
        if len(self._places) <= FEW_PLACES:
            return self._places
        row, column = _cell(lat, lon)
        near: list[_Place] = []
        for ring in range(RING_LIMIT):
            if _least_chord2(lat, lon, row, column, ring) > chord2:
                return near
            for cell in _ring(row, column, ring):
                near += self._cells.get(cell, ())
        return self._places


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


def _chord2(one: tuple[float, float, float], other: tuple[float, float, float]) -> float:
    return sum((b - a) ** 2 for a, b in zip(one, other, strict=True))


def _chord(km: float) -> float:
    return 2 * sin(km / (2 * EARTH_RADIUS_KM))


def _km(chord2: float) -> float:
    return 2 * EARTH_RADIUS_KM * asin(min(1.0, sqrt(chord2) / 2))
