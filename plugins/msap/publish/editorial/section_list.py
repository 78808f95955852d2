"""The list of a section, in one page or several, as most kinds of editorial content show it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, NamedTuple, TypeVar

from msap.domain.addresses import part_url
from msap.publish.editorial.prose import ShownDay
from msap.publish.page import Link, Page
from msap.publish.pages.pagination import ELEMENT_LIMIT, Parts, parts_of, split_evenly
from msap.publish.wording.numbers import count_words
from msap.source.editorial_kinds import EditorialKind

_LINE_ELEMENTS, _OTHER_ELEMENTS = 7, 110
"""Elements of a line of the list, and of the rest of its page."""

Item = TypeVar("Item")


class SectionLine(NamedTuple):
    """One of a section, or a part of it, in a list; `day` and `details` are small print."""

    title: str
    url: str
    summary: str
    day: ShownDay | None = None
    details: str = ""


class SectionView(NamedTuple):
    """One page of the list; `feed` is None when there is none, `none` is said of an empty list."""

    section: str
    lines: tuple[SectionLine, ...]
    parts: Parts | None
    feed: Link | None
    none: str


class SectionPage(NamedTuple):
    """Which of the pages of a list one is: its address, its title, its links to the others."""

    url: str
    title: str
    parts: Parts | None
    crumbs: tuple[Link, ...]


def section_pages(
    kind: EditorialKind[Any],
    lines: Sequence[tuple[SectionLine, date]],
    *,
    description: str,
    none: str,
    feed: Link | None = None,
) -> list[Page]:
    """Make the pages of a list from its lines, each with the day of its last change."""
    return [
        Page(
            url=page.url,
            template="rubrique.html",
            title=page.title,
            description=description,
            view=SectionView(
                kind.title,
                tuple(line for line, _day in part),
                page.parts,
                feed if lines else None,
                none,
            ),
            crumbs=page.crumbs,
            modified=max((day for _line, day in part), default=None),
        )
        for page, part in numbered(kind, lines, lambda _line: _LINE_ELEMENTS, _OTHER_ELEMENTS)
    ]


def numbered(
    kind: EditorialKind[Any], items: Sequence[Item], weight: Callable[[Item], int], frame: int
) -> list[tuple[SectionPage, tuple[Item, ...]]]:
    """Cut a list into pages of about equal weight; `weight` and `frame` count elements."""
    cut = split_evenly(items, weight, ELEMENT_LIMIT - frame)
    labels = [str(number) for number in range(1, len(cut) + 1)]
    sentence = f"La liste est répartie en {count_words(len(cut), 'page', 'pages')}."
    return [
        (
            SectionPage(
                part_url(kind.url, number),
                kind.title + (f" – page {number} sur {len(cut)}" if number > 1 else ""),
                parts_of(kind.url, sentence, labels, number),
                () if number == 1 else (Link(kind.title, kind.url),),
            ),
            part,
        )
        for number, part in enumerate(cut, start=1)
    ]
