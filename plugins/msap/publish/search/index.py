"""The Whoosh indexes of the documents, made in memory and never published.

The one that answers `msap search` has every field; the one browsers' files are written from has
only what they hold, which takes a fifth of the time.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from whoosh.analysis import SpaceSeparatedTokenizer
from whoosh.codec.memory import MemoryCodec
from whoosh.fields import KEYWORD, STORED, TEXT, Schema
from whoosh.filedb.filestore import RamStorage
from whoosh.index import Index
from whoosh.reading import IndexReader

from msap.publish.search.documents import Document, Kind
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


def index_for_browsers(documents: Sequence[Document], vocabulary: Vocabulary) -> IndexReader:
    """Index what the files of `shards` hold: names, postal codes of communes, texts of pages."""
    codec = MemoryCodec()
    schema = Schema(name=KEYWORD, text=KEYWORD, postcode=KEYWORD)
    writer = codec.writer(schema)
    for document in documents:
        fields = {NAME: _names(document)}
        if document.kind is Kind.COMMUNE:
            fields[POSTCODE] = " ".join(document.postcodes)
        elif document.kind is Kind.PAGE:
            fields[TEXT_WORDS] = _text(document, vocabulary)
        writer.add_document(**fields)
    writer.commit()
    return codec.reader(schema)


def postings(reader: IndexReader, field: str) -> Iterator[tuple[str, list[Posting]]]:
    """Give the terms of a field in their order, each with the documents that have it."""
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
    fields = {NAME: _names(document), WORDS: " ".join(document.words)}
    if document.around:
        fields[AROUND] = " ".join(vocabulary.fold(document.around))
    if document.postcodes:
        fields[POSTCODE] = " ".join(document.postcodes)
    if document.text:
        fields[TEXT_WORDS] = _text(document, vocabulary)
    return fields


def _names(document: Document) -> str:
    return " ".join(name_key(document, start) for start in document.starts)


def _text(document: Document, vocabulary: Vocabulary) -> str:
    words = vocabulary.fold(document.text)
    return " ".join(word for word in words if len(word) > 1 and word not in vocabulary.stop_words)
