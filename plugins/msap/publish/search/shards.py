"""Whoosh's postings in small text files by sorted term, so that a question fetches a few KB.

A key is a name from one of its words on, without spaces (`saintdenis`, `denis`), or a word of a
page. Lines of a shard are `label|start|references`: the key is the folded label from its word
`start` on, in full where `start` is 0. References are parted by commas and begin with a letter:

- `c` commune: number in base 36 on three digits, size on one;
- `f` former commune: the same of today's commune, then its name;
- `s` place: the same number, what stands after `lieux/`, `=` and its commune;
- `p` page: number in base 36, then `:` and how often its text has the word.

A line `word||p3:2` is a word of texts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from whoosh.reading import IndexReader

from msap.publish.search.documents import Document, Kind
from msap.publish.search.index import NAME, POSTCODE, TEXT_WORDS, name_key, postings

SHARD_BYTES = 5200
"""Text of a shard before compression; about 2 KB after."""
TOP_COUNT = 8
"""Names kept for the beginnings that more than two shards share."""
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_MOST_COUNTED = 9
_PARTING = str.maketrans("|=\n\r", "    ")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a shard with the key it is sorted by and what decides who is shown first."""

    key: str
    text: str
    weight: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Shards:
    """Shards in order, each with the first key of it; `texts` are ready to be written."""

    firsts: tuple[str, ...]
    texts: tuple[str, ...]


def base36(number: int, width: int = 1) -> str:
    """Write a number in base 36, with leading zeros up to `width`."""
    written = ""
    while number:
        number, digit = divmod(number, 36)
        written = _DIGITS[digit] + written
    return written.rjust(width, "0")


def key_lines(reader: IndexReader, documents: Sequence[Document]) -> list[Line]:
    """Give every line of the key shards, in the order of the keys."""
    lines = []
    for key, found in postings(reader, NAME):
        together: dict[tuple[str, int], list[Document]] = defaultdict(list)
        for posting in found:
            document = documents[posting.document]
            for start in document.starts:
                if name_key(document, start) == key and document.kind in _LETTERS:
                    together[document.label, start].append(document)
        for (label, start), group in together.items():
            group.sort(key=lambda document: (-document.weight, document.number))
            references = ",".join(map(_reference, group))
            text = f"{whole(label)}|{start or ''}|{references}"
            lines.append(Line(key, text, _weight(group[0], start)))
    for word, found in postings(reader, TEXT_WORDS):
        pages = [p for p in found if documents[p.document].kind is Kind.PAGE]
        if pages:
            references = ",".join(
                f"p{base36(documents[p.document].number)}:{min(p.count, _MOST_COUNTED)}"
                for p in pages
            )
            lines.append(Line(word, f"{word}||{references}", (9,)))
    return sorted(lines, key=lambda line: (line.key, line.weight, line.text))


def cut(lines: Sequence[Line]) -> Shards:
    """Cut lines into shards; lines of one key stay together.

    Of the places where a shard may end, the one with the shortest first key is taken.
    """
    firsts: list[str] = []
    texts: list[str] = []
    start = 0
    while start < len(lines):
        firsts.append(_first_key(lines, start))
        end = _end_of_shard(lines, start)
        texts.append("\n".join(line.text for line in lines[start:end]))
        start = end
    return Shards(tuple(firsts), tuple(texts))


def tops(lines: Sequence[Line], firsts: Sequence[str]) -> dict[str, dict[str, str]]:
    """Give the first names of each beginning that more than two shards share, by initial.

    A client asks for the shards from the last whose first key is not after the beginning to the
    last whose first key begins with it.
    """
    wide: dict[str, int] = defaultdict(int)
    for first in firsts:
        for length in range(1, len(first) + 1):
            wide[first[:length]] += 1
    kept = {beginning for beginning, count in wide.items() if count > 1}
    found: dict[str, list[Line]] = {beginning: [] for beginning in kept}
    longest = max(map(len, kept), default=0)
    for line in lines:
        for length in range(1, longest + 1):
            beginning = line.key[:length]
            if beginning not in kept or length > len(line.key):
                break
            found[beginning].append(line)
    by_initial: dict[str, dict[str, str]] = defaultdict(dict)
    for beginning in sorted(kept):
        best: dict[str, Line] = {}
        for line in sorted(
            found[beginning], key=lambda line: (line.key != beginning, line.weight, line.key)
        ):
            best.setdefault(line.text.split("|")[0], line)
            if len(best) == TOP_COUNT:
                break
        by_initial[beginning[0]][beginning] = "\n".join(line.text for line in best.values())
    return dict(by_initial)


def postcode_files(reader: IndexReader, documents: Sequence[Document]) -> dict[str, str]:
    """Give a file for each three first digits: lines `code|label|reference`, biggest first."""
    files: dict[str, list[str]] = defaultdict(list)
    for code, found in postings(reader, POSTCODE):
        communes = [
            documents[p.document] for p in found if documents[p.document].kind is Kind.COMMUNE
        ]
        communes.sort(key=lambda document: (-document.weight, document.label))
        files[code[:3]] += [f"{code}|{whole(c.label)}|{_reference(c)}" for c in communes]
    return {beginning: "\n".join(lines) for beginning, lines in files.items()}


def reversed_words(documents: Iterable[Document]) -> list[Line]:
    """Give the telling words of names, spelt backwards, so that an ending can be looked up."""
    words = {
        document.words[start]
        for document in documents
        for start in document.starts
        if document.kind in _LETTERS and len(document.words[start]) > 3
    }
    backwards = sorted(word[::-1] for word in words if not word.isdigit())
    return [Line(word, word, ()) for word in backwards]


def _first_key(lines: Sequence[Line], start: int) -> str:
    """Give the shortest text that parts the line from the one before it."""
    return _shortest_between(lines[start - 1].key, lines[start].key) if start else ""


def _end_of_shard(lines: Sequence[Line], start: int) -> int:
    """Give the rank after the last line, where the next first key is shortest."""
    size, best, length = 0, len(lines), 99
    for end in range(start + 1, len(lines)):
        size += len(lines[end - 1].text.encode()) + 1
        if size > SHARD_BYTES * 1.3 and length < 99:
            break
        if size > SHARD_BYTES * 0.7 and lines[end].key != lines[end - 1].key:
            first = _first_key(lines, end)
            if len(first) < length:
                best, length = end, len(first)
    return best


def _shortest_between(before: str, after: str) -> str:
    """Give the shortest beginning of `after` that is not a beginning of what stands before."""
    for length in range(1, len(after) + 1):
        if after[:length] > before[:length]:
            return after[:length]
    return after


_LETTERS = {Kind.COMMUNE, Kind.FORMER, Kind.PLACE, Kind.PAGE}


def _reference(document: Document) -> str:
    if document.kind is Kind.PAGE:
        return f"p{base36(document.number)}"
    number = f"{document.kind.value}{base36(document.number, 3)}"
    if document.kind is Kind.COMMUNE:
        return number + base36(document.weight)
    context = whole(document.context).replace(",", " ")
    if document.kind is Kind.FORMER:
        return number + base36(document.weight) + context
    place = quote(document.url.removeprefix("lieux/").rstrip("/"))
    return f"{number}{place}" + (f"={context}" if context not in document.label else "")


def whole(name: str) -> str:
    """Give a name without the signs that part a line, and a file, of the index."""
    return name.translate(_PARTING)


def _weight(document: Document, start: int) -> tuple[int, ...]:
    """Sort whole names first, then big communes, then the rest."""
    return (0 if start == 0 else 1, -document.weight)
