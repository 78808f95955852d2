"""The pages of MSAP that are planned: one each, and the list of all by department."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from markupsafe import Markup

from msap.domain.addresses import DIRECTORY, PROJECTS, departement_url, msap_url, part_url
from msap.domain.freshness import changed_on
from msap.publish.directory import Directory
from msap.publish.editorial.markdown import render_description
from msap.publish.page import Link, Page
from msap.publish.pages.departement import OtherLine, other_words
from msap.publish.pages.pagination import ELEMENT_LIMIT, Parts, parts_of, split_evenly
from msap.publish.pages.titles import place_title
from msap.publish.site import Site
from msap.publish.wording.contact_details import (
    DescriptionItem,
    Item,
    NearLink,
    RecordNote,
    StatusBadge,
    address_lines,
    contact_items,
    kind_words,
    locality,
    near_links,
    porteur_words,
    record_note,
)
from msap.publish.wording.dates import planned_words
from msap.publish.wording.numbers import count_words, number_words
from msap.publish.wording.services_and_partners import partner_items, service_items
from msap.publish.wording.typography import NBSP, typeset
from msap.source.entries import RecordEntry
from msap.source.msap import Status

_NEAREST_SHOWN = 3
_PAGE_ELEMENTS = 110
"""Elements of a page of the list apart from its departments, at most."""


class ProjectView(NamedTuple):
    """What is planned, when, who carries it, and where to go meanwhile."""

    kind: str
    name: str
    locality: str
    state: StatusBadge
    address: tuple[str, ...]
    organisation: tuple[DescriptionItem, ...]
    description: Markup
    partners: tuple[Item, ...]
    services: tuple[Item, ...]
    contacts: tuple[DescriptionItem, ...]
    nearest: tuple[NearLink, ...]
    note: RecordNote


class DepartementProjects(NamedTuple):
    """The projects of one department."""

    departement: Link
    projects: tuple[OtherLine, ...]


@dataclass(frozen=True, slots=True)
class ProjectsView:
    """One page of the list of projects."""

    count: str
    part: str
    parts: Parts | None
    departements: tuple[DepartementProjects, ...]


def project_pages(directory: Directory, site: Site) -> list[Page]:
    """Make the page of each project and the list of all, none when there is no project."""
    entries = [entry for h in directory.departement_records.values() for entry in h.projects]
    pages = [_project_page(entry, directory, site) for entry in entries]
    return [*_list_pages(directory, site), *pages] if entries else []


def opening_words(entry: RecordEntry) -> str:
    """Return when a project should open, if its record has a date."""
    opening = entry.msap.opening
    return f"En projet · ouverture prévue {planned_words(opening)}" if opening else "En projet"


def _project_page(entry: RecordEntry, directory: Directory, site: Site) -> Page:
    msap = entry.msap
    departement = directory.departement_of(entry)
    point = directory.locate(msap)
    place = locality(msap.address, departement.name)
    porteur = porteur_words(msap, directory)
    view = ProjectView(
        kind=kind_words(msap, site),
        name=typeset(msap.name),
        locality=place,
        state=StatusBadge("project", opening_words(entry)),
        address=address_lines(msap.address),
        organisation=(DescriptionItem("Projet porté par", porteur),) if porteur else (),
        description=render_description(msap.description) if msap.description else Markup(""),
        partners=partner_items(msap, directory),
        services=service_items(msap, directory),
        contacts=contact_items(msap.contact),
        nearest=near_links(directory.nearest(point, _NEAREST_SHOWN), directory, entry.departement)
        if point
        else (),
        note=record_note(entry, site),
    )
    return Page(
        url=msap_url(msap),
        template="project.html",
        title=place_title(entry),
        description=f"{view.name}, {place}{NBSP}: projet de {site.network.naming.one}.",
        view=view,
        crumbs=(
            Link("Projets", PROJECTS),
            Link(typeset(departement.name), departement_url(departement)),
        ),
        modified=changed_on(msap),
    )


def _list_pages(directory: Directory, site: Site) -> list[Page]:
    groups = [
        DepartementProjects(
            Link(typeset(departement.name), departement_url(departement)),
            tuple(
                OtherLine(typeset(e.msap.name), msap_url(e.msap), other_words(e.msap))
                for e in directory.departement_records[departement.code].projects
            ),
        )
        for departement in directory.departements.values()
        if directory.departement_records[departement.code].projects
    ]
    cut = split_evenly(groups, lambda g: 3 + 2 * len(g.projects), ELEMENT_LIMIT - _PAGE_ELEMENTS)
    labels = [f"{part[0].departement.text} à {part[-1].departement.text}" for part in cut]
    sentence = f"La liste est répartie en {number_words(len(cut))} pages, par département."
    entries = [e for e in directory.catalogue.entries if e.msap.status is Status.PROJECT]
    naming = site.network.naming
    count = f"{count_words(len(entries), naming.one, naming.many)} en projet."
    return [
        Page(
            url=part_url(PROJECTS, number),
            template="projets.html",
            title="Projets" + (f" – page {number} sur {len(cut)}" if len(cut) > 1 else ""),
            description=f"{count} Par département, avec la date prévue d’ouverture.",
            view=ProjectsView(
                count,
                f"Page {number} sur {len(cut)}{NBSP}: {labels[number - 1]}" if len(cut) > 1 else "",
                parts_of(PROJECTS, sentence, labels, number),
                part,
            ),
            crumbs=(Link("Annuaire", DIRECTORY),),
            modified=max(entry.msap.updated for entry in entries),
        )
        for number, part in enumerate(cut, start=1)
    ]
