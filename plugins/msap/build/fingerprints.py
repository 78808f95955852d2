"""Fingerprints of the sources of each task, compared from one build to the next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from typing import NamedTuple

from msap.build.memory import Memory
from msap.domain.offer import partners_there
from msap.domain.pages import is_visited
from msap.publish.directory import Directory
from msap.publish.locations import Location, NearbyLocation
from msap.publish.pages.departement import last_update
from msap.publish.pages.place import places_of
from msap.publish.wording.contact_details import near_links
from msap.source.editorial import Editorial
from msap.source.entries import RecordEntry
from msap.source.msap import Address

Fingerprint = object
"""A value that is equal when what it stands for is the same; records and locations are compared by
identity, since `RememberingChecks` gives the same object for a file that did not change."""


class RecordFingerprints(NamedTuple):
    """Fingerprints of one record: what counts and lists read of it, and its names and addresses."""

    summary: Fingerprint
    names: Fingerprint


@dataclass(frozen=True)
class Fingerprints:
    """Fingerprints of the records and of the content."""

    directory: Directory
    editorial: Editorial
    memory: Memory

    @property
    def content(self) -> Fingerprint:
        """All of `content/`: texts, tables, images, documents."""
        return self.editorial

    @property
    def records(self) -> Fingerprint:
        """Every word of every record."""
        return self.directory.catalogue.entries

    @cached_property
    def shared(self) -> Fingerprint:
        """What all records share: referentials, network, territory, redirections."""
        catalogue = self.directory.catalogue
        return catalogue.referentials, catalogue.network, self.geography, catalogue.redirections

    @property
    def geography(self) -> Fingerprint:
        """The communes and their outlines."""
        return self.directory.geography

    @cached_property
    def summary(self) -> Fingerprint:
        """The status, department, date and source of each record; where each location is counted."""
        return self.memory.same("summary", [prints.summary for prints in self._record_fingerprints])

    @cached_property
    def names(self) -> Fingerprint:
        """The name and address of each place, project, closed place and stop."""
        return self.memory.same("names", [prints.names for prints in self._record_fingerprints])

    @cached_property
    def _record_fingerprints(self) -> list[RecordFingerprints]:
        recall = self.memory.recall
        return [
            recall(("fingerprints", entry.path), entry, partial(_fingerprints_of, entry))
            for entry in self.directory.catalogue.entries
        ]

    @cached_property
    def positions(self) -> Fingerprint:
        """Where each location is, and how it ranks among others."""
        located = [(one.url, one.point, one.is_unlocated_tour) for one in self.directory.located]
        return self.memory.same("positions", located)

    @cached_property
    def partners(self) -> Fingerprint:
        """The partners of each place."""
        offer = self.directory.catalogue.network.offer
        return [
            (location.url, partners_there(location.entry.msap, offer))
            for location in self.directory.locations
        ]

    def departement(self, code: str) -> Fingerprint:
        """Every word of the records that a department's list shows."""
        return self.directory.departement_records[code]

    def nearest_of_places(self, code: str) -> Fingerprint:
        """What the pages of a department's places say of the nearest places."""
        return self._nearest_of_places[code]

    @cached_property
    def _nearest_of_places(self) -> Mapping[str, Fingerprint]:
        source = self.shared, self.positions, self.names
        return self.memory.recall("nearest of places", source, self._seen_from_places)

    def _seen_from_places(self) -> Mapping[str, Fingerprint]:
        return {
            code: [
                self._near(self.directory.neighbours_of(location), location.departement)
                for own, stops in places_of(code, self.directory)
                for location in (own, *stops)
            ]
            for code in self.directory.departement_records
        }

    @cached_property
    def nearest_of_others(self) -> Fingerprint:
        """Every word of projects, closed places and those that moved, and what is nearest to them."""
        records = [
            (entry, self._near(self._nearest(entry), entry.departement))
            for departement_records in self.directory.departement_records.values()
            for entry in (*departement_records.projects, *departement_records.closed)
        ]
        return records, [e for e in self.directory.catalogue.entries if e.msap.previous_ids]

    def nearest_of_communes(self, code: str) -> Fingerprint:
        """The nearest place to each commune of a department, and the date of its records."""
        return self._nearest_of_communes.get(code), last_update(
            self.directory.departement_records[code]
        )

    @cached_property
    def _nearest_of_communes(self) -> Mapping[str, Fingerprint]:
        source = self.shared, self.positions, self.names
        return self.memory.recall("nearest of communes", source, self._seen_from_communes)

    def _seen_from_communes(self) -> Mapping[str, Fingerprint]:
        nearest = self.directory.nearest_by_commune
        shown = {location.url: _shown(location) for location in self.directory.locations}
        return {
            code: (
                [
                    (shown[nearby.location.url], nearby.km)
                    for commune in communes
                    if (nearby := nearest.nearest(commune.insee))
                ],
                [
                    shown[location.url]
                    for location in self.directory.departement_records[code].locations
                ],
            )
            for code, communes in self.directory.geography.by_departement.items()
            if code in self.directory.departement_records
        }

    def _nearest(self, entry: RecordEntry) -> list[NearbyLocation]:
        point = self.directory.locate(entry.msap)
        return self.directory.nearest(point, 3) if point else []

    def _near(self, nearest: list[NearbyLocation], departement: str) -> tuple[object, ...]:
        return near_links(nearest, self.directory, departement)


def _fingerprints_of(entry: RecordEntry) -> RecordFingerprints:
    msap = entry.msap
    summary = (
        entry.departement,
        msap.status,
        msap.updated,
        msap.source,
        is_visited(msap),
        msap.is_unlocated_tour,
        [stop.address.insee for stop in msap.stops],
    )
    names = (
        msap.id,
        msap.name,
        msap.status,
        _written(msap.address),
        msap.previous_ids,
        is_visited(msap),
        msap.is_unlocated_tour,
        [(stop.id, stop.name, _written(stop.address)) for stop in msap.stops],
    )
    return RecordFingerprints(summary, names)


def _written(address: Address) -> tuple[str | None, ...]:
    return address.street, address.extra, address.postcode, address.city, address.insee


def _shown(location: Location) -> tuple[object, ...]:
    return location.url, location.name, location.address.insee, location.departement
