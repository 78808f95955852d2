"""What the rules look at in Markdown: headings, links, images and tags, each with its position.

Python-Markdown renders the text and gives no positions; this reads the same text beside it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate
from typing import NamedTuple

from markdown.extensions.toc import unique

from msap.source.grammar import list_lines
from msap.source.problems import Position
from msap.source.slugs import anchor

_CODE = re.compile(r"(?<!`)(`+)(?!`)(?:(?!\n[ \t]*\n).)+?(?<!`)\1(?!`)", re.DOTALL)
_HEADING = re.compile(r"^(#{1,6})([^\n]*)$", re.MULTILINE)
_UNDERLINED = re.compile(r"^(?=\S)([^\n]+)\n(=+|-+)[ ]*$", re.MULTILINE)
NESTING_LIMIT = 8
"""Lists in lists, or brackets in brackets; nobody reads deeper."""
_LIST_MARK = re.compile(r"[*+-]|[0-9]+[.)]|>")
_LIST_MARKS = re.compile(r"[ ]*(?:(?:[*+-]|[0-9]+[.)])[ \t]+|>[ \t]*)+")
_BRACKET = re.compile(r"(?<!\\)[\[\]]|\n[ \t]*\n")
_OPENING = re.compile(r"!?\[")
_TEXT = r"\[([^\[\]]*(?:\[[^\[\]]*\][^\[\]]*)*)\]"
_INLINE = re.compile(rf"!?{_TEXT}\(([^()\n]*(?:\([^()\n]*\)[^()\n]*)*)\)")
_BY_NAME = re.compile(r"!?\[([^\[\]]*)\](?: ?\[([^\[\]]*)\])?")
_DEFINITION = re.compile(r"^ {0,3}\[(?!\^)([^\[\]\n]+)\]:[ \t]*(\S+)", re.MULTILINE)
_TITLE = re.compile(r"""\s+(?:"[^"]*"|'[^']*')\s*$""")
_FOOTNOTE = re.compile(r"(?<!\\)\[\^[^\]\s]+\]")
_ELSEWHERE = re.compile(
    r"(?P<task>^[ ]*(?:[*+-]|[0-9]+[.)]) +\[[ xX]\](?= ))|(?P<struck>~~(?=\S)[^~\n]*\S~~)"
    r"|(?P<bare>(?<![\w(<\[\"'/])(?<!\]: )https?://[^\s<>)\]]*[^\s<>)\].,;:!?])",
    re.MULTILINE,
)
"""What forges show in a way of their own: boxes to tick, words struck out, addresses made links."""
_BETWEEN_PARAGRAPHS = re.compile(r"\n[ \t]*\n")
_TAG = re.compile(r"<(?=[A-Za-z/!?])[^<>\n]*>?")


class Heading(NamedTuple):
    """A heading: its level from 1 to 6, its words without marks, its anchor in the page."""

    level: int
    text: str
    anchor: str
    position: Position


class Reference(NamedTuple):
    """A link or an image: where it leads, as written, and the words that stand for it."""

    target: str
    text: str
    is_image: bool
    position: Position


class Tag(NamedTuple):
    """What looks like raw HTML."""

    text: str
    position: Position


class Sign(NamedTuple):
    """Something that a forge shows otherwise than the site: `footnote`, `task`, `struck`, `bare`."""

    kind: str
    text: str
    position: Position


class Body(NamedTuple):
    """A Markdown text, read."""

    headings: tuple[Heading, ...]
    references: tuple[Reference, ...]
    tags: tuple[Tag, ...]
    nested: tuple[Position, ...]
    """Where lists, quotations or brackets stand in one another beyond NESTING_LIMIT."""
    signs: tuple[Sign, ...] = ()
    hidden_captions: tuple[Position, ...] = ()
    """Images with a title that are not a paragraph of their own, where a caption has no room."""


def read_markdown(text: str, first_line: int = 1) -> Body:
    """Read a Markdown text whose first line is the line `first_line` of its file."""
    plain = _CODE.sub(lambda match: re.sub(r"[^\n]", " ", match.group()), text)

    starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def position(offset: int) -> Position:
        line = bisect_right(starts, offset)
        return Position(first_line + line - 1, offset - starts[line - 1] + 1)

    found = [
        (match.start(), len(match[1]), text[slice(*match.span(2))].rstrip("#"))
        for match in _HEADING.finditer(plain)
    ]
    found += [
        (match.start(), 1 if match[2][0] == "=" else 2, text[slice(*match.span(1))])
        for match in _UNDERLINED.finditer(plain)
        if "|" not in match[1]
    ]
    taken: set[str] = set()
    headings = []
    for offset, level, raw in sorted(found):
        words = _without_marks(raw)
        headings.append(Heading(level, words, unique(anchor(words), taken), position(offset)))
    references = tuple(
        Reference(target, words, is_image, position(offset))
        for offset, target, words, is_image in sorted(set(_references(plain)))
    )
    tags = tuple(Tag(match.group(), position(match.start())) for match in _TAG.finditer(plain))
    nested = tuple(position(offset) for offset in _too_nested(plain))
    signs = tuple(
        Sign(kind, found, position(offset)) for offset, kind, found in sorted(_signs(plain))
    )
    hidden = tuple(position(offset) for offset in _hidden_captions(plain))
    return Body(tuple(headings), references, tags, nested, signs, hidden)


def _signs(plain: str) -> Iterator[tuple[int, str, str]]:
    for match in _FOOTNOTE.finditer(plain):
        yield match.start(), "footnote", match.group()
    for match in _ELSEWHERE.finditer(plain):
        yield match.start(), match.lastgroup or "", match.group().strip()


def _too_nested(plain: str) -> Iterator[int]:
    """Yield where Python-Markdown would take time that grows as the square, or run out of stack."""
    lines = plain.split("\n")
    starts = [0, *accumulate(len(line) + 1 for line in lines)]
    for line in list_lines(lines):
        match = _LIST_MARKS.match(lines[line.rank])
        marks = len(_LIST_MARK.findall(match.group())) if match else 0
        if max(1, line.depth) + marks - 1 > NESTING_LIMIT:
            yield starts[line.rank]
    depth = 0
    for match in _BRACKET.finditer(plain):
        step = {"[": 1, "]": -1}.get(match.group())
        depth = max(0, depth + step) if step else 0
        if depth > NESTING_LIMIT:
            yield match.start()
            depth = 0


def _hidden_captions(plain: str) -> Iterator[int]:
    start = 0
    for end in (*_BETWEEN_PARAGRAPHS.finditer(plain), None):
        paragraph = plain[start : end.start() if end else None]
        alone = paragraph.strip("> \n")
        for opening in _OPENING.finditer(paragraph):
            image = _INLINE.match(paragraph, opening.start())
            is_titled = image and image[0].startswith("!") and _TITLE.search(image[2])
            if image and is_titled and image[0] != alone:
                yield start + image.start()
        start = end.end() if end else start


def _references(plain: str) -> Iterator[tuple[int, str, str, bool]]:
    """Yield the links and images: offset, target, words, and whether it is an image."""
    definitions = {match[1].lower(): match[2].strip("<>") for match in _DEFINITION.finditer(plain)}
    for match in _DEFINITION.finditer(plain):
        yield match.start(2), match[2].strip("<>"), match[1], False
    for opening in _OPENING.finditer(plain):
        is_image = opening.group().startswith("!")
        if inline := _INLINE.match(plain, opening.start()):
            target = _TITLE.sub("", inline[2]).strip().strip("<>")
            yield inline.start(2), target, inline[1].strip(), is_image
        elif is_image and (named := _BY_NAME.match(plain, opening.start())):
            name = (named[2] or named[1]).lower()
            if name in definitions:
                yield named.start(), definitions[name], named[1].strip(), True


def _without_marks(heading: str) -> str:
    """Keep the words of a heading: no link target, no emphasis, no code mark."""
    words = re.sub(rf"!?{_TEXT}\([^()]*\)", r"\1", heading)
    return re.sub(r"[*`]|(?<!\w)_|_(?!\w)", "", words).strip()
