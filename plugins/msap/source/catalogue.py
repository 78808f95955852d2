"""The catalogue: records, referentials, network and geography, read once."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path, PurePath
from typing import NamedTuple

from msap.source.entries import (
    Parsed,
    RecordEntry,
    RecordText,
    entry_of,
    read_record_text,
)
from msap.source.geography import Geography, read_geography
from msap.source.network import Network, read_network
from msap.source.problems import Problem, Severity
from msap.source.record_files import RecordFile, record_files
from msap.source.redirections import read_redirections
from msap.source.referentials import Referentials, read_referentials
from msap.source.territory_sources import TerritorySource, read_territory_sources


@dataclass(frozen=True)
class Catalogue:
    """Everything read, ready for the rules and the pages; entries are in the order of their ids."""

    entries: tuple[RecordEntry, ...]
    referentials: Referentials
    network: Network
    geography: Geography
    redirections: Mapping[str, str] = field(default_factory=dict)
    """Pages that moved or left: the old address and the one that answers in its stead."""
    territory_sources: tuple[TerritorySource, ...] = ()
    """Where the files of `data/geo/` come from."""
    unsound: tuple[RecordEntry, ...] = ()
    """What could be read of the records with an error: checked like the others, never published."""

    @cached_property
    def read(self) -> tuple[RecordEntry, ...]:
        """Return all that could be read, also of records with an error, in the order of the ids."""
        both = (*self.entries, *self.unsound)
        return tuple(sorted(both, key=_by_id)) if self.unsound else self.entries

    @cached_property
    def read_by_id(self) -> dict[str, RecordEntry]:
        """Return all that could be read, by id; of two records with one id, the first."""
        return {entry.msap.id: entry for entry in reversed(self.read)}

    @cached_property
    def by_id(self) -> dict[str, RecordEntry]:
        """Return the entries by id; of two records with one id, the first in path order."""
        return {entry.msap.id: entry for entry in reversed(self.entries)}

    @property
    def is_demonstration(self) -> bool:
        """True as soon as one record is invented."""
        return any(entry.msap.demonstration for entry in self.entries)


def _by_id(entry: RecordEntry) -> tuple[str, PurePath]:
    return entry.msap.id, entry.path


class CatalogueResult(NamedTuple):
    """The outcome of reading: a catalogue when the shared files are sound, and every problem.

    Records with an error stand apart in the catalogue; `files` counts the record files seen.
    """

    catalogue: Catalogue | None
    problems: tuple[Problem, ...]
    files: int

    @property
    def unread_ids(self) -> frozenset[str]:
        """Return the ids, after the file names, of the records that have an error."""
        return frozenset(
            problem.path.stem for problem in self.problems if problem.severity is Severity.ERROR
        )


class SharedData(NamedTuple):
    """What all records share."""

    referentials: Referentials
    network: Network
    geography: Geography
    redirections: Mapping[str, str]
    territory_sources: tuple[TerritorySource, ...]


class Reader:
    """Reads the files of a catalogue, each of them each time."""

    def shared(self, data: Path) -> tuple[SharedData | None, list[Problem]]:
        """Read what all records share; None when it cannot be used."""
        referentials, problems = read_referentials(data)
        network, found = read_network(data)
        redirections, refused = read_redirections(data)
        sources, damaged = read_territory_sources(data)
        problems += found + refused + damaged
        if referentials is None or network is None or sources is None:
            return None, problems
        geography = read_geography(data)
        return SharedData(referentials, network, geography, redirections, sources.files), problems

    def entries(
        self, records: Path, files: Sequence[RecordFile], shown: PurePath
    ) -> Iterable[Parsed]:
        """Read record files, in their order; `shown` is their folder as messages give it."""
        texts = self.texts(records, files, shown)
        return (entry_of(text, shown / file.place) for file, text in zip(files, texts, strict=True))

    def texts(
        self, records: Path, files: Sequence[RecordFile], shown: PurePath
    ) -> Iterable[RecordText]:
        """Read what record files say, in their order."""
        return (read_record_text(records / file.place, shown / file.place) for file in files)


def read_catalogue(
    data: Path,
    records: Path,
    progress: Callable[[int, int], None] | None = None,
    reader: Reader | None = None,
) -> CatalogueResult:
    """Read the project's data folder and one folder of records.

    `progress` is called with the number of records read and their total.
    """
    reader = reader or Reader()
    shared, problems = reader.shared(data)
    shown = _shown(records)
    files, found = record_files(records, shown)
    problems = problems + found
    entries: list[RecordEntry] = []
    for count, (entry, found) in enumerate(reader.entries(records, files, shown), start=1):
        problems += found
        if entry:
            entries.append(entry)
        if progress:
            progress(count, len(files))
    if shared is None:
        return CatalogueResult(None, tuple(problems), len(files))
    entries.sort(key=_by_id)
    sound = tuple(entry for entry in entries if entry.is_sound)
    unsound = tuple(entry for entry in entries if not entry.is_sound)
    return CatalogueResult(Catalogue(sound, *shared, unsound), tuple(problems), len(files))


def _shown(folder: Path) -> PurePath:
    """Return the folder as messages show it: relative to the working folder where possible."""
    try:
        return PurePath(os.path.relpath(folder)) if folder.is_relative_to(Path.cwd()) else folder
    except ValueError:
        return folder
