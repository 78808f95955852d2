"""All the files browsers search with: a manifest at a fixed address, and folders it names.

Each folder is named after its content, so that browsers keep its files for ever, and a page does
not change when the index does. The manifest is to be asked for again each time; who holds an old
one needs the folders of the release before.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from msap.keep import digest
from msap.publish.addresses import SEARCH_INDEX
from msap.publish.directory import Directory
from msap.publish.facts import Facts
from msap.publish.french import typeset
from msap.publish.page import File, Link
from msap.publish.search.blocks import choose_spots, write_blocks
from msap.publish.search.documents import Document, Kind, all_documents
from msap.publish.search.index import index_for_browsers
from msap.publish.search.shards import (
    base36,
    cut,
    key_lines,
    postcode_files,
    reversed_words,
    tops,
    whole,
)
from msap.publish.search.territory import Territory
from msap.publish.search.words import Subject, Vocabulary, read_vocabulary
from msap.source.editorial import Editorial
from msap.source.slugs import slug

_PAGE_BLOCK = 64


@dataclass(frozen=True, slots=True)
class Words:
    """The files of names and texts, by folder, and the first keys of the shards."""

    keys: str
    folders: dict[str, dict[str, str]]


def search_files(
    directory: Directory,
    editorial: Editorial,
    links: Sequence[Link],
    today: date,
    facts: Facts,
) -> list[File]:
    """Index everything and write it for browsers; what no name and no text has changed is kept."""
    territory = directory.territory
    vocabulary = read_vocabulary(directory.catalogue.referentials)
    shared = directory.catalogue.shared
    words: Words = facts.keep.shelf("search-words").get(
        digest(shared, facts.names, facts.content, links),
        lambda: _written(
            all_documents(directory, editorial, links, territory, vocabulary), vocabulary
        ),
    )
    chosen: dict[int, list[str]] = facts.keep.shelf("search-blocks").get(
        digest(shared, facts.names, facts.positions, facts.partners),
        lambda: choose_spots(directory, territory),
    )
    blocks = write_blocks(directory, territory, chosen, today)
    folders = words.folders | {"b": _numbered(blocks, "json")}
    regions = directory.catalogue.referentials.regions.values()
    digests = {letter: _digest(texts) for letter, texts in folders.items()}
    manifest = {
        "folders": digests,
        "keys": words.keys,
        "departements": _departements(directory, territory),
        "regions": "|".join(
            "=".join((whole(typeset(r.name)), *vocabulary.regions.get(slug(r.name), ())))
            for r in regions
        ),
        **_words(vocabulary),
    }
    return [
        File(f"{SEARCH_INDEX}index.json", _json(manifest).encode()),
        *(
            File(f"{SEARCH_INDEX}{letter}.{digests[letter]}/{name}", text.encode())
            for letter, texts in folders.items()
            for name, text in sorted(texts.items())
        ),
    ]


def _written(documents: Sequence[Document], vocabulary: Vocabulary) -> Words:
    reader = index_for_browsers(documents, vocabulary)
    lines = key_lines(reader, documents)
    keys = cut(lines)
    endings = cut(reversed_words(documents))
    initials = tops(lines, keys.firsts)
    extras = " ".join(sorted(vocabulary.extras))
    return Words(
        _front_coded(keys.firsts),
        {
            "k": _numbered(keys.texts, "txt"),
            "t": {f"{initial}.json": _json(found) for initial, found in initials.items()},
            "e": _numbered(endings.texts, "txt")
            | {"guess.json": _json({"endings": _front_coded(endings.firsts), "extras": extras})},
            "c": {f"{code}.txt": text for code, text in postcode_files(reader, documents).items()},
            "p": _numbered(_pages(documents), "json"),
        },
    )


def _numbered(texts: Sequence[str], suffix: str) -> dict[str, str]:
    return {f"{rank}.{suffix}": text for rank, text in enumerate(texts)}


def _digest(texts: Mapping[str, str]) -> str:
    digest = sha256()
    for name, text in sorted(texts.items()):
        digest.update(f"{name}\0{text}\0".encode())
    return digest.hexdigest()[:10]


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


def _departements(directory: Directory, territory: Territory) -> str:
    """Give code, name and number of communes of each department, in the order of numbers."""
    known = directory.catalogue.referentials.departements
    counts = Counter(commune.departement for commune in territory.communes)
    return "|".join(
        f"{code} {base36(count)} {whole(typeset(known[code].name))}"
        for code, count in counts.items()
    )


def _words(vocabulary: Vocabulary) -> dict[str, object]:
    def subjects(list_: Sequence[Subject]) -> list[list[str]]:
        return [[subject.id, typeset(subject.name), *subject.phrases] for subject in list_]

    return {
        "abbreviations": vocabulary.abbreviations,
        "stops": " ".join(sorted(vocabulary.stop_words)),
        "areas": " ".join(sorted(vocabulary.areas)),
        "near": vocabulary.near,
        "places": vocabulary.places,
        "partners": subjects(vocabulary.partners),
        "services": subjects(vocabulary.services),
    }


def _pages(documents: Sequence[Document]) -> list[str]:
    pages = [[d.label, d.url, d.context] for d in documents if d.kind is Kind.PAGE]
    return [
        _json(pages[start : start + _PAGE_BLOCK]) for start in range(0, len(pages), _PAGE_BLOCK)
    ]


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))
