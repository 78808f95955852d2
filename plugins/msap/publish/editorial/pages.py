"""The pages that explain the network, one for each file of `content/pages/`."""

from __future__ import annotations

from typing import NamedTuple

from msap.publish.editorial.prose import Prose, ShownDay, address, prose, shown_day
from msap.publish.page import Link, Output, Page
from msap.publish.site import Site, Sources
from msap.publish.wording.figures import FigureView, dated_figures
from msap.publish.wording.lists import sort_key
from msap.publish.wording.typography import typeset
from msap.source.editorial import Editorial, EditorialFile
from msap.source.editorial_kinds import PAGES, PageMatter


class PageView(NamedTuple):
    """A page: its text, the day it was last read again, and the other pages."""

    text: Prose
    updated: ShownDay
    figures: tuple[FigureView, ...]
    others: tuple[Link, ...]


def section(sources: Sources, site: Site) -> Output:
    """Make all that these pages are."""
    return Output(content_pages(sources.editorial, site))


def content_pages(editorial: Editorial, site: Site) -> list[Page]:
    """Make the pages of `content/pages/`."""
    links = page_links(editorial)
    return [_page(document, links, editorial, site) for document in editorial.of(PAGES)]


def page_links(editorial: Editorial) -> tuple[Link, ...]:
    """Return links to each page by its short title, in the order of a dictionary."""
    links = (
        Link(typeset(d.matter.menu_title or d.matter.title), address(d, editorial))
        for d in editorial.of(PAGES)
    )
    return tuple(sorted(links, key=lambda link: sort_key(link.text)))


def _page(
    document: EditorialFile[PageMatter], links: tuple[Link, ...], editorial: Editorial, site: Site
) -> Page:
    url = address(document, editorial)
    return Page(
        url=url,
        template="page.html",
        title=typeset(document.matter.title),
        description=typeset(document.matter.summary),
        view=PageView(
            prose(document, editorial, site),
            shown_day(document.matter.updated),
            dated_figures(site.network) if document.matter.figures else (),
            tuple(link for link in links if link.url != url),
        ),
        modified=document.matter.updated,
    )
