"""The home page, and the page for addresses that do not exist."""

from __future__ import annotations

from dataclasses import dataclass

from msap.publish.addresses import DIRECTORY, DOSSIERS, INFOGRAPHICS, NEWS, PUBLICATIONS
from msap.publish.directory import Directory
from msap.publish.directory_pages import DepartementLine, departement_lines, projects_link
from msap.publish.french import date_words, typeset
from msap.publish.page import Link, Page
from msap.publish.site import Site, Sources
from msap.source.editorial import ArticleMatter, Document

_NEWS_SHOWN = 3


@dataclass(frozen=True, slots=True)
class FigureView:
    """A key figure, never without its date."""

    value: str
    label: str
    origin: str


@dataclass(frozen=True, slots=True)
class NewsLine:
    """A piece of news in a list; `day` is for machines, `date` for people."""

    title: str
    url: str
    day: str
    date: str
    summary: str


@dataclass(frozen=True, slots=True)
class HomeView:
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


@dataclass(frozen=True, slots=True)
class NotFoundView:
    """Ways on from an address that does not exist."""

    links: tuple[Link, ...]
    report_url: str


def home_page(directory: Directory, sources: Sources, site: Site) -> Page:
    """Make the home page."""
    network = site.network
    view = HomeView(
        title=f"Trouver une {network.naming.one}",
        summary=typeset(" ".join(network.naming.summary.split())),
        departements=departement_lines(tuple(directory.departements.values()), directory),
        directory=Link("Chercher par région", DIRECTORY),
        projects=projects_link(directory),
        figures=tuple(
            FigureView(typeset(f.value), typeset(f.label), f"{typeset(f.date)} · {f.source}")
            for f in network.figures
        ),
        news=tuple(_news_line(a) for a in sources.editorial.articles[:_NEWS_SHOWN]),
        all_news=Link("Toutes les actualités", NEWS),
        sections=_SECTIONS,
    )
    articles = sources.editorial.articles
    days = [entry.msap.updated for entry in sources.catalogue.entries]
    days += [article.matter.updated or article.matter.date for article in articles]
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


def _news_line(article: Document[ArticleMatter]) -> NewsLine:
    matter = article.matter
    return NewsLine(
        typeset(matter.title),
        f"{NEWS}{article.slug}/",
        matter.date.isoformat(),
        date_words(matter.date),
        typeset(matter.summary),
    )


_SECTIONS = (
    Link("Dossiers", DOSSIERS),
    Link("Publications", PUBLICATIONS),
    Link("Infographies et cartes", INFOGRAPHICS),
)
