"""All that a build knows, read once: records, referentials, network and geography."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path, PurePath

from msap.keep import Keep, Shelf, digest, digest_of_files, digest_of_tree
from msap.source.geography import Geography, read_geography
from msap.source.located_yaml import Mapped, parse_yaml
from msap.source.msap import Msap
from msap.source.network import Network, read_network
from msap.source.problems import Position, Problem, Severity
from msap.source.redirections import read_redirections
from msap.source.referentials import Referentials, read_referentials
from msap.source.text import RECORD_SIZE_LIMIT, read_text
from msap.source.validation import read_record

_FILE_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\.yml")
_FOLDER_NAME = re.compile(r"[0-9]{2,3}|2[AB]")


@dataclass(frozen=True)
class Entry:
    """A record with the text it was read from; `path` is the one messages show."""

    path: PurePath
    text: str
    msap: Msap

    @cached_property
    def node(self) -> Mapped:
        """Give the text with the place of every word, read again for those who ask."""
        node, _ = parse_yaml(self.text, self.path)
        assert isinstance(node, Mapped)  # noqa: S101 - a record was made from it
        return node

    @cached_property
    def digest(self) -> str:
        """Tell this record, at this place, from any other."""
        return digest(self.path, self.text)

    def __getstate__(self) -> dict[str, object]:
        """Keep what cannot be had again from the text."""
        return {"path": self.path, "text": self.text, "msap": self.msap}

    @property
    def departement(self) -> str:
        """Give the code of the department whose folder holds the file."""
        return self.path.parent.name


Parsed = tuple[Entry | None, list[Problem]]


@dataclass(frozen=True)
class Catalogue:
    """Everything read, ready for the rules and the pages; entries are in the order of their ids."""

    entries: tuple[Entry, ...]
    referentials: Referentials
    network: Network
    geography: Geography
    redirections: Mapping[str, str] = field(default_factory=dict)
    """Pages that moved or left: the old address and the one that answers in its stead."""
    shared: str = ""
    """A digest of the files that all records share: referentials, network, territory."""

    @cached_property
    def by_id(self) -> dict[str, Entry]:
        """Give the entries by id; of two records with one id, the first in path order."""
        return {entry.msap.id: entry for entry in reversed(self.entries)}

    @property
    def is_demonstration(self) -> bool:
        """True as soon as one record is invented."""
        return any(entry.msap.demonstration for entry in self.entries)


@dataclass(frozen=True, slots=True)
class Reading:
    """The outcome of reading: a catalogue when the shared files are sound, and every problem.

    Records with an error are missing from the catalogue; `files` counts the record files seen.
    """

    catalogue: Catalogue | None
    problems: tuple[Problem, ...]
    files: int


def read_catalogue(
    data: Path,
    records: Path,
    progress: Callable[[int, int], None] | None = None,
    keep: Keep | None = None,
) -> Reading:
    """Read the project's data folder and one folder of records.

    `progress` is told the number of records read and their total; a record whose text is in the
    keep is not parsed again.
    """
    referentials, problems = read_referentials(data)
    network, found = read_network(data)
    problems += found
    redirections, found = read_redirections(data)
    problems += found
    shown = _shown(records)
    paths, found = _record_files(records, shown)
    problems += found
    entries: list[Entry] = []
    keep = keep or Keep()
    shelf: Shelf[Parsed] = keep.shelf("records")
    for count, path in enumerate(paths, start=1):
        entry, found = read_entry(path, shown / path.relative_to(records), shelf)
        problems += found
        if entry:
            entries.append(entry)
        if progress:
            progress(count, len(paths))
    if referentials is None or network is None:
        return Reading(None, tuple(problems), len(paths))
    entries.sort(key=lambda entry: (entry.msap.id, entry.path))
    territories: Shelf[Geography] = keep.shelf("geography")
    geography = territories.get(digest_of_tree(data / "geo"), partial(read_geography, data))
    shared = digest_of_shared(data)
    catalogue = Catalogue(tuple(entries), referentials, network, geography, redirections, shared)
    return Reading(catalogue, tuple(problems), len(paths))


def digest_of_shared(data: Path) -> str:
    """Give a digest of the data folder but for the project's own records."""
    files = [path for path in data.glob("*") if path.is_file()]
    files += [path for name in ("referentials", "geo") for path in (data / name).glob("*")]
    return digest_of_files(files, data)


def read_entry(
    path: Path, shown: PurePath, shelf: Shelf[Parsed] | None = None
) -> tuple[Entry | None, list[Problem]]:
    """Read one record file."""
    text, problems = read_text(path, shown, RECORD_SIZE_LIMIT)
    if text is None or problems:
        return None, problems
    if shelf is None:
        return _parse(text, shown)
    return shelf.get(digest(shown, text), lambda: _parse(text, shown))


def _parse(text: str, shown: PurePath) -> Parsed:
    msap, problems = read_record(text, Msap, shown)
    return Entry(shown, text, msap) if msap else None, problems


def _shown(folder: Path) -> PurePath:
    """Give the folder as messages show it: relative to the working folder where possible."""
    try:
        return PurePath(os.path.relpath(folder)) if folder.is_relative_to(Path.cwd()) else folder
    except ValueError:
        return folder


def _record_files(records: Path, shown: PurePath) -> tuple[list[Path], list[Problem]]:
    """List the record files in a stable order, and say what else lies there."""
    if not records.is_dir():
        return [], [
            Problem(
                shown,
                Position(),
                "dossier-manquant",
                f"Le dossier « {shown} » n’existe pas.",
                "Vérifiez le chemin, ou importez une liste.",
            )
        ]
    paths: list[Path] = []
    problems: list[Problem] = []
    for path in _walk(records):
        place = path.relative_to(records)
        if any(part.startswith(".") for part in place.parts):
            problems.append(_stray(shown / place, Severity.WARNING))
        elif (
            len(place.parts) == 2
            and _FOLDER_NAME.fullmatch(place.parts[0])
            and _FILE_NAME.fullmatch(place.name)
        ):
            paths.append(path)
        else:
            problems.append(_stray(shown / place, Severity.ERROR))
    return paths, problems


def _walk(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        if path.is_dir() and not path.is_symlink():
            yield from _walk(path)
        else:
            yield path


def _stray(path: PurePath, severity: Severity) -> Problem:
    return Problem(
        path,
        Position(),
        "nom-de-fichier",
        f"« {path.name!r} » n’est pas le nom d’une fiche.".replace("'", ""),
        "Une fiche se range par département et s’écrit en minuscules sans accent : "
        "« 23/ahun.yml ».",
        severity,
    )
