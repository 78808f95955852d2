"""What the rules look at in Markdown: headings, links, images and tags, each with its position.

Python-Markdown renders the text and gives no positions; this reads the same text beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from markdown.extensions.toc import unique

from msap.source.problems import Position
from msap.source.slugs import anchor

_CODE = re.compile(r"(?<!`)(`+)(?!`)(?:(?!\n[ \t]*\n).)+?(?<!`)\1(?!`)", re.DOTALL)
_HEADING = re.compile(r"^(#{1,6})(.*?)#*$", re.MULTILINE)
_UNDERLINED = re.compile(r"^(?=\S)([^\n]+)\n(=+|-+)[ ]*$", re.MULTILINE)
_OPENING = re.compile(r"!?\[")
_TEXT = r"\[([^\[\]]*(?:\[[^\[\]]*\][^\[\]]*)*)\]"
_INLINE = re.compile(rf"!?{_TEXT}\(([^()\n]*(?:\([^()\n]*\)[^()\n]*)*)\)")
_BY_NAME = re.compile(r"!?\[([^\[\]]*)\](?: ?\[([^\[\]]*)\])?")
_DEFINITION = re.compile(r"^ {0,3}\[([^\[\]\n]+)\]:[ \t]*(\S+)", re.MULTILINE)
_TITLE = re.compile(r"""\s+(?:"[^"]*"|'[^']*')\s*$""")
_TAG = re.compile(r"<(?=[A-Za-z/!?])[^<>\n]*>?")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: its level from 1 to 6, its words without marks, its anchor in the page."""

    level: int
    text: str
    anchor: str
    position: Position


@dataclass(frozen=True, slots=True)
class Reference:
    """A link or an image: where it leads, as written, and the words that stand for it."""

    target: str
    text: str
    is_image: bool
    position: Position


@dataclass(frozen=True, slots=True)
class Tag:
    """What looks like raw HTML."""

    text: str
    position: Position


@dataclass(frozen=True, slots=True)
class Body:
    """A Markdown text, read."""

    headings: tuple[Heading, ...]
    references: tuple[Reference, ...]
    tags: tuple[Tag, ...]


def read_markdown(text: str, first_line: int = 1) -> Body:
    """Read a Markdown text whose first line is the line `first_line` of its file."""
    plain = _CODE.sub(lambda match: re.sub(r"[^\n]", " ", match.group()), text)

    def position(offset: int) -> Position:
        line = text.count("\n", 0, offset)
        return Position(first_line + line, offset - text.rfind("\n", 0, offset))

    found = [
        (match.start(), len(match[1]), text[slice(*match.span(2))])
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
    return Body(tuple(headings), references, tags)


def _references(plain: str) -> Iterator[tuple[int, str, str, bool]]:
    """Give the links and images: offset, target, words, and whether it is an image."""
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
