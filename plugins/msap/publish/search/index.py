"""The Whoosh index of the documents, made in memory at each build and never published."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from whoosh.analysis import SpaceSeparatedTokenizer
from whoosh.fields import KEYWORD, STORED, TEXT, Schema
from whoosh.filedb.filestore import RamStorage
from whoosh.index import Index

from msap.publish.search.documents import Document
from msap.publish.search.words import Vocabulary

_MEMORY_MB = 512
NAME, WORDS, AROUND, TEXT_WORDS, POSTCODE = "name", "words", "around", "text", "postcode"
"""A name from one of its words on, without spaces; words of names, of where, of texts; codes."""


class _OwnMemory(RamStorage):  # type: ignore[misc]
    """Keeps in memory the parts that Whoosh writes on the way.

    By default they go to a folder of one fixed name, which two builds at once would share.
    """

    def temp_storage(self, name: str | None = None) -> RamStorage:
        """Give a storage of its own for the parts."""
        del name
        return _OwnMemory()


@dataclass(frozen=True, slots=True)
class Posting:
    """A document's rank and how often it has the term."""

    document: int
    count: int


def index_documents(documents: Sequence[Document], vocabulary: Vocabulary) -> Index:
    """Index the documents; each is stored as its rank."""
    folded = SpaceSeparatedTokenizer()
    schema = Schema(
        rank=STORED,
        name=KEYWORD,
        words=TEXT(analyzer=folded, phrase=False),
        around=TEXT(analyzer=folded, phrase=False),
        text=TEXT(analyzer=folded, phrase=False),
        postcode=KEYWORD,
    )
    index = _OwnMemory().create_index(schema)
    writer = index.writer(limitmb=_MEMORY_MB)
    for rank, document in enumerate(documents):
        writer.add_document(rank=rank, **_fields(document, vocabulary))
    writer.commit()
    return index


def postings(index: Index, field: str) -> Iterator[tuple[str, list[Posting]]]:
    """Give the terms of a field in their order, each with the documents that have it."""
    with index.reader() as reader:
        for term in reader.lexicon(field):
            matcher = reader.postings(field, term)
            found = []
            while matcher.is_active():
                found.append(Posting(matcher.id(), int(matcher.weight())))
                matcher.next()
            yield term.decode(), found


def name_key(document: Document, start: int) -> str:
    """Give the name from one of its words on, without spaces: `denis` of Saint-Denis."""
    return "".join(document.words[start:])


def _fields(document: Document, vocabulary: Vocabulary) -> dict[str, str]:
    fields = {
        NAME: " ".join(name_key(document, start) for start in document.starts),
        WORDS: " ".join(document.words),
    }
    if document.around:
        fields[AROUND] = " ".join(vocabulary.fold(document.around))
    if document.postcodes:
        fields[POSTCODE] = " ".join(document.postcodes)
    if document.text:
        words = vocabulary.fold(document.text)
        fields[TEXT_WORDS] = " ".join(
            word for word in words if len(word) > 1 and word not in vocabulary.stop_words
        )
    return fields
