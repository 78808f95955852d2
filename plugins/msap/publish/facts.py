"""Digests of what parts of the site are made from: the names by which `plan` declares inputs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from msap.domain.pages import is_visited
from msap.keep import Keep, Shelf, digest, digest_of_tree
from msap.publish.departement import last_update
from msap.publish.directory import Directory, Found, Spot
from msap.publish.particulars import near_links
from msap.publish.place import places_of
from msap.source.editorial import Editorial
from msap.source.entries import Entry
from msap.source.msap import Address


class Aspects(NamedTuple):
    """Aspects of one record, each written so that it is the same when they are."""

    census: str
    names: str


@dataclass(frozen=True)
class Facts:
    """What the records and the content say, each aspect apart from the others."""

    directory: Directory
    editorial: Editorial
    keep: Keep

    @cached_property
    def content(self) -> str:
        """All of `content/`: texts, tables, images, documents."""
        return digest_of_tree(self.editorial.folder)

    @cached_property
    def records(self) -> str:
        """Every word of every record."""
        return digest(*(entry.digest for entry in self.directory.catalogue.entries))

    @cached_property
    def census(self) -> str:
        """The status, department, date and source of each record; where each spot is counted."""
        return digest(*(aspects.census for aspects in self._aspects))

    @cached_property
    def names(self) -> str:
        """The name and address of each place, project, closed place and stop."""
        return digest(*(aspects.names for aspects in self._aspects))

    @cached_property
    def _aspects(self) -> list[Aspects]:
        """Give what each record says, in the order of ids; known of those that did not change."""
        known: Mapping[str, Aspects] = self.keep.in_memory.get("aspects", {})
        found = {
            entry.digest: known.get(entry.digest) or _aspects_of(entry)
            for entry in self.directory.catalogue.entries
        }
        self.keep.in_memory["aspects"] = found
        return list(found.values())

    @property
    def positions(self) -> str:
        """Where each spot is."""
        return self.directory.positions

    @cached_property
    def partners(self) -> str:
        """The partners of each place."""
        return digest(
            [
                (spot.url, [partner.id for partner in spot.entry.msap.partners or ()])
                for spot in self.directory.spots
            ]
        )

    def departement(self, code: str) -> str:
        """Every word of the records that a department's list shows."""
        return self._departements[code]

    @cached_property
    def _departements(self) -> Mapping[str, str]:
        return {code: self._digest_of_departement(code) for code in self.directory.holdings}

    def _digest_of_departement(self, code: str) -> str:
        holdings = self.directory.holdings[code]
        shown = [*holdings.opened, *holdings.projects, *holdings.closed]
        return digest(
            *(entry.digest for entry in shown),
            *(spot.entry.digest for spot in holdings.spots),
        )

    def around_places(self, code: str) -> str:
        """What the pages of a department's places say of the places around."""
        return self._around_places[code]

    @cached_property
    def _around_places(self) -> Mapping[str, str]:
        shelf: Shelf[dict[str, str]] = self.keep.shelf("around-places")
        key = digest(self.directory.catalogue.shared, self.positions, self.names)
        return shelf.get(key, self._digest_around_places)

    def _digest_around_places(self) -> dict[str, str]:
        return {
            code: digest(
                *(
                    self._near(self.directory.neighbours_of(spot), spot.departement)
                    for own, stops in places_of(code, self.directory)
                    for spot in (own, *stops)
                )
            )
            for code in self.directory.holdings
        }

    @cached_property
    def around_others(self) -> str:
        """Every word of projects, closed places and those that moved, and what is around them."""
        found = []
        for holdings in self.directory.holdings.values():
            for entry in (*holdings.projects, *holdings.closed):
                found += [entry.digest, self._near(self._around(entry), entry.departement)]
        moved = [e.digest for e in self.directory.catalogue.entries if e.msap.previous_ids]
        return digest(*found, *moved)

    def around_communes(self, code: str) -> str:
        """The nearest place to each commune of a department, and the date of its records."""
        return digest(
            self._around_communes.get(code, ""), last_update(self.directory.holdings[code])
        )

    @cached_property
    def _around_communes(self) -> Mapping[str, str]:
        shelf = self.keep.shelf("communes")
        key = digest(self.directory.catalogue.shared, self.positions, self.names)
        found: dict[str, str] = shelf.get(key, self._digest_by_departement)
        return found

    def _digest_by_departement(self) -> dict[str, str]:
        around = self.directory.around_communes
        shown = {spot.url: digest(*_shown(spot)) for spot in self.directory.spots}
        return {
            code: digest(
                [
                    (shown[found[0].url], found[1])
                    for c in communes
                    if (found := around.nearest(c.insee))
                ],
                [shown[spot.url] for spot in self.directory.holdings[code].spots],
            )
            for code, communes in self.directory.geography.by_departement.items()
            if code in self.directory.holdings
        }

    def _around(self, entry: Entry) -> list[Found]:
        point = self.directory.locate(entry.msap)
        return self.directory.nearest(point, 3) if point else []

    def _near(self, found: list[Found], departement: str) -> tuple[object, ...]:
        return near_links(found, self.directory, departement)


def _aspects_of(entry: Entry) -> Aspects:
    msap = entry.msap
    census = (
        entry.departement,
        msap.status.value,
        msap.updated.toordinal(),
        msap.source,
        is_visited(msap),
        [stop.address.insee for stop in msap.stops],
    )
    names = (
        msap.id,
        msap.name,
        msap.status.value,
        _written(msap.address),
        msap.previous_ids,
        is_visited(msap),
        [(stop.id, stop.name, _written(stop.address)) for stop in msap.stops],
    )
    return Aspects(repr(census), repr(names))


def _written(address: Address) -> tuple[str | None, ...]:
    return address.street, address.extra, address.postcode, address.city, address.insee


def _shown(spot: Spot) -> tuple[object, ...]:
    return spot.url, spot.name, spot.address.insee, spot.departement
