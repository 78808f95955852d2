"""Questions put to Whoosh itself, for the command line and for measuring relevance."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from whoosh.index import Index
from whoosh.query import And, FuzzyTerm, Or, Prefix, Query, Term

from msap.publish.search.documents import SearchDocument
from msap.publish.search.index import AREA, NAME, POSTCODE, TEXT_WORDS, WORDS
from msap.publish.search.words import Vocabulary

_READ = 300
"""Hits of Whoosh among which size decides."""
_SIZE_COUNTS = 0.4
"""What one doubling of a commune's people adds to a score."""


class SearchQuery(NamedTuple):
    """The words to look up, and the partner or service that was named beside them.

    `theme/src/search/question.js` understands alike: both run `tests/cases/questions.json`.
    """

    words: tuple[str, ...]
    typed: tuple[str, ...]
    subject: str


def understand(text: str, vocabulary: Vocabulary) -> SearchQuery:
    """Take the names of the network, of a partner or of a service out of a question."""
    typed = vocabulary.fold(text)
    words = _without(typed, vocabulary.places)
    subject = ""
    named = [
        (phrase, one.name)
        for one in (*vocabulary.partners, *vocabulary.services)
        for phrase in one.phrases
    ]
    for phrase, name in sorted(named, key=lambda pair: -len(pair[0].split())):
        rest = _without(words, (phrase,))
        if rest != words:
            words, subject = rest, name
            break
    if words != typed:
        words = _without_opening(words, vocabulary.near)
        if all(word in vocabulary.stop_words for word in words):
            words = []
    return SearchQuery(tuple(words), tuple(typed), subject)


def search(
    index: Index,
    documents: Sequence[SearchDocument],
    vocabulary: Vocabulary,
    text: str,
    count: int = 10,
) -> list[SearchDocument]:
    """Return the documents that answer best, best first."""
    question = understand(text, vocabulary)
    with index.searcher() as searcher:
        for query in _queries(question, vocabulary):
            hits = searcher.search(query, limit=_READ)
            if hits:
                scored = [
                    (hit.score + _SIZE_COUNTS * documents[hit["rank"]].weight, hit["rank"])
                    for hit in hits
                ]
                scored.sort(key=lambda pair: (-pair[0], pair[1]))
                return [documents[rank] for _, rank in scored[:count]]
    return []


def _queries(question: SearchQuery, vocabulary: Vocabulary) -> Iterator[Query]:
    """Yield queries from the strictest to the loosest."""
    words = question.words or question.typed
    telling = [word for word in words if word not in vocabulary.stop_words] or list(words)
    if not telling:
        return
    codes = [word for word in words if len(word) == 5 and word.isdigit()]
    if codes:
        yield And([Term(POSTCODE, code) for code in codes])
    key = "".join(words)
    texts = [Term(TEXT_WORDS, word) for word in telling]
    each = [
        Or([Term(WORDS, word, boost=2), Prefix(WORDS, word), Term(AREA, word)]) for word in telling
    ]
    yield Or(
        [
            Term(NAME, key, boost=6),
            Prefix(NAME, key, boost=3),
            And(each),
            And(texts) if len(texts) > 1 else texts[0],
        ]
    )
    near = [
        Or([FuzzyTerm(WORDS, word, maxdist=1 if len(word) < 8 else 2), Term(AREA, word)])
        if len(word) > 3
        else Or([Term(WORDS, word), Term(AREA, word)])
        for word in telling
    ]
    if len(key) > 3:
        yield Or([FuzzyTerm(NAME, key, maxdist=1 if len(key) < 8 else 2, boost=2), And(near)])
    yield Or(texts)


def _without(words: Sequence[str], phrases: Sequence[str]) -> list[str]:
    for phrase in phrases:
        parts = phrase.split()
        for rank in range(len(words) - len(parts) + 1):
            if list(words[rank : rank + len(parts)]) == parts:
                return [*words[:rank], *words[rank + len(parts) :]]
    return list(words)


def _without_opening(words: Sequence[str], phrases: Sequence[str]) -> list[str]:
    for phrase in phrases:
        parts = phrase.split()
        if len(words) > len(parts) and list(words[: len(parts)]) == parts:
            return _without_opening(words[len(parts) :], phrases)
    return list(words)
