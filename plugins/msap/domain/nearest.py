"""The nearest of some thousand places, for tens of thousands of points.

Points are gathered in tiles, and these in smaller tiles; a tile looks only at those places of the
tile around it that can be among the nearest of one of its points.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from heapq import nsmallest
from itertools import compress, repeat
from math import dist, floor
from typing import NamedTuple

from msap.domain.distance import OnSphere, km_of_chord, on_sphere

TILE_DEGREES = (2, 0.5, 0.125)
"""The sides of tiles; the last hold about ten communes of metropolitan France."""

_ROUNDING = 1e-9
"""Far above what rounding does to a chord, far below what parts two places."""


class Neighbour(NamedTuple):
    """A place found: its rank among the places given, and the distance in kilometres."""

    rank: int
    km: float


class Neighbours(NamedTuple):
    """The nearest places of many points, `width` of each, as bytes: objects are made when asked."""

    width: int
    ranks: bytes
    chords: bytes

    def ranks_of(self, point: int) -> list[int]:
        """Return the ranks of the places nearest to the point of this rank, nearest first."""
        start = point * self.width
        return memoryview(self.ranks).cast("I")[start : start + self.width].tolist()

    def of(self, point: int, count: int | None = None) -> list[Neighbour]:
        """Return the places nearest to the point of this rank, at most `count`, nearest first."""
        start = point * self.width
        chords = memoryview(self.chords).cast("d")[start : start + self.width]
        ranks = self.ranks_of(point)[:count]
        return [
            Neighbour(rank, km_of_chord(chord)) for rank, chord in zip(ranks, chords, strict=False)
        ]

    def farthest_km(self, point: int) -> float:
        """Return the distance of the last of the places nearest to the point of this rank."""
        last = (point + 1) * self.width - 1
        return km_of_chord(memoryview(self.chords).cast("d")[last]) if self.width else 0.0


class PointIndex:
    """A fixed set of places that answers which are nearest; points are (lat, lon) in degrees."""

    def __init__(self, points: Iterable[tuple[float, float]]) -> None:
        """Lay out the places; their order decides between equal distances."""
        self._places = [on_sphere(lat, lon) for lat, lon in points]

    def nearest(self, lat: float, lon: float, count: int = 1) -> list[Neighbour]:
        """Return the `count` nearest places, nearest first; of equals, the first given first."""
        chords = list(map(dist, repeat(on_sphere(lat, lon)), self._places))
        best = nsmallest(count, range(len(chords)), key=chords.__getitem__)
        return [Neighbour(rank, km_of_chord(chords[rank])) for rank in best]

    def nearest_each(self, points: Sequence[tuple[float, float]], count: int = 1) -> Neighbours:
        """Return what `nearest` gives for each point, hundreds of times faster."""
        placed = [on_sphere(lat, lon) for lat, lon in points]
        width = min(count, len(self._places))
        ranks = array("I", bytes(array("I").itemsize * width * len(points)))
        chords = array("d", bytes(array("d").itemsize * width * len(points)))
        for tile, near in self._tiles(points, placed, count):
            places = [self._places[rank] for rank in near]
            for point in tile:
                measured = list(map(dist, repeat(placed[point]), places))
                best = sorted(range(len(near)), key=measured.__getitem__)[:count]
                start, end = point * width, (point + 1) * width
                ranks[start:end] = array("I", [near[one] for one in best])
                chords[start:end] = array("d", [measured[one] for one in best])
        return Neighbours(width, ranks.tobytes(), chords.tobytes())

    def _tiles(
        self, points: Sequence[tuple[float, float]], placed: Sequence[OnSphere], count: int
    ) -> Iterator[tuple[list[int], list[int]]]:
        """Yield the ranks of the points of each smallest tile, and of the places they may need."""
        if not self._places:
            return
        tiles = [(list(range(len(points))), list(range(len(self._places))))]
        for side in TILE_DEGREES:
            larger, tiles = tiles, []
            for tile, near in larger:
                places = [self._places[rank] for rank in near]
                for middle, smaller in _cut(points, tile, side):
                    if len(near) > count:
                        here = [placed[point] for point in smaller]
                        is_near = _within_maximum_distance(middle, here, places, count)
                        tiles.append((smaller, list(compress(near, is_near))))
                    else:
                        tiles.append((smaller, near))
        yield from tiles


def _within_maximum_distance(
    middle: OnSphere, points: Iterable[OnSphere], places: Iterable[OnSphere], count: int
) -> list[bool]:
    """Return for each place whether it can be among the `count` nearest of one of the points.

    The nearest of a point lie no farther from the middle than those of the middle and twice the
    way from the middle to the point.
    """
    chords = list(map(dist, repeat(middle), places))
    way = max(map(dist, repeat(middle), points))
    max_distance = sorted(chords)[count - 1] + 2 * way + _ROUNDING
    return [chord <= max_distance for chord in chords]


def _cut(
    points: Sequence[tuple[float, float]], ranks: Iterable[int], side: float
) -> Iterator[tuple[OnSphere, list[int]]]:
    """Cut points into tiles, and give the middle of each tile and its points."""
    tiles: dict[tuple[int, int], list[int]] = {}
    for rank in ranks:
        lat, lon = points[rank]
        tiles.setdefault((floor(lat / side), floor(lon / side)), []).append(rank)
    for (row, column), tile in tiles.items():
        yield on_sphere((row + 0.5) * side, (column + 0.5) * side), tile
