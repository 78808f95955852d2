"""The Whoosh indexes of the documents, made in memory and never published.

The one that answers `msap search` has every document and field; the one browsers' files are written
from has the texts of pages. Names need no engine there: a sorted table of them is what is published.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from whoosh.analysis import SpaceSeparatedTokenizer
from whoosh.codec.memory import MemoryCodec
from whoosh.fields import KEYWORD, STORED, TEXT, Schema
from whoosh.filedb.filestore import RamStorage
from whoosh.index import Index

from msap.publish.search.documents import SearchDocument
from msap.publish.search.words import Vocabulary

_MEMORY_MB = 512
NAME, WORDS, AREA, TEXT_WORDS, POSTCODE = "name", "words", "area", "text", "postcode"
"""A name from one of its words on, without spaces; words of names, of where, of texts; codes."""


class _OwnMemory(RamStorage):  # type: ignore[misc]
    """Keeps in memory the parts that Whoosh writes on the way.

    By default they go to a folder of one fixed name, which two builds at once would share.
    """

    def temp_storage(self, name: str | None = None) -> RamStorage:
        """Return a storage of its own for the parts."""
        del name
        return _OwnMemory()


def index_documents(documents: Sequence[SearchDocument], vocabulary: Vocabulary) -> Index:
    """Index the documents; each is stored as its rank."""
    folded = SpaceSeparatedTokenizer()
    schema = Schema(
        rank=STORED,
        name=KEYWORD,
        words=TEXT(analyzer=folded, phrase=False),
        area=TEXT(analyzer=folded, phrase=False),
        text=TEXT(analyzer=folded, phrase=False),
        postcode=KEYWORD,
    )
    index = _OwnMemory().create_index(schema)
    writer = index.writer(limitmb=_MEMORY_MB)
    for rank, document in enumerate(documents):
        writer.add_document(rank=rank, **_fields(document, vocabulary))
    writer.commit()
    return index


def words_of_pages(
    pages: Iterable[SearchDocument], vocabulary: Vocabulary
) -> Iterator[tuple[str, list[tuple[int, int]]]]:
    """Yield the words of the texts of pages, sorted: numbers of pages, and how often each has it.

    What Whoosh makes refers to itself, and to this frame: it holds the pages as long as the process.
    """
    codec = MemoryCodec()
    schema = Schema(text=KEYWORD)
    writer = codec.writer(schema)
    numbers = []
    for page in pages:
        writer.add_document(text=_text(page, vocabulary))
        numbers.append(page.number)
    writer.commit()
    reader = codec.reader(schema)
    for term in reader.lexicon(TEXT_WORDS):
        matcher = reader.postings(TEXT_WORDS, term)
        found = []
        while matcher.is_active():
            found.append((numbers[matcher.id()], int(matcher.weight())))
            matcher.next()
        yield term.decode(), found


def _fields(document: SearchDocument, vocabulary: Vocabulary) -> dict[str, str]:
    fields = {NAME: _names(document), WORDS: " ".join(document.words)}
    if document.area:
        fields[AREA] = " ".join(vocabulary.fold(document.area))
    if document.postcodes:
        fields[POSTCODE] = " ".join(document.postcodes)
    if document.text:
        fields[TEXT_WORDS] = _text(document, vocabulary)
    return fields


def _names(document: SearchDocument) -> str:
    return " ".join(map(document.key, document.starts))


def _text(document: SearchDocument, vocabulary: Vocabulary) -> str:
    words = vocabulary.fold(document.text)
    return " ".join(word for word in words if len(word) > 1 and word not in vocabulary.stop_words)
