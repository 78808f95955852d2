"""Outlines of departments as small data files: whole numbers, each border drawn once."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from msap.source import geography

Vertex = tuple[int, int]
"""Latitude and longitude in whole parts of a degree."""
Ring = tuple[Vertex, ...]
Edge = tuple[Vertex, Vertex]

_SCALE = 200
"""Parts of a degree, about 500 m: half of what the outlines themselves keep."""


class Bounds(NamedTuple):
    """A box in degrees WGS 84."""

    south: float
    west: float
    north: float
    east: float

    @classmethod
    def around(cls, points: Iterable[tuple[float, float]]) -> Bounds:
        """Return the smallest box that holds these points, latitude first; there is at least one."""
        lats, lons = zip(*points, strict=True)
        return cls(min(lats), min(lons), max(lats), max(lons))

    @property
    def corners(self) -> list[list[float]]:
        """Return south-west and north-east, as Leaflet takes them."""
        return [[self.south, self.west], [self.north, self.east]]

    @property
    def words(self) -> str:
        """Return the four numbers separated by spaces."""
        return f"{self.south} {self.west} {self.north} {self.east}"


@dataclass(frozen=True)
class Outlines:
    """The outlines of all departments; `rings` has those of each code, latitude first."""

    rings: Mapping[str, tuple[geography.Ring, ...]]

    @cached_property
    def bounds(self) -> dict[str, Bounds]:
        """Return the box of each department."""
        return {
            code: Bounds.around(point for ring in rings for point in ring)
            for code, rings in self.rings.items()
        }

    def country(self) -> bytes:
        """Write land (what one department alone has) and borders (what two share)."""
        count = Counter(
            _edge(a, b)
            for rings in self._rounded.values()
            for ring in rings
            for a, b in pairwise(ring)
        )
        return _written(
            land=_chains(edge for edge, times in count.items() if times == 1),
            borders=_chains(edge for edge, times in count.items() if times > 1),
        )

    def departement(self, code: str) -> bytes:
        """Write the outline of one department, to be drawn over the country's."""
        return _written(here=self._rounded[code])

    @cached_property
    def _rounded(self) -> dict[str, list[Ring]]:
        return {
            code: [kept for ring in rings if len(kept := _vertices(ring)) > 3]
            for code, rings in self.rings.items()
        }


def _written(**shapes: Iterable[Ring]) -> bytes:
    data = {"scale": _SCALE, **{name: _steps(rings) for name, rings in shapes.items()}}
    return json.dumps(data, separators=(",", ":")).encode()


def _vertices(ring: Iterable[tuple[float, float]]) -> Ring:
    """Round to whole parts of a degree, dropping what then falls together."""
    whole = [(round(lat * _SCALE), round(lon * _SCALE)) for lat, lon in ring]
    return tuple(b for a, b in zip([None, *whole], whole, strict=False) if a != b)


def _edge(a: Vertex, b: Vertex) -> Edge:
    return (a, b) if a <= b else (b, a)


def _chains(edges: Iterable[Edge]) -> list[Ring]:
    """Join edges end to end, each used once; loops come back to where they began."""
    ways: dict[Vertex, list[Vertex]] = defaultdict(list)
    for a, b in sorted(edges):
        ways[a].append(b)
        ways[b].append(a)
    # Ends of open lines come first, so that no line is begun in its middle.
    starts = sorted(ways, key=lambda vertex: (len(ways[vertex]) % 2 == 0, vertex))
    chains = []
    for start in starts:
        while ways[start]:
            chain = [start]
            while ways[chain[-1]]:
                following = ways[chain[-1]].pop()
                ways[following].remove(chain[-1])
                chain.append(following)
            chains.append(tuple(chain))
    return chains


def _steps(rings: Iterable[Ring]) -> list[list[int]]:
    """Write each ring as differences from one vertex to the next, the first from zero."""
    written = []
    for ring in rings:
        pairs = zip(((0, 0), *ring), ring, strict=False)
        written.append([step for a, b in pairs for step in (b[0] - a[0], b[1] - a[1])])
    return written
