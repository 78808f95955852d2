"""The page that lists the others: sections, explanations, dossiers with their parts, regions."""

from __future__ import annotations

from typing import NamedTuple

from msap.domain import addresses
from msap.publish.directory import Directory
from msap.publish.page import Link, Page
from msap.publish.pages.pagination import ELEMENT_LIMIT
from msap.publish.site import Site
from msap.publish.wording.french import typeset
from msap.source.editorial import Dossier, Editorial

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


def site_map_page(directory: Directory, editorial: Editorial, site: Site) -> Page:
    """Make the page; long lists (places, news, parts of many dossiers) stand for themselves."""
    regions = directory.catalogue.referentials.regions.values()
    used = {departement.region for departement in directory.departements.values()}
    parts = sum(len(dossier.parts) for dossier in editorial.dossiers)
    has_room = (
        _OTHER_ELEMENTS
        + 2 * (len(used) + len(editorial.pages) + parts)
        + 4 * len(editorial.dossiers)
        <= ELEMENT_LIMIT
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
        pages=tuple(Link(typeset(page.matter.title), f"{page.slug}/") for page in editorial.pages),
        dossiers=tuple(
            branch if has_room else branch._replace(below=())
            for branch in map(_branch, editorial.dossiers)
        ),
        sections=tuple(link for link in site.menu if link.url != addresses.DIRECTORY),
        information=(
            Link("Accessibilité", addresses.ACCESSIBILITY),
            *(link for link in site.footer if link.url != addresses.SITE_MAP),
            *([_KEPT] if site.keeps_pages else []),
        ),
    )
    return Page(
        url=addresses.SITE_MAP,
        template="plan_du_site.html",
        title="Plan du site",
        description="Toutes les rubriques et les pages de ce site, en une liste.",
        view=view,
    )


_KEPT = Link("Pages gardées sur cet appareil", f"{addresses.PRIVACY}#pages-gardees")


def _branch(dossier: Dossier) -> Branch:
    url = f"{addresses.DOSSIERS}{dossier.opening.slug}/"
    return Branch(
        Link(typeset(dossier.opening.matter.title), url),
        tuple(Link(typeset(part.matter.title), f"{url}{part.slug}/") for part in dossier.parts),
    )
