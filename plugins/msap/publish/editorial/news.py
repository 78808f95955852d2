"""Actualités: the list by year, split when it is long, and a page for each piece of news."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from msap.domain.addresses import part_url
from msap.publish.editorial.prose import Prose, ShownDay, address, prose, shown_day
from msap.publish.files.feeds import FeedEntry, atom_feed
from msap.publish.page import File, Link, Output, Page
from msap.publish.pages.pagination import (
    ELEMENT_LIMIT,
    Parts,
    distinct_labels,
    parts_of,
    split_evenly,
)
from msap.publish.site import Site, Sources
from msap.publish.wording.dates import month_words
from msap.publish.wording.typography import typeset
from msap.source.editorial import Editorial, EditorialFile
from msap.source.editorial_kinds import NEWS, ArticleMatter

Article = EditorialFile[ArticleMatter]

_LINE_ELEMENTS = 8
"""Elements of one line of the list, with a year's heading when each year has one line only."""
_OTHER_ELEMENTS = 110
"""Elements of the page around the list, in round figures above the truth."""


class NewsLine(NamedTuple):
    """A piece of news in a list."""

    title: str
    url: str
    day: ShownDay
    summary: str


class NewsYear(NamedTuple):
    """The news of a year, the newest first."""

    year: str
    lines: tuple[NewsLine, ...]


class NewsListView(NamedTuple):
    """One page of the list; `parts` is None when there is only one, `feed` when there is none."""

    years: tuple[NewsYear, ...]
    parts: Parts | None
    feed: Link | None


class NewsView(NamedTuple):
    """A piece of news; `updated` is None when it never changed."""

    text: Prose
    day: ShownDay
    updated: ShownDay | None
    previous: Link | None
    following: Link | None


def section(sources: Sources, site: Site) -> Output:
    """Make the pages of the news, and their feed."""
    editorial = sources.editorial
    return Output(news_pages(editorial, site), news_feed(editorial, site))


def news_pages(editorial: Editorial, site: Site) -> list[Page]:
    """Make the list and the page of each piece of news."""
    articles = editorial.of(NEWS)
    pages = [_article_page(rank, editorial, site) for rank in range(len(articles))]
    return [*_list_pages(editorial), *pages]


def news_line(article: Article, editorial: Editorial) -> NewsLine:
    """Show a piece of news in a list."""
    matter = article.matter
    return NewsLine(
        typeset(matter.title),
        address(article, editorial),
        shown_day(matter.date),
        typeset(matter.summary),
    )


def news_feed(editorial: Editorial, site: Site) -> list[File]:
    """Make the Atom feed of the news; none while there is no news."""
    entries = [
        FeedEntry(
            typeset(a.matter.title),
            address(a, editorial),
            typeset(a.matter.summary),
            a.matter.date,
            a.matter.last_change,
        )
        for a in editorial.of(NEWS)
    ]
    return atom_feed(NEWS, entries, site)


def _list_pages(editorial: Editorial) -> list[Page]:
    articles = editorial.of(NEWS)
    budget = ELEMENT_LIMIT - _OTHER_ELEMENTS
    pieces = split_evenly(articles, lambda _article: _LINE_ELEMENTS, budget)
    labels = distinct_labels([_months(piece) for piece in pieces])
    sentence = f"Les actualités tiennent sur {len(pieces)} pages, de la plus récente à la première."
    feed = Link("Suivre les actualités par un flux Atom", NEWS.feed_url)
    return [
        Page(
            url=part_url(NEWS.url, number),
            template="actualites.html",
            title=NEWS.title if number == 1 else f"{NEWS.title}, {labels[number - 1]}",
            description="Les nouvelles du réseau, de la plus récente à la plus ancienne.",
            view=NewsListView(
                _years(piece, editorial),
                parts_of(NEWS.url, sentence, labels, number),
                feed if articles else None,
            ),
            crumbs=() if number == 1 else (Link(NEWS.title, NEWS.url),),
            modified=max((article.matter.last_change for article in piece), default=None),
        )
        for number, piece in enumerate(pieces, start=1)
    ]


def _article_page(rank: int, editorial: Editorial, site: Site) -> Page:
    articles = editorial.of(NEWS)
    article = articles[rank]
    matter = article.matter
    newer = articles[rank - 1] if rank else None
    older = articles[rank + 1] if rank + 1 < len(articles) else None
    return Page(
        url=address(article, editorial),
        template="actualite.html",
        title=typeset(matter.title),
        description=typeset(matter.summary),
        view=NewsView(
            prose(article, editorial, site),
            shown_day(matter.date),
            shown_day(matter.updated) if matter.updated else None,
            _link(older, editorial),
            _link(newer, editorial),
        ),
        crumbs=(Link(NEWS.title, NEWS.url),),
        modified=article.matter.last_change,
    )


def _link(article: Article | None, editorial: Editorial) -> Link | None:
    return Link(typeset(article.matter.title), address(article, editorial)) if article else None


def _years(articles: Sequence[Article], editorial: Editorial) -> tuple[NewsYear, ...]:
    by_year = groupby(articles, key=lambda article: article.matter.date.year)
    return tuple(
        NewsYear(str(year), tuple(news_line(article, editorial) for article in group))
        for year, group in by_year
    )


def _months(articles: Sequence[Article]) -> str:
    """Return the period of some news: « octobre à novembre 2026 »."""
    if not articles:
        return ""
    last, first = (month_words(a.matter.date.isoformat()[:7]) for a in (articles[0], articles[-1]))
    if first == last:
        return first
    if articles[0].matter.date.year == articles[-1].matter.date.year:
        first = first.split(" ", maxsplit=1)[0]
    return f"{first} à {last}"
