"""The records indexed by department, commune and distance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import NamedTuple

from msap.domain.addresses import msap_url, stop_url
from msap.domain.completeness import Attribute, count_attributes
from msap.domain.figures import percent_near
from msap.domain.nearest import Neighbour, Neighbours, PointIndex
from msap.domain.pages import is_visited, shown_departements
from msap.domain.partner_names import name_on
from msap.publish.locations import (
    MAX_DISTANCE_KM,
    NEAREST_COUNT,
    Location,
    NearbyLocation,
    NearestByCommune,
    Point,
    index_of,
)
from msap.publish.search.territory import CommuneOrder
from msap.publish.wording.lists import sort_key
from msap.publish.wording.typography import typeset
from msap.source.catalogue import Catalogue
from msap.source.entries import RecordEntry
from msap.source.geography import Geography
from msap.source.msap import Address, Coordinates, Msap, Status, Stop
from msap.source.referentials import Departement, PartnerName

NEIGHBOUR_COUNT = 5
"""Places that the page of a place leads to."""

Ranked = dict[str, list[tuple[int, float]]]
"""The ranks of locations around a location and their distances in kilometres, by its address."""


class DepartementRecords(NamedTuple):
    """What one department has, each list in the order of its communes."""

    opened: tuple[RecordEntry, ...]
    locations: tuple[Location, ...]
    projects: tuple[RecordEntry, ...]
    closed: tuple[RecordEntry, ...]


@dataclass(frozen=True)
class Directory:
    """All that directory pages look up, each thing worked out when it is first asked for."""

    catalogue: Catalogue
    today: date
    """The day on which what changes with time is looked at."""

    @cached_property
    def partner_names(self) -> dict[str, PartnerName]:
        """Return what each partner is called today, in the order of the referential."""
        kinds = self.catalogue.referentials.partners
        return {key: name_on(kind, self.today) for key, kind in kinds.items()}

    @property
    def geography(self) -> Geography:
        """Return the communes."""
        return self.catalogue.geography

    @cached_property
    def departements(self) -> dict[str, Departement]:
        """Return the departments that have people or records, in the order of their codes."""
        return shown_departements(self.catalogue)

    @cached_property
    def territory(self) -> CommuneOrder:
        """Return the communes in the order in which the search numbers them."""
        return CommuneOrder(self.geography, frozenset(self.departements))

    @cached_property
    def locations(self) -> tuple[Location, ...]:
        """Return every location of open MSAP, in the order of the communes."""
        locations = (
            location for entry in self._having(Status.OPEN) for location in self.locations_of(entry)
        )
        return tuple(
            sorted(locations, key=lambda s: (_order(s.address.city), _order(s.name), s.url))
        )

    @cached_property
    def departement_records(self) -> dict[str, DepartementRecords]:
        """Return what each department of the referential has."""
        opened = _grouped(self._having(Status.OPEN))
        projects = _grouped(self._having(Status.PROJECT))
        closed = _grouped(self._having(Status.CLOSED))
        locations: dict[str, list[Location]] = {}
        for location in self.locations:
            locations.setdefault(location.departement, []).append(location)
        return {
            code: DepartementRecords(
                tuple(opened.get(code, ())),
                tuple(locations.get(code, ())),
                tuple(projects.get(code, ())),
                tuple(closed.get(code, ())),
            )
            for code in self.catalogue.referentials.departements
        }

    @cached_property
    def locations_by_msap(self) -> dict[str, tuple[Location, ...]]:
        """Return the locations of each open MSAP, by its id, in the order of the communes."""
        groups: dict[str, list[Location]] = {}
        for location in self.locations:
            groups.setdefault(location.entry.msap.id, []).append(location)
        return {identifier: tuple(locations) for identifier, locations in groups.items()}

    @cached_property
    def attributes(self) -> dict[str, int]:
        """Return how many records give each attribute (the names of `Attribute`)."""
        counts = Counter[str]()
        for code in self.catalogue.referentials.departements:
            counts.update(self.attributes_of(code))
        return {attribute.value: counts[attribute.value] for attribute in Attribute}

    def attributes_of(self, code: str) -> dict[str, int]:
        """Return how many records of a department give each attribute."""
        return count_attributes(entry.msap for entry in self.entries_of(code))

    def entries_of(self, code: str) -> list[RecordEntry]:
        """Return the records of a department, whatever their status."""
        return self._by_departement.get(code, [])

    @cached_property
    def _by_departement(self) -> dict[str, list[RecordEntry]]:
        return _grouped(self.catalogue.entries)

    def departement_of(self, entry: RecordEntry) -> Departement:
        """Return the department whose folder holds the record."""
        return self.catalogue.referentials.departements[entry.departement]

    def locate(self, msap: Msap | Stop) -> Point | None:
        """Return the point of a place or stop, else of its commune, else None."""
        return self._point(msap.location, msap.address)

    def nearest(self, point: Point, count: int, apart_from: str = "") -> list[NearbyLocation]:
        """Return the nearest locations within the maximum distance, without `apart_from`."""
        own = sum(
            location.point is not None for location in self.locations_by_msap.get(apart_from, ())
        )
        found = self._found(self._index.nearest(point.lat, point.lon, count + own))
        return [one for one in found if one.location.entry.msap.id != apart_from][:count]

    @cached_property
    def nearest_by_commune(self) -> NearestByCommune:
        """Return the locations nearest to each commune whose centre is known."""
        return NearestByCommune(
            self.located, self.geography.ranks_of_centres, self.neighbours_of_communes
        )

    @cached_property
    def neighbours_of_communes(self) -> Neighbours:
        """Find the locations nearest to each commune whose centre is known."""
        return self._index.nearest_each(list(self.geography.centres.values()), NEAREST_COUNT)

    @cached_property
    def percent_near(self) -> int | None:
        """Return the share of the people of departments that have a location who are near one."""
        return percent_near(
            (commune.population, nearest.km if nearest else None)
            for code, records in self.departement_records.items()
            if records.locations
            for commune in self.geography.by_departement.get(code, ())
            if not commune.parent and commune.insee in self.nearest_by_commune  # each person once
            for nearest in [self.nearest_by_commune.nearest(commune.insee)]
        )

    def neighbours_of(self, location: Location) -> list[NearbyLocation]:
        """Return the locations nearest to a location, those of its own MSAP left out."""
        known = self.neighbours.get(location.url)
        if known is None and location.point:
            return self.nearest(location.point, NEIGHBOUR_COUNT, location.entry.msap.id)
        return self._found(known or ())

    @cached_property
    def neighbours(self) -> Ranked:
        """Return the locations nearest to each location, those of its own MSAP left out."""
        found: Ranked = {}
        alike: dict[int, list[Location]] = {}
        for location in self.located:
            alike.setdefault(len(self.locations_by_msap[location.entry.msap.id]), []).append(
                location
            )
        for own, locations in alike.items():
            points = [
                (location.point.lat, location.point.lon) for location in locations if location.point
            ]
            nearest = self._index.nearest_each(points, NEIGHBOUR_COUNT + own)
            for row, location in enumerate(locations):
                others = [one for one in nearest.of(row) if not self._is_same_msap(one, location)]
                found[location.url] = [(one.rank, one.km) for one in others[:NEIGHBOUR_COUNT]]
        return found

    def _is_same_msap(self, one: Neighbour, location: Location) -> bool:
        return self.located[one.rank].entry.msap.id == location.entry.msap.id

    def _found(self, neighbours: Iterable[tuple[int, float]]) -> list[NearbyLocation]:
        """Return the locations of neighbours within the maximum distance."""
        return [
            NearbyLocation(self.located[rank], km)
            for rank, km in neighbours
            if km <= MAX_DISTANCE_KM
        ]

    @cached_property
    def located(self) -> tuple[Location, ...]:
        """Return the locations whose point is known, in the order of their ranks."""
        return tuple(location for location in self.locations if location.point)

    @cached_property
    def _index(self) -> PointIndex:
        return index_of(self.located)

    def _having(self, status: Status) -> list[RecordEntry]:
        return self._by_status.get(status, [])

    @cached_property
    def _by_status(self) -> dict[Status, list[RecordEntry]]:
        """Return every record by its status, in the order of the communes."""
        groups: dict[Status, list[RecordEntry]] = {}
        for entry in sorted(
            self.catalogue.entries,
            key=lambda e: (_order(e.msap.address.city), _order(e.msap.name), e.msap.id),
        ):
            groups.setdefault(entry.msap.status, []).append(entry)
        return groups

    def locations_of(self, entry: RecordEntry) -> Iterable[Location]:
        """Yield the locations of an open MSAP."""
        msap = entry.msap
        if is_visited(msap):
            yield self.base_of(entry)
        for stop in msap.stops:
            commune = self.geography.current(stop.address.insee)
            yield Location(
                entry,
                stop,
                typeset(f"{msap.name}, arrêt {stop.address.city}"),
                stop_url(msap, stop),
                commune.departement if commune else entry.departement,
                stop.address,
                stop.hours,
                self.locate(stop),
            )

    def base_of(self, entry: RecordEntry) -> Location:
        """Return the own address of an MSAP, of a touring one too, where nobody is received."""
        msap = entry.msap
        return Location(
            entry,
            None,
            typeset(msap.name),
            msap_url(msap),
            entry.departement,
            msap.address,
            None if msap.is_unlocated_tour else msap.hours,
            self.locate(msap),
        )

    def _point(self, location: Coordinates | None, address: Address) -> Point | None:
        if location:
            return Point(location.lat, location.lon, is_approximate=False)
        commune = self.geography.current(address.insee)
        if commune is None or commune.lat is None or commune.lon is None:
            return None
        return Point(commune.lat, commune.lon, is_approximate=True)


@lru_cache(maxsize=1 << 14)
def _order(name: str) -> str:
    """Remember the key of a name: builds of one process sort nearly the same ones."""
    return sort_key(name)


def _grouped(entries: Iterable[RecordEntry]) -> dict[str, list[RecordEntry]]:
    groups: dict[str, list[RecordEntry]] = {}
    for entry in entries:
        groups.setdefault(entry.departement, []).append(entry)
    return groups
