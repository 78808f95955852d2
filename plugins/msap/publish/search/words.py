"""What the words of a question can mean besides a name: places of the network, partners, services.

Words are folded; `Vocabulary` is also written into the manifest that browsers read.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from msap.domain.partner_names import every_name, name_on
from msap.publish.search.folding import fold
from msap.source.referentials import Referentials


class Subject(NamedTuple):
    """A partner or a service, with the folded phrases people use for it, longest first."""

    id: str
    name: str
    phrases: tuple[str, ...]


class Vocabulary(NamedTuple):
    """Folded phrases, words joined by a space."""

    abbreviations: dict[str, str]
    stop_words: frozenset[str]
    near: tuple[str, ...]
    extras: frozenset[str]
    areas: frozenset[str]
    places: tuple[str, ...]
    partners: tuple[Subject, ...]
    services: tuple[Subject, ...]
    regions: dict[str, tuple[str, ...]]
    """Other names of a region, by the name that its address has."""

    def fold(self, text: str) -> list[str]:
        """Split into words, abbreviations written in full."""
        return fold(text, self.abbreviations)


def read_vocabulary(referentials: Referentials, today: date) -> Vocabulary:
    """Join the synonyms with the names of the referentials; partners are shown by today's."""
    synonyms = referentials.synonyms
    short = synonyms.abbreviations

    def phrases(texts: Iterable[str]) -> tuple[str, ...]:
        folded = {" ".join(fold(text, short)) for text in texts} - {""}
        return tuple(sorted(folded, key=lambda phrase: (-len(phrase.split()), phrase)))

    partners = tuple(
        Subject(
            key,
            name_on(kind, today).listed,
            phrases([*every_name(kind), *synonyms.partners.get(key, ())]),
        )
        for key, kind in referentials.partners.items()
    )
    services = tuple(
        Subject(key, kind.name, phrases([kind.name, *synonyms.services.get(key, ())]))
        for key, kind in referentials.services.items()
    )

    def words(texts: Iterable[str]) -> frozenset[str]:
        return frozenset(word for text in texts for word in fold(text, short))

    return Vocabulary(
        dict(short),
        words(synonyms.stop_words),
        phrases(synonyms.near_words),
        words(synonyms.extra_words),
        words(synonyms.area_words),
        phrases(synonyms.places),
        partners,
        services,
        dict(synonyms.regions),
    )
