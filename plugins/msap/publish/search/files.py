"""All the files browsers search with: a manifest at a fixed address, and folders it names.

Each folder is named after its content, so that browsers keep its files for ever, and a page does
not change when the index does. The manifest is to be asked for again each time; who holds an old
one needs the folders of the previous release.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from hashlib import sha256
from typing import NamedTuple

from msap.domain.addresses import SEARCH_INDEX
from msap.publish.directory import Directory
from msap.publish.page import File, Link
from msap.publish.search.documents import DocumentKind, SearchDocument, all_documents
from msap.publish.search.shards import (
    base36,
    cut,
    key_lines,
    postcode_files,
    reference_to,
    reversed_words,
    top_hits,
    whole,
)
from msap.publish.search.territory import CommuneOrder
from msap.publish.search.tiles import CommuneTile, lay_out, location_lines, write_tiles
from msap.publish.search.words import Subject, Vocabulary, read_vocabulary
from msap.publish.wording.typography import typeset
from msap.source.editorial import Editorial
from msap.source.slugs import slug

KEYS, TOP_HITS, SUFFIXES, POSTCODES, PAGES, TILES = "k", "t", "s", "c", "p", "b"
"""The letters of the folders."""
PAGES_IN_FILE = 64
TILES_IN_FOLDER = 64
"""So that an edited record changes the addresses of few tiles, and the manifest stays short."""


class Folder(NamedTuple):
    """A folder of the index, named after its content."""

    letter: str
    digest: str
    files: tuple[File, ...]


class Words(NamedTuple):
    """The folders of names and texts, and what the manifest says besides the names of folders."""

    folders: tuple[Folder, ...]
    manifest: dict[str, object]


@dataclass(frozen=True)
class SearchIndex:
    """Everything indexed for browsers."""

    directory: Directory
    editorial: Editorial
    links: Sequence[Link]
    today: date

    def names_and_texts(self) -> list[File]:
        """Return the folders of names and texts."""
        return [file for folder in self.words.folders for file in folder.files]

    def places(self) -> list[File]:
        """Return the folders of places, and the manifest of all folders."""
        tiles = _folders_of_tiles(write_tiles(self.layout, self._lines()))
        words = self.words
        names: dict[str, object] = {folder.letter: folder.digest for folder in words.folders}
        names[TILES] = [folder.digest for folder in tiles]
        manifest = {"folders": names} | words.manifest
        return [
            File(f"{SEARCH_INDEX}index.json", _json(manifest).encode()),
            *(file for folder in tiles for file in folder.files),
        ]

    @cached_property
    def words(self) -> Words:
        """Return the folders of names and texts, which weigh megabytes."""
        return _words(self.directory, self.editorial, self.links)

    @cached_property
    def layout(self) -> list[CommuneTile]:
        """Return the tiles in which places stand."""
        return lay_out(self.directory, self.directory.territory)

    def lines(self, departement: str) -> dict[str, str]:
        """Return the lines of the places of a department."""
        directory = self.directory
        return location_lines(
            directory.departement_records[departement].locations,
            directory.territory,
            tuple(directory.catalogue.referentials.partners),
            directory.catalogue.network.offer,
            self.today,
        )

    def _lines(self) -> dict[str, str]:
        return {
            key: line
            for code in self.directory.departement_records
            for key, line in self.lines(code).items()
        }


def _words(directory: Directory, editorial: Editorial, links: Sequence[Link]) -> Words:
    from msap.publish.search.index import words_of_pages  # only those who write need Whoosh

    vocabulary = read_vocabulary(directory.catalogue.referentials, directory.today)
    documents = all_documents(directory, editorial, links, directory.territory, vocabulary)
    references = list(map(reference_to, documents))
    pages = [document for document in documents if document.kind is DocumentKind.PAGE]
    lines = key_lines(documents, references, words_of_pages(pages, vocabulary))
    keys = cut(lines)
    suffixes = cut(reversed_words(documents))
    initials = top_hits(lines, keys.firsts)
    by_code = postcode_files(documents, references)
    extras = " ".join(sorted(vocabulary.extras))
    fuzzy = _json({"suffixes": _front_coded(suffixes.firsts), "extras": extras})
    folders = (
        _folder(KEYS, _numbered(keys.texts, "txt")),
        _folder(TOP_HITS, {f"{initial}.json": _json(found) for initial, found in initials.items()}),
        _folder(SUFFIXES, _numbered(suffixes.texts, "txt") | {"fuzzy.json": fuzzy}),
        _folder(POSTCODES, {f"{code}.txt": text for code, text in by_code.items()}),
        _folder(PAGES, _numbered(_pages(documents), "json")),
    )
    regions = directory.catalogue.referentials.regions.values()
    return Words(
        folders,
        {
            "keys": _front_coded(keys.firsts),
            "departements": _departements(directory, directory.territory),
            "regions": "|".join(
                "=".join((whole(typeset(r.name)), *vocabulary.regions.get(slug(r.name), ())))
                for r in regions
            ),
            **_meanings(vocabulary),
        },
    )


def _folders_of_tiles(texts: Sequence[str]) -> list[Folder]:
    named = list(_numbered(texts, "json").items())
    starts = range(0, len(named), TILES_IN_FOLDER)
    return [_folder(TILES, dict(named[start : start + TILES_IN_FOLDER])) for start in starts]


def _numbered(texts: Sequence[str], suffix: str) -> dict[str, str]:
    return {f"{rank}.{suffix}": text for rank, text in enumerate(texts)}


def _folder(letter: str, texts: Mapping[str, str]) -> Folder:
    contents = [(name, text.encode()) for name, text in sorted(texts.items())]
    made = sha256()
    for name, content in contents:
        made.update(b"%s\0%s\0" % (name.encode(), content))
    name_of_content = made.hexdigest()[:8]
    folder = f"{SEARCH_INDEX}{letter}.{name_of_content}"
    files = tuple(File(f"{folder}/{name}", content) for name, content in contents)
    return Folder(letter, name_of_content, files)


def _front_coded(firsts: Sequence[str]) -> str:
    """Write sorted keys apart by spaces, each as a digit for what it shares and the rest."""
    written, before = [], ""
    for first in firsts:
        shared = 0
        while shared < min(len(first), len(before), 9) and first[shared] == before[shared]:
            shared += 1
        written.append(f"{shared}{first[shared:]}")
        before = first
    return " ".join(written)


def _departements(directory: Directory, territory: CommuneOrder) -> str:
    """Return code, name and number of communes of each department, in the order of numbers."""
    known = directory.catalogue.referentials.departements
    counts = Counter(commune.departement for commune in territory.communes)
    return "|".join(
        f"{code} {base36(count)} {whole(typeset(known[code].name))}"
        for code, count in counts.items()
    )


def _meanings(vocabulary: Vocabulary) -> dict[str, object]:
    def subjects(list_: Sequence[Subject]) -> list[list[str]]:
        return [[subject.id, typeset(subject.name), *subject.phrases] for subject in list_]

    return {
        "abbreviations": vocabulary.abbreviations,
        "stopWords": " ".join(sorted(vocabulary.stop_words)),
        "areas": " ".join(sorted(vocabulary.areas)),
        "near": vocabulary.near,
        "places": vocabulary.places,
        "partners": subjects(vocabulary.partners),
        "services": subjects(vocabulary.services),
    }


def _pages(documents: Sequence[SearchDocument]) -> list[str]:
    pages = [[d.label, d.url, d.context] for d in documents if d.kind is DocumentKind.PAGE]
    return [
        _json(pages[start : start + PAGES_IN_FILE]) for start in range(0, len(pages), PAGES_IN_FILE)
    ]


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))
