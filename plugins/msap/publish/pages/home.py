"""The home page, and the page for addresses that do not exist."""

from __future__ import annotations

from typing import NamedTuple

from msap.domain.addresses import DIRECTORY
from msap.domain.own_pages import SITE_MAP
from msap.publish.directory import Directory
from msap.publish.editorial.news import NewsLine, news_line
from msap.publish.editorial.pages import page_links
from msap.publish.page import Link, Page
from msap.publish.pages.directory import DepartementLine, departement_lines, projects_link
from msap.publish.site import Site, Sources
from msap.publish.wording.figures import FigureView, counted_figures
from msap.publish.wording.typography import typeset
from msap.source.editorial import Editorial
from msap.source.editorial_kinds import NEWS, SECTIONS

_NEWS_SHOWN = 3
_PAGES_SHOWN = 12
"""Pages that the first page leads to; with more, the list of all pages has the rest."""


class HomeView(NamedTuple):
    """The first page: what this is, the way to find a place, figures, news, sections."""

    title: str
    summary: str
    departements: tuple[DepartementLine, ...]
    directory: Link
    projects: Link | None
    figures: tuple[FigureView, ...]
    news: tuple[NewsLine, ...]
    all_news: Link
    sections: tuple[Link, ...]


class NotFoundView(NamedTuple):
    """Ways on from an address that does not exist."""

    links: tuple[Link, ...]
    report_url: str


def home_page(directory: Directory, sources: Sources, site: Site) -> Page:
    """Make the home page."""
    network = site.network
    editorial = sources.editorial
    news = editorial.of(NEWS)
    view = HomeView(
        title=f"Trouver une {network.naming.one}",
        summary=typeset(" ".join(network.naming.summary.split())),
        departements=departement_lines(tuple(directory.departements.values()), directory),
        directory=Link("Chercher par région", DIRECTORY),
        projects=projects_link(directory),
        figures=counted_figures(directory),
        news=tuple(news_line(article, editorial) for article in news[:_NEWS_SHOWN]),
        all_news=Link("Toutes les actualités", NEWS.url),
        sections=(*_some_pages(editorial), *_SECTIONS),
    )
    days = [entry.msap.updated for entry in sources.catalogue.entries]
    days += [article.matter.last_change for article in news]
    return Page(
        url="",
        template="home.html",
        title=network.site_title,
        description=view.summary,
        view=view,
        modified=max(days, default=None),
    )


def not_found_page(site: Site) -> Page:
    """Make the page servers show for an unknown address."""
    report = f"mailto:{site.network.report_email}?subject=Page%20introuvable"
    return Page(
        url="404.html",
        template="not_found.html",
        title="Page introuvable",
        description="Cette page n’existe pas ou a changé d’adresse.",
        view=NotFoundView(
            (
                Link("Trouver une maison dans l’annuaire", DIRECTORY),
                Link("Revenir à l’accueil", ""),
            ),
            report,
        ),
        indexed=False,
    )


def _some_pages(editorial: Editorial) -> tuple[Link, ...]:
    links = page_links(editorial)
    if len(links) <= _PAGES_SHOWN:
        return links
    return (*links[:_PAGES_SHOWN], Link("Toutes les pages", SITE_MAP.url))


_SECTIONS = tuple(Link(kind.title, kind.url) for kind in SECTIONS if kind is not NEWS)
"""News have a place of their own on the first page."""
