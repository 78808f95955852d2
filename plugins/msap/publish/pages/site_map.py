"""The page that lists the others: sections, explanations, dossiers with their parts, regions."""

from __future__ import annotations

from typing import NamedTuple

from msap.domain import addresses
from msap.domain.own_pages import ACCESSIBILITY, PRIVACY, SITE_MAP
from msap.publish.directory import Directory
from msap.publish.page import Link, Page
from msap.publish.pages.pagination import ELEMENT_LIMIT
from msap.publish.site import Site, Sources
from msap.publish.wording.typography import typeset
from msap.source.editorial import Editorial, EditorialFile
from msap.source.editorial_kinds import DOSSIERS, PAGES, DossierMatter, Matter

_OTHER_ELEMENTS = 120
"""Elements of the page but for its regions, texts and dossiers."""


class Branch(NamedTuple):
    """A page and those below it."""

    page: Link
    below: tuple[Link, ...]


class SiteMapView(NamedTuple):
    """The map of the site, a section a group."""

    directory: Branch
    pages: tuple[Link, ...]
    dossiers: tuple[Branch, ...]
    sections: tuple[Link, ...]
    information: tuple[Link, ...]


def pages(directory: Directory, sources: Sources, site: Site) -> list[Page]:
    """Make the map of the site."""
    return [site_map_page(directory, sources.editorial, site)]


def site_map_page(directory: Directory, editorial: Editorial, site: Site) -> Page:
    """Make the page; long lists (places, news, parts of many dossiers) stand for themselves."""
    regions = directory.catalogue.referentials.regions.values()
    used = {departement.region for departement in directory.departements.values()}
    pages, dossiers = editorial.of(PAGES), editorial.of(DOSSIERS)
    parts = sum(len(dossier.parts) for dossier in dossiers)
    has_room = (
        _OTHER_ELEMENTS + 2 * (len(used) + len(pages) + parts) + 4 * len(dossiers) <= ELEMENT_LIMIT
    )
    view = SiteMapView(
        directory=Branch(
            Link("Annuaire par région", addresses.DIRECTORY),
            tuple(
                Link(typeset(region.name), addresses.region_url(region))
                for region in regions
                if region.code in used
            ),
        ),
        pages=tuple(_link(page, editorial) for page in pages),
        dossiers=tuple(
            branch if has_room else branch._replace(below=())
            for branch in (_branch(dossier, editorial) for dossier in dossiers)
        ),
        sections=tuple(link for link in site.menu if link.url != addresses.DIRECTORY),
        information=(
            Link("Accessibilité", ACCESSIBILITY.url),
            *(link for link in site.footer if link.url != SITE_MAP.url),
            *([_KEPT] if site.keeps_pages else []),
        ),
    )
    return Page(
        url=SITE_MAP.url,
        template="plan_du_site.html",
        title=SITE_MAP.title,
        description="Toutes les rubriques et les pages de ce site, en une liste.",
        view=view,
    )


_KEPT = Link("Pages gardées sur cet appareil", f"{PRIVACY.url}#pages-gardees")


def _branch(dossier: EditorialFile[DossierMatter], editorial: Editorial) -> Branch:
    return Branch(
        _link(dossier, editorial), tuple(_link(part, editorial) for part in dossier.parts)
    )


def _link(document: EditorialFile[Matter], editorial: Editorial) -> Link:
    return Link(typeset(document.matter.title), editorial.addresses[document.inside])
