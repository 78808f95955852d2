"""The way down to a department: the directory by region, and a page a region."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from msap.domain.addresses import DIRECTORY, PROJECTS, departement_url, region_url
from msap.publish.directory import Directory
from msap.publish.page import Link, Page
from msap.publish.pages.departement import last_update
from msap.publish.site import Site
from msap.publish.wording.numbers import count_words, number_words
from msap.publish.wording.typography import typeset
from msap.source.msap import Status
from msap.source.referentials import Departement, Region


@dataclass(frozen=True, slots=True)
class DepartementLine:
    """A department in a list: its code and name, and how many places are open there."""

    name: str
    url: str
    code: str
    count: str


@dataclass(frozen=True, slots=True)
class RegionView:
    """A region with its departments."""

    name: str
    url: str
    title: str
    count: str
    departements: tuple[DepartementLine, ...]


@dataclass(frozen=True, slots=True)
class DirectoryView:
    """The directory: every region; `projects` is None when there are none."""

    count: str
    regions: tuple[RegionView, ...]
    projects: Link | None
    map: Link | None


def directory_pages(
    directory: Directory, site: Site, country_map: Link | None = None
) -> list[Page]:
    """Make the directory's page, with the way to the map if there is one, and the regions'."""
    regions = {}
    for region in directory.catalogue.referentials.regions.values():
        departements = [d for d in directory.departements.values() if d.region == region.code]
        if departements:
            regions[region.code] = _region(region, departements, directory, site)
    pages = [_directory_page(tuple(regions.values()), directory, site, country_map)]
    for code, view in regions.items():
        updates = [
            last_update(directory.departement_records[d.code])
            for d in directory.departements.values()
            if d.region == code
        ]
        pages.append(
            Page(
                url=view.url,
                template="region.html",
                title=view.title,
                description=f"{view.count} Choisissez votre département.",
                view=view,
                crumbs=(Link("Annuaire", DIRECTORY),),
                modified=max((day for day in updates if day), default=None),
            )
        )
    return pages


def departement_lines(
    departements: Sequence[Departement], directory: Directory
) -> tuple[DepartementLine, ...]:
    """Show departments with the number of places open in each."""
    return tuple(
        DepartementLine(
            typeset(d.name),
            departement_url(d),
            d.code,
            number_words(len(directory.departement_records[d.code].opened)),
        )
        for d in departements
    )


def projects_link(directory: Directory) -> Link | None:
    """Return the way to the projects, None when there are none."""
    count = sum(e.msap.status is Status.PROJECT for e in directory.catalogue.entries)
    return Link(f"{count_words(count, 'maison', 'maisons')} en projet", PROJECTS) if count else None


def _region(
    region: Region, departements: Sequence[Departement], directory: Directory, site: Site
) -> RegionView:
    naming = site.network.naming
    count = sum(len(directory.departement_records[d.code].opened) for d in departements)
    return RegionView(
        typeset(region.name),
        region_url(region),
        typeset(f"{naming.full} {region.within}"),
        f"{count_words(count, f'{naming.one} ouverte', f'{naming.many} ouvertes')}.",
        departement_lines(departements, directory),
    )


def _directory_page(
    regions: tuple[RegionView, ...], directory: Directory, site: Site, country_map: Link | None
) -> Page:
    naming = site.network.naming
    count = sum(e.msap.status is Status.OPEN for e in directory.catalogue.entries)
    words = f"{count_words(count, f'{naming.one} ouverte', f'{naming.many} ouvertes')}."
    return Page(
        url=DIRECTORY,
        template="annuaire.html",
        title=typeset(f"Annuaire des {naming.many}"),
        description=f"{words} Par région et par département.",
        view=DirectoryView(words, regions, projects_link(directory), country_map),
        modified=max((e.msap.updated for e in directory.catalogue.entries), default=None),
    )
