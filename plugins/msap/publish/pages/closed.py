"""The pages of places that are gone: closed for good, or known under a former address."""

from __future__ import annotations

from typing import NamedTuple

from msap.domain.addresses import departement_url, former_msap_url, msap_url, region_url
from msap.domain.freshness import changed_on
from msap.publish.directory import Directory
from msap.publish.page import Link, Page, RedirectView
from msap.publish.pages.titles import moved_title, place_title
from msap.publish.site import Site
from msap.publish.wording.contact_details import (
    NearLink,
    RecordNote,
    StatusBadge,
    address_lines,
    kind_words,
    locality,
    near_links,
    record_note,
    titled,
)
from msap.publish.wording.dates import date_words
from msap.publish.wording.typography import typeset
from msap.source.entries import RecordEntry

_NEAREST_SHOWN = 3


class ClosedView(NamedTuple):
    """Says first that the place is closed, then where to go."""

    kind: str
    name: str
    locality: str
    state: StatusBadge
    reason: str
    address: tuple[str, ...]
    replaced_by: Link | None
    nearest: tuple[NearLink, ...]
    note: RecordNote


def closed_pages(directory: Directory, site: Site) -> list[Page]:
    """Make the page of each closed place."""
    return [
        _closed_page(entry, directory, site)
        for departement_records in directory.departement_records.values()
        for entry in departement_records.closed
    ]


def moved_pages(directory: Directory) -> list[Page]:
    """Make a page at each former address, which leads to today's."""
    return [
        Page(
            url=former_msap_url(former),
            template="moved.html",
            title=moved_title(typeset(entry.msap.name)),
            description=f"La page de {typeset(entry.msap.name)} a changé d’adresse.",
            view=RedirectView(typeset(entry.msap.name), msap_url(entry.msap)),
            indexed=False,
        )
        for entry in directory.catalogue.entries
        for former in entry.msap.previous_ids
    ]


def _closed_page(entry: RecordEntry, directory: Directory, site: Site) -> Page:
    msap, closing = entry.msap, entry.msap.closing
    departement = directory.departement_of(entry)
    region = directory.catalogue.referentials.regions[departement.region]
    point = directory.locate(msap)
    day = f" depuis le {date_words(closing.date)}" if closing and closing.date else ""
    place = locality(msap.address, departement.name)
    name = typeset(msap.name)
    nearest = directory.nearest(point, _NEAREST_SHOWN) if point else []
    return Page(
        url=msap_url(msap),
        template="closed.html",
        title=place_title(entry),
        description=f"{name}, {place}, est fermée définitivement{day}.",
        view=ClosedView(
            kind=kind_words(msap, site),
            name=name,
            locality=place,
            state=StatusBadge("closed", f"Fermée définitivement{day}"),
            reason=typeset(closing.reason) if closing and closing.reason else "",
            address=address_lines(msap.address),
            replaced_by=_successor(entry, directory),
            nearest=near_links(nearest, directory, entry.departement),
            note=record_note(entry, site),
        ),
        crumbs=(
            Link(typeset(region.name), region_url(region)),
            Link(typeset(departement.name), departement_url(departement)),
        ),
        modified=changed_on(msap),
    )


def _successor(entry: RecordEntry, directory: Directory) -> Link | None:
    closing = entry.msap.closing
    if closing is None or closing.replaced_by is None:
        return None
    successor = directory.catalogue.by_id.get(closing.replaced_by)
    if successor is None:
        return None
    return Link(titled(successor.msap.name, successor.msap.address), msap_url(successor.msap))
