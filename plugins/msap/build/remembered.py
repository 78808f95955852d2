"""Caching variants of reading, rules and pages for `serve`: each result with its sources.

Each class extends one of a layer that has no cache.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePath
from typing import Any, TypeVar

from msap.build.fingerprints import Fingerprint, Fingerprints
from msap.build.many_records import ParallelChecks
from msap.build.memory import Memory, content_of, contents
from msap.checks.attached.reason import RefusalReason
from msap.domain.nearest import Neighbours
from msap.publish.directory import Directory, Ranked
from msap.publish.listing.files import PlacesExtent
from msap.publish.listing.places import ListingItem
from msap.publish.locations import Location
from msap.publish.maps.outlines import Bounds, Outlines
from msap.publish.maps.plan import ListedPlaces, Maps
from msap.publish.maps.view import Drawing, Materials
from msap.publish.page import File
from msap.publish.search.files import SearchIndex, Words
from msap.publish.search.territory import CommuneOrder
from msap.publish.search.tiles import CommuneTile
from msap.source.catalogue import Catalogue, SharedData
from msap.source.editorial import Editorial
from msap.source.entries import Parsed, RecordEntry
from msap.source.problems import Problem
from msap.source.record_files import RecordFile

Value = TypeVar("Value")


class RememberingChecks(ParallelChecks):
    """Reads again only files that changed, and applies the rules to what they give."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    def shared(self, data: Path) -> tuple[SharedData | None, list[Problem]]:
        """Return what was read of the same files."""
        read = super().shared
        return self._memory.recall("shared", _shared_files(data), lambda: read(data))

    def entries(self, records: Path, files: Sequence[RecordFile], shown: PurePath) -> list[Parsed]:
        """Return what was read of the files that cannot have changed since."""
        start = time.time_ns()
        read = super().entries
        named = {("record", records, file.place): file for file in files}
        # A file that may change again at the same time by its clock is unlike any other.
        sources = {
            name: file if file.is_time_trusted(start) else (file, start)
            for name, file in named.items()
        }
        return self._memory.recall_each(
            sources, lambda names: read(records, [named[name] for name in names], shown)
        )

    def of_records(
        self, entries: Sequence[RecordEntry], catalogue: Catalogue
    ) -> list[list[Problem]]:
        """Return what was found in the same records with the same shared files."""
        shared = catalogue.referentials, catalogue.network, catalogue.geography
        check = super().of_records
        named = {("problems", entry.path): entry for entry in entries}
        sources = {name: (entry, shared) for name, entry in named.items()}
        return self._memory.recall_each(
            sources, lambda names: check([named[name] for name in names], catalogue)
        )

    def of_attachments(self, files: Sequence[Path]) -> list[tuple[RefusalReason, ...]]:
        """Return what was found in files of the same name and bytes."""
        sources = {("attached", file): content_of(file) for file in files}
        check = super().of_attachments
        return self._memory.recall_each(sources, lambda some: check([file for _, file in some]))

    def of_data(self, data: Path) -> list[Problem]:
        """Return what was found in the same files."""
        check = super().of_data
        return self._memory.recall("problems of data", _shared_files(data), lambda: check(data))

    def of_editorial(self, content: Path) -> tuple[Editorial, list[Problem]]:
        """Return what was read and found when no file of the folder has changed."""
        read = super().of_editorial
        return self._memory.recall("editorial", contents(content), lambda: read(content))


def _shared_files(data: Path) -> tuple[tuple[str, bytes], ...]:
    own = tuple((str(path), content_of(path)) for path in sorted(data.glob("*")) if path.is_file())
    return own + contents(data / "referentials", data / "geo")


@dataclass(frozen=True)
class RememberingDirectory(Directory):
    """A directory whose locations and distances are worked out again only where places moved."""

    memory: Memory

    @cached_property
    def territory(self) -> CommuneOrder:
        """Return the territory of the same communes."""
        source = self.geography, list(self.departements)
        return self.memory.recall(
            "territory", source, lambda: super(RememberingDirectory, self).territory
        )

    def locations_of(self, entry: RecordEntry) -> Iterable[Location]:
        """Return the locations of the same record."""
        make = super().locations_of
        source = entry, self.geography
        return self.memory.recall(("locations", entry.path), source, lambda: tuple(make(entry)))

    @cached_property
    def neighbours(self) -> Ranked:
        """Return the neighbours of locations that stand where they stood."""
        return self.memory.recall(
            "neighbours", self._points, lambda: super(RememberingDirectory, self).neighbours
        )

    @cached_property
    def neighbours_of_communes(self) -> Neighbours:
        """Return the neighbours of communes, for locations that stand where they stood."""
        return self.memory.recall(
            "neighbours of communes",
            (self.geography, self._points),
            lambda: super(RememberingDirectory, self).neighbours_of_communes,
        )

    @cached_property
    def percent_near(self) -> int | None:
        """Return the share of people near the same locations of the same departments."""
        having = [code for code, one in self.departement_records.items() if one.locations]
        return self.memory.recall(
            "percent near",
            (self.geography, self._points, having),
            lambda: super(RememberingDirectory, self).percent_near,
        )

    def attributes_of(self, code: str) -> dict[str, int]:
        """Return what was counted of the same records."""
        count = super().attributes_of
        return self.memory.recall(("attributes", code), self.entries_of(code), lambda: count(code))

    @cached_property
    def _points(self) -> Fingerprint:
        return self.memory.same(
            "points", [(location.url, location.point) for location in self.located]
        )


class RememberingPlaces(ListedPlaces):
    """Lists the places of a department again only when one of its records changed."""

    def __init__(self, prints: Fingerprints, base: Fingerprint, *rest: Any) -> None:  # noqa: ANN401
        super().__init__(*rest)
        self._prints = prints
        self._base = base

    def __call__(self, code: str) -> tuple[ListingItem, ...]:
        """Return the places listed of the same records."""
        return self._recall("listed", code, super().__call__)

    def file(self, code: str) -> File:
        """Return the file of the same records."""
        return self._recall("file", code, super().file)

    def extent(self, code: str) -> PlacesExtent | None:
        """Return where the places of the same records are."""
        return self._recall("reach", code, super().extent)

    def _recall(self, name: str, code: str, make: Callable[[str], Value]) -> Value:
        source = self._base, self._prints.departement(code)
        return self._prints.memory.recall((name, code), source, lambda: make(code))


class RememberingMaps(Maps):
    """Draws a map again only when its frame or what it loads changed."""

    def __init__(self, prints: Fingerprints, *rest: Any, **named: Any) -> None:  # noqa: ANN401
        super().__init__(*rest, **named)
        self._prints = prints

    @cached_property
    def outlines(self) -> Outlines:
        """Return the outlines of the same territory."""
        return self._prints.memory.recall(
            "outlines", self._prints.geography, lambda: super(RememberingMaps, self).outlines
        )

    @cached_property
    def country_outlines(self) -> tuple[File, ...]:
        """Return the ground of maps of the same territory."""
        return self._prints.memory.recall(
            "ground",
            (self._prints.geography, self.has_tiles),
            lambda: super(RememberingMaps, self).country_outlines,
        )

    def drawn(self, key: str, bounds: Bounds, materials: Materials) -> Drawing:
        """Return the drawing of the same frame and materials."""
        draw = super().drawn
        source = bounds, materials
        return self._prints.memory.recall(
            ("drawing", key), source, lambda: draw(key, bounds, materials)
        )


@dataclass(frozen=True)
class RememberingSearch(SearchIndex):
    """Indexes names and texts again only when one of them changed, and places by department."""

    prints: Fingerprints

    @cached_property
    def words(self) -> Words:
        """Return the folders of the same names and texts."""
        return self.prints.memory.recall(
            "words", self._named, lambda: super(RememberingSearch, self).words
        )

    @cached_property
    def layout(self) -> list[CommuneTile]:
        """Return the tiles of places that stand where they stood, with the same partners."""
        source = self._named, self.prints.positions, self.prints.partners
        return self.prints.memory.recall(
            "layout", source, lambda: super(RememberingSearch, self).layout
        )

    def lines(self, departement: str) -> dict[str, str]:
        """Return the lines of the same records on the same day."""
        make = super().lines
        prints = self.prints
        source = prints.shared, self.today, prints.departement(departement), self._codes
        return prints.memory.recall(("lines", departement), source, lambda: make(departement))

    @property
    def _named(self) -> Fingerprint:
        prints = self.prints
        names = self.directory.partner_names
        return prints.shared, names, self._codes, prints.names, prints.content, self.links

    @property
    def _codes(self) -> list[str]:
        return list(self.directory.departements)
