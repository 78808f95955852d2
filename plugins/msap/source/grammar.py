"""The Markdown of the site: one grammar for what pages show, what rules look at and what forges show.

Python-Markdown is older than CommonMark, by which the preview of a forge reads lists: they are written
again in its own way first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from markdown import Markdown
from markdown.preprocessors import Preprocessor

from msap.source.slugs import anchor

_ITEM = re.compile(r"( *)([*+-]|([0-9]{1,9})[.)])( +)(?=\S)")
_BREAK = re.compile(r" {0,3}(?:(?:\* *){3,}|(?:- *){3,}|(?:_ *){3,})$")
_FENCE = re.compile(r" {0,3}(?:`{3,}|~{3,})")
_TAB = 4
"""Spaces that Python-Markdown wants before what belongs to an item."""


class ListLine(NamedTuple):
    """A line as Python-Markdown reads it, how many lists it stands in, and its rank in the text."""

    text: str
    depth: int
    rank: int


def page_html(text: str) -> str:
    """Return the HTML of an editorial text; what looks like a tag is text."""
    return _converter("tables", "def_list", "sane_lists", "toc", "fenced_code").convert(text)


def description_html(text: str) -> str:
    """Return the HTML of the description of a record, which has no heading and no table."""
    return _converter("sane_lists").convert(text)


def list_lines(lines: Sequence[str]) -> Iterator[ListLine]:
    """Yield lines with lists as Python-Markdown wants them: parted from a paragraph, indented by four.

    As in CommonMark, an item interrupts a paragraph (a numbered one if it is the first), and what is
    indented as far as the words of an item belongs to it.
    """
    offsets: list[int] = []
    before = ""
    is_paragraph = is_fenced = False
    for rank, line in enumerate(lines):
        indent = len(line) - len(line.lstrip(" "))
        if _FENCE.match(line) and not offsets:
            is_fenced = not is_fenced
        if is_fenced or not line.strip():
            before, is_paragraph = line, False
            yield ListLine(line, len(offsets), rank)
            continue
        item = None if _BREAK.match(line) else _ITEM.match(line)
        is_lazy = bool(before.strip()) and not item
        while offsets and indent < offsets[-1] and not is_lazy:
            offsets.pop()
        own = indent - offsets[-1] if offsets and indent >= offsets[-1] else indent
        if item and own > 3 and not (offsets and own < offsets[-1] + _TAB):
            item = None
        if item and is_paragraph and item[3] not in {None, "1"}:
            item = None
        if item is None:
            yield ListLine(_indented(line, own, len(offsets) if indent else 0), len(offsets), rank)
            is_paragraph = is_paragraph or not (
                offsets or indent or line.startswith(("#", ">", "|"))
            )
        else:
            if is_paragraph or (before.startswith(">") and not offsets):
                yield ListLine("", len(offsets), rank)
            mark = f"{item[3]}." if item[3] else item[2]
            words = f"{mark} {line[item.end() :]}"
            yield ListLine(" " * (_TAB * len(offsets)) + words, len(offsets) + 1, rank)
            spaces = len(item[4]) if len(item[4]) <= _TAB else 1
            offsets.append(indent + len(item[2]) + spaces)
            is_paragraph = False
        before = line


def _indented(line: str, own: int, depth: int) -> str:
    return " " * (_TAB * depth + own) + line.lstrip(" ") if depth else line


class _ListLines(Preprocessor):
    def run(self, lines: list[str]) -> list[str]:
        """Write lists as Python-Markdown wants them."""
        return [line.text for line in list_lines(lines)]


def _converter(*extensions: str) -> Markdown:
    markdown = Markdown(
        extensions=list(extensions),
        extension_configs={"toc": {"slugify": lambda words, _separator: anchor(words)}}
        if "toc" in extensions
        else {},
        output_format="html",
    )
    markdown.preprocessors.deregister("html_block")
    for pattern in ("html", "autolink", "automail"):
        markdown.inlinePatterns.deregister(pattern)
    after_fences = 24
    markdown.preprocessors.register(_ListLines(markdown), "list_lines", after_fences)
    return markdown
