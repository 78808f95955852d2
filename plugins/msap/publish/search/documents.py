"""What can be found: communes, today's and former, places and stops, departments, pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from msap.domain.addresses import communes_url, departement_url, region_url
from msap.publish.directory import Directory
from msap.publish.page import Link
from msap.publish.search.territory import CommuneOrder
from msap.publish.search.words import Vocabulary
from msap.publish.wording.typography import typeset
from msap.source.editorial import Editorial
from msap.source.geography import Commune
from msap.source.referentials import Departement
from msap.source.slugs import slug

_MARKDOWN_TARGET = re.compile(r"\]\([^)]*\)")
_COMMON_SHARE = 0.01
"""A word of more than this share of place names tells nothing of one place."""
_MOST_DOUBLINGS = 20
"""Doublings of the population up to which a commune weighs more; a million people have 20."""


class DocumentKind(StrEnum):
    """What a document is; the value is its letter in the browser's index."""

    COMMUNE = "c"
    FORMER = "f"
    PLACE = "s"
    PAGE = "p"
    DEPARTEMENT = "d"
    REGION = "r"


WEIGHTS: Mapping[DocumentKind, int] = MappingProxyType(
    {
        DocumentKind.PLACE: 8,
        DocumentKind.PAGE: 6,
        DocumentKind.DEPARTEMENT: 12,
        DocumentKind.REGION: 12,
    }
)
"""What each kind weighs among answers alike; a commune weighs the doublings of its people."""


class SearchDocument(NamedTuple):
    """Something to find by its name, its postal codes or its text.

    `words` is the folded name; `starts` are the ranks of the words at which typing may begin.
    `number` is that of the commune, or the rank of the page. `context` says where or what.
    """

    kind: DocumentKind
    label: str
    words: tuple[str, ...]
    starts: tuple[int, ...]
    number: int
    url: str
    weight: int = 0
    context: str = ""
    postcodes: tuple[str, ...] = ()
    text: str = ""
    area: str = ""
    """The department and, for a place, its commune: words a question may add."""

    def key(self, start: int) -> str:
        """Return the name from one of its words on, without spaces: `denis` of Saint-Denis."""
        return "".join(self.words[start:])


class _Where(NamedTuple):
    """What the documents of a department's communes share."""

    name: str
    url: str
    area: str


def all_documents(
    directory: Directory,
    editorial: Editorial,
    links: Sequence[Link],
    territory: CommuneOrder,
    vocabulary: Vocabulary,
) -> list[SearchDocument]:
    """Return every document; `links` are pages that no editorial file makes."""
    communes = list(_communes(directory, territory, vocabulary))
    return [
        *communes,
        *_places(directory, territory, vocabulary, communes),
        *_territories(directory, vocabulary),
        *_pages(editorial, links, vocabulary),
    ]


def _communes(
    directory: Directory, territory: CommuneOrder, vocabulary: Vocabulary
) -> Iterator[SearchDocument]:
    wheres = {
        code: _Where(typeset(departement.name), communes_url(departement), _area(departement))
        for code, departement in directory.catalogue.referentials.departements.items()
    }

    def document(kind: DocumentKind, name: str, commune: Commune, number: int) -> SearchDocument:
        """Make the document of a commune, by its name or by that of a former one inside it."""
        words = tuple(vocabulary.fold(name))
        where = wheres[commune.departement]
        size = min(commune.population.bit_length(), _MOST_DOUBLINGS)
        is_former = kind is DocumentKind.FORMER
        return SearchDocument(
            kind,
            typeset(name),
            words,
            _starts(words, vocabulary.stop_words),
            number,
            where.url,
            weight=max(1, size - 1) if is_former else size,
            context=typeset(commune.name) if is_former else where.name,
            postcodes=() if is_former else commune.postcodes,
            area=where.area,
        )

    for number, commune in enumerate(territory.communes):
        yield document(DocumentKind.COMMUNE, commune.name, commune, number)
    for former in territory.geography.former.values():
        today = territory.geography.communes.get(former.commune)
        if today and today.insee in territory.numbers and former.name not in {"", today.name}:
            yield document(DocumentKind.FORMER, former.name, today, territory.numbers[today.insee])


def _places(
    directory: Directory,
    territory: CommuneOrder,
    vocabulary: Vocabulary,
    communes: Iterable[SearchDocument],
) -> Iterator[SearchDocument]:
    names = [(location, tuple(vocabulary.fold(location.name))) for location in directory.locations]
    common = _common_words([words for _, words in names], communes)
    phrases = [tuple(phrase.split()) for phrase in vocabulary.places]
    partners = directory.partner_names
    services = directory.catalogue.referentials.services
    departements = directory.catalogue.referentials.departements
    for location, words in names:
        msap = location.entry.msap
        number = territory.number_of(location.address.insee)
        text = [
            location.commune,
            *(partners[partner.id].name for partner in msap.partners or ()),
            *(services[service].name for service in msap.services or ()),
            msap.description or "",
        ]
        yield SearchDocument(
            DocumentKind.PLACE,
            location.name,
            words,
            _place_starts(words, common, vocabulary.stop_words, phrases),
            0 if number is None else number,
            location.url,
            WEIGHTS[DocumentKind.PLACE],
            location.commune,
            (location.address.postcode,),
            " ".join(text),
            f"{location.commune} {_area(departements[location.departement])}",
        )


def _territories(directory: Directory, vocabulary: Vocabulary) -> Iterator[SearchDocument]:
    for departement in directory.departements.values():
        words = tuple(vocabulary.fold(departement.name))
        yield SearchDocument(
            DocumentKind.DEPARTEMENT,
            typeset(departement.name),
            words,
            _starts(words, vocabulary.stop_words),
            0,
            departement_url(departement),
            WEIGHTS[DocumentKind.DEPARTEMENT],
            departement.code,
        )
    for region in directory.catalogue.referentials.regions.values():
        words = tuple(vocabulary.fold(region.name))
        yield SearchDocument(
            DocumentKind.REGION,
            typeset(region.name),
            words,
            _starts(words, vocabulary.stop_words),
            0,
            region_url(region),
            WEIGHTS[DocumentKind.REGION],
            text=" ".join(vocabulary.regions.get(slug(region.name), ())),
        )


def _pages(
    editorial: Editorial, links: Sequence[Link], vocabulary: Vocabulary
) -> Iterator[SearchDocument]:
    found = [
        (
            document.matter.title,
            editorial.addresses[document.inside],
            document.kind.label,
            " ".join(
                [
                    getattr(document.matter, "menu_title", None) or "",
                    document.matter.summary,
                    _MARKDOWN_TARGET.sub("] ", document.body),
                ]
            ),
        )
        for document in editorial.documents
    ]
    found += [(link.text, link.url, "Rubrique", "") for link in links]
    for number, (title, url, kind, text) in enumerate(found):
        words = tuple(vocabulary.fold(title))
        starts = _starts(words, vocabulary.stop_words)
        yield SearchDocument(
            DocumentKind.PAGE,
            typeset(title),
            words,
            starts,
            number,
            url,
            WEIGHTS[DocumentKind.PAGE],
            kind,
            text=text,
        )


def _area(departement: Departement) -> str:
    return f"{departement.name} {departement.code}"


def _starts(words: Sequence[str], stops: Container[str]) -> tuple[int, ...]:
    """Return the first word and every later one that tells something."""
    later = [
        rank
        for rank, word in enumerate(words)
        if rank and word not in stops and (len(word) > 1 or word.isdigit())
    ]
    return (0, *later) if words else ()


def _place_starts(
    words: tuple[str, ...],
    common: Container[str],
    stops: Container[str],
    phrases: Iterable[tuple[str, ...]],
) -> tuple[int, ...]:
    """Remove the words that only say that it is a place of the network."""
    generic = _covered(words, phrases)
    telling = [rank for rank, word in enumerate(words) if rank not in generic and word not in stops]
    kept = [rank for rank in telling if words[rank] not in common]
    return tuple(kept or telling or range(min(1, len(words))))


def _covered(words: tuple[str, ...], phrases: Iterable[tuple[str, ...]]) -> set[int]:
    found: set[int] = set()
    for phrase in phrases:
        if phrase[0] in words:
            for rank in range(len(words) - len(phrase) + 1):
                if words[rank : rank + len(phrase)] == phrase:
                    found.update(range(rank, rank + len(phrase)))
    return found


def _common_words(
    names: Sequence[Sequence[str]], communes: Iterable[SearchDocument]
) -> frozenset[str]:
    """Return the words of many place names that are not words of communes."""
    counts = Counter(word for words in names for word in set(words))
    limit = max(5, _COMMON_SHARE * len(names))
    frequent = {word for word, count in counts.items() if count > limit}
    known = {word for one in communes if one.kind is DocumentKind.COMMUNE for word in one.words}
    return frozenset(frequent - known)
