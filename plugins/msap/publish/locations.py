"""Where people can go, and what is nearest to where they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from msap.domain.nearest import Neighbours, PointIndex
from msap.publish.wording.typography import NBSP, typeset
from msap.source.entries import RecordEntry
from msap.source.geography import Geography
from msap.source.hours import Week
from msap.source.msap import Address, Stop

MAX_DISTANCE_KM = 200
"""Beyond this a place is no answer: it is on another island or in another country."""

NEAREST_COUNT = 5
"""Places known around each commune."""


class Point(NamedTuple):
    """Degrees WGS 84; approximate when it is only the centre of the commune."""

    lat: float
    lon: float
    is_approximate: bool


@dataclass(frozen=True, eq=False, slots=True)
class Location:
    """Somewhere people can go: an open MSAP, or one stop of a touring one."""

    entry: RecordEntry
    stop: Stop | None
    name: str
    url: str
    departement: str
    address: Address
    hours: Week | None
    point: Point | None

    @property
    def commune(self) -> str:
        """Return the commune as an envelope writes it."""
        return typeset(self.address.city)

    @property
    def is_unlocated_tour(self) -> bool:
        """True when it tours and nobody says where: its address is no place to go to."""
        return self.entry.msap.is_unlocated_tour

    @property
    def place(self) -> str:
        """Return the commune, with the name of the stop when it says more, or that it is a base."""
        if self.is_unlocated_tour:
            return f"Base{NBSP}: {self.commune}"
        named = typeset(self.stop.name or "") if self.stop else ""
        if named.casefold().startswith(self.commune.casefold()):
            return named
        return f"{self.commune}, {named}" if named else self.commune


class NearbyLocation(NamedTuple):
    """A location and its distance as the crow flies, in kilometres."""

    location: Location
    km: float


@dataclass(frozen=True, slots=True)
class NearestByCommune:
    """The locations nearest to each commune, by INSEE code; made on demand, as there are many."""

    locations: Sequence[Location]
    rows: Mapping[str, int]
    neighbours: Neighbours

    def __contains__(self, insee: str) -> bool:
        """Return whether it is known where the commune is."""
        return insee in self.rows

    def nearest(self, insee: str) -> NearbyLocation | None:
        """Return the location nearest to a commune, None without one within the maximum distance."""
        if insee in self.rows:
            for rank, km in self.neighbours.of(self.rows[insee], 1):
                if km <= MAX_DISTANCE_KM:
                    return NearbyLocation(self.locations[rank], km)
        return None

    def within_maximum_distance(self, insee: str) -> list[int]:
        """Return the ranks of the known nearest of a commune, within the maximum distance."""
        row = self.rows.get(insee)
        if row is None:
            return []
        if self.neighbours.farthest_km(row) <= MAX_DISTANCE_KM:
            return self.neighbours.ranks_of(row)
        return [rank for rank, km in self.neighbours.of(row) if km <= MAX_DISTANCE_KM]


def nearest_locations(
    locations: Sequence[Location], communes: Sequence[str], geography: Geography, count: int
) -> NearestByCommune:
    """Return the locations nearest to communes whose centre is known, given by INSEE code."""
    centres = [geography.centres[insee] for insee in communes]
    rows = {insee: row for row, insee in enumerate(communes)}
    return NearestByCommune(locations, rows, index_of(locations).nearest_each(centres, count))


def index_of(locations: Iterable[Location]) -> PointIndex:
    """Return the points that are known, in the order of the locations."""
    return PointIndex(
        (location.point.lat, location.point.lon) for location in locations if location.point
    )
