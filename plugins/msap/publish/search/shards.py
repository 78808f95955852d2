"""Names and the words of pages in small text files by sorted term, so that a question fetches a few KB.

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

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import accumulate, chain
from typing import NamedTuple
from urllib.parse import quote

from msap.domain.addresses import PLACES
from msap.publish.search.documents import DocumentKind, SearchDocument

SHARD_BYTES = 5200
"""Text of a shard before compression; about 2 KB after."""
_LEAST_BYTES, _MOST_BYTES = SHARD_BYTES * 7 // 10, SHARD_BYTES * 11 // 10
TOP_COUNT = 8
"""Names kept for the beginnings that more than two shards share."""
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_MOST_COUNTED = 9
_FROM_INSIDE, _OF_TEXTS = 100, 1000
"""What sorts names from a later word on after whole ones, and words of texts after all names."""
_AFTER_DIGITS = "{"
"""Sorts after all that keys are made of."""
_PARTING = re.compile(r"[|=\n\r]")


class ShardLine(NamedTuple):
    """A line of a shard with the key it is sorted by and what decides who is shown first."""

    key: str
    weight: int
    text: str


class Shards(NamedTuple):
    """Shards in order, each with the first key of it; `texts` are ready to be written."""

    firsts: tuple[str, ...]
    texts: tuple[str, ...]


def base36(number: int, width: int = 1) -> str:
    """Write a number in base 36, with leading zeros up to `width`."""
    written = _DIGITS[number % 36]
    while number := number // 36:
        written = _DIGITS[number % 36] + written
    return written.rjust(width, "0")


def key_lines(
    documents: Iterable[SearchDocument],
    references: Iterable[str],
    words: Iterable[tuple[str, list[tuple[int, int]]]],
) -> list[ShardLine]:
    """Return every line of the key shards, in order; `words` are those of pages, as `index` gives."""
    together: defaultdict[tuple[str, int], list[tuple[SearchDocument, str]]] = defaultdict(list)
    for document, reference in zip(documents, references, strict=True):
        if document.kind in _LETTERS:
            for start in document.starts:
                together[document.label, start].append((document, reference))
    lines = []
    for (label, start), group in together.items():
        if len(group) > 1:
            group.sort(key=lambda one: (-one[0].weight, one[0].number))
        first = group[0][0]
        references = ",".join([reference for _, reference in group])
        text = f"{whole(label)}|{start or ''}|{references}"
        lines.append(ShardLine(first.key(start), _weight(first, start), text))
    for word, found in words:
        references = ",".join(f"p{base36(page)}:{min(n, _MOST_COUNTED)}" for page, n in found)
        lines.append(ShardLine(word, _OF_TEXTS, f"{word}||{references}"))
    return sorted(lines)


def cut(lines: Sequence[ShardLine]) -> Shards:
    """Cut lines into shards; lines of one key stay together.

    Of the places where a shard may end, the one with the shortest first key is taken.
    """
    firsts: list[str] = []
    texts: list[str] = []
    sizes = list(accumulate((len(line.text.encode()) + 1 for line in lines), initial=0))
    start = 0
    while start < len(lines):
        firsts.append(_first_key(lines, start))
        end = _end_of_shard(lines, sizes, start)
        texts.append("\n".join(line.text for line in lines[start:end]))
        start = end
    return Shards(tuple(firsts), tuple(texts))


def top_hits(lines: Sequence[ShardLine], firsts: Sequence[str]) -> dict[str, dict[str, str]]:
    """Return the first names of each beginning that more than two shards share, by initial.

    A client asks for the shards from the last whose first key is not after the beginning to the
    last whose first key begins with it.
    """
    wide: dict[str, int] = defaultdict(int)
    for first in firsts:
        for length in range(1, len(first) + 1):
            wide[first[:length]] += 1
    keys = [line.key for line in lines]
    ordered = sorted(range(len(lines)), key=[(line.weight, line.key) for line in lines].__getitem__)
    places = [0] * len(lines)
    for place, rank in enumerate(ordered):
        places[rank] = place
    by_initial: dict[str, dict[str, str]] = defaultdict(dict)
    for beginning in sorted(beginning for beginning, count in wide.items() if count > 1):
        start, longer = bisect_left(keys, beginning), bisect_right(keys, beginning)
        end = bisect_left(keys, beginning + _AFTER_DIGITS)
        best: dict[str, str] = {}
        for rank in chain(range(start, longer), (ordered[p] for p in sorted(places[longer:end]))):
            text = lines[rank].text
            best.setdefault(text.split("|", maxsplit=1)[0], text)
            if len(best) == TOP_COUNT:
                break
        by_initial[beginning[0]][beginning] = "\n".join(best.values())
    return dict(by_initial)


def postcode_files(
    documents: Iterable[SearchDocument], references: Iterable[str]
) -> dict[str, str]:
    """Return a file for each three first digits: lines `code|label|reference`, biggest first."""
    by_code: defaultdict[str, list[tuple[int, str, str]]] = defaultdict(list)
    for document, reference in zip(documents, references, strict=True):
        if document.kind is DocumentKind.COMMUNE:
            for code in document.postcodes:
                by_code[code].append((-document.weight, document.label, reference))
    files: defaultdict[str, list[str]] = defaultdict(list)
    for code, communes in sorted(by_code.items()):
        files[code[:3]] += [f"{code}|{whole(name)}|{made}" for _, name, made in sorted(communes)]
    return {beginning: "\n".join(lines) for beginning, lines in files.items()}


def reversed_words(documents: Iterable[SearchDocument]) -> list[ShardLine]:
    """Return the telling words of names, spelt backwards, so that an ending can be looked up."""
    words = {
        document.words[start]
        for document in documents
        for start in document.starts
        if document.kind in _LETTERS and len(document.words[start]) > 3
    }
    backwards = sorted(word[::-1] for word in words if not word.isdigit())
    return [ShardLine(word, 0, word) for word in backwards]


def _first_key(lines: Sequence[ShardLine], start: int) -> str:
    """Return the shortest text that parts the line from the one before it."""
    return _shortest_between(lines[start - 1].key, lines[start].key) if start else ""


def _end_of_shard(lines: Sequence[ShardLine], sizes: Sequence[int], start: int) -> int:
    """Return the rank after the last line, where the next first key is shortest.

    `sizes` are the bytes of all lines before each rank.
    """
    best, length = len(lines), 99
    for end in range(bisect_left(sizes, sizes[start] + _LEAST_BYTES), len(lines)):
        if sizes[end] - sizes[start] > _MOST_BYTES and length < 99:
            break
        if lines[end].key != lines[end - 1].key:
            first = _first_key(lines, end)
            if len(first) < length:
                best, length = end, len(first)
    return best


def _shortest_between(before: str, after: str) -> str:
    """Return the shortest beginning of `after` that is not a beginning of what stands before."""
    for length in range(1, len(after) + 1):
        if after[:length] > before[:length]:
            return after[:length]
    return after


_LETTERS = {DocumentKind.COMMUNE, DocumentKind.FORMER, DocumentKind.PLACE, DocumentKind.PAGE}


def reference_to(document: SearchDocument) -> str:
    """Return what a line says of a document besides its name."""
    if document.kind is DocumentKind.PAGE:
        return f"p{base36(document.number)}"
    number = f"{document.kind.value}{base36(document.number, 3)}"
    if document.kind is DocumentKind.COMMUNE:
        return number + base36(document.weight)
    context = whole(document.context).replace(",", " ")
    if document.kind is DocumentKind.FORMER:
        return number + base36(document.weight) + context
    place = quote(document.url.removeprefix(PLACES).rstrip("/"))
    return f"{number}{place}" + (f"={context}" if context not in document.label else "")


def whole(name: str) -> str:
    """Return a name without the signs that part a line, and a file, of the index."""
    return _PARTING.sub(" ", name)


def _weight(document: SearchDocument, start: int) -> int:
    """Sort whole names first, then big communes, then the rest."""
    return (_FROM_INSIDE if start else 0) - document.weight
