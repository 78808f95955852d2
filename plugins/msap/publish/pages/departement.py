"""The page of a department: its places, its projects, its closed places, its prefecture."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from msap.domain.addresses import (
    DIRECTORY,
    communes_url,
    departement_url,
    filter_url,
    msap_url,
    part_url,
    region_url,
)
from msap.publish.directory import DepartementRecords, Directory
from msap.publish.locations import Location
from msap.publish.maps.view import MapView
from msap.publish.page import Link, Page
from msap.publish.pages.pagination import (
    ELEMENT_LIMIT,
    Parts,
    distinct_labels,
    parts_of,
    split_evenly,
)
from msap.publish.site import Site
from msap.publish.wording.contact_details import (
    DescriptionItem,
    contact_items,
    partner_names,
    phone_url,
    phone_words,
)
from msap.publish.wording.dates import date_words, planned_words
from msap.publish.wording.hours import missing_words, week_words
from msap.publish.wording.numbers import count_words, number_words
from msap.publish.wording.opening import ScriptHours, script_hours
from msap.publish.wording.services_and_partners import promise_words
from msap.publish.wording.typography import NBSP, typeset
from msap.source.entries import RecordEntry
from msap.source.msap import Msap, Status
from msap.source.referentials import Departement

_PAGE_ELEMENTS = 127
"""Elements of a page of a department apart from its places, at most."""
_LOCATION_ELEMENTS = 7
_OTHER_ELEMENTS = 3


class LocationLine(NamedTuple):
    """A place or stop in a list, with its usual hours, or what is shown when they are unknown."""

    name: str
    url: str
    place: str
    hours: str
    missing: str
    data: ScriptHours
    phone: str
    phone_url: str
    partners: str


class OtherLine(NamedTuple):
    """A project or a closed place in a list."""

    name: str
    url: str
    words: str


@dataclass(frozen=True, slots=True)
class DepartementView:
    """One page of a department; `parts` is None when everything stands on one page."""

    name: str
    code: str
    count: str
    part: str
    parts: Parts | None
    communes_url: str
    communes_words: str
    filter_url: str
    """The page of results for the whole department, empty where there is nothing to filter."""
    promise: str
    """What the network offers in each of its places, empty when it says nothing of it."""
    places: tuple[LocationLine, ...]
    projects: tuple[OtherLine, ...]
    closed: tuple[OtherLine, ...]
    prefecture: str
    prefecture_contacts: tuple[DescriptionItem, ...]
    region: Link
    map: MapView | None = None


def place_count(
    departement_records: DepartementRecords, departement: Departement, site: Site
) -> str:
    """Return how many places there are: « 12 maisons de services au public dans la Creuse »."""
    naming = site.network.naming
    count = len(departement_records.opened)
    within = typeset(departement.within)
    if not count:
        stops = (
            " Des arrêts de maisons voisines y passent." if departement_records.locations else ""
        )
        return f"Aucune {naming.one} n’est encore ouverte {within}.{stops}"
    return f"{count_words(count, naming.one, naming.many)} {within}."


def departement_pages(
    departement: Departement, directory: Directory, site: Site, shown_on: MapView | None = None
) -> list[Page]:
    """Make the pages of a department, several where one would be too long."""
    departement_records = directory.departement_records[departement.code]
    lines: list[Location | RecordEntry] = [
        *departement_records.locations,
        *departement_records.projects,
        *departement_records.closed,
    ]
    cut = split_evenly(lines, _elements, ELEMENT_LIMIT - _PAGE_ELEMENTS)
    url = departement_url(departement)
    labels = distinct_labels(
        [f"{_commune(part[0])} à {_commune(part[-1])}" if part else "" for part in cut]
    )
    sentence = f"La liste est répartie en {number_words(len(cut))} pages, par commune."
    region = directory.catalogue.referentials.regions[departement.region]
    name = typeset(departement.name)
    pages = []
    for number, part in enumerate(cut, start=1):
        locations = tuple(line for line in part if isinstance(line, Location))
        entries = [line for line in part if isinstance(line, RecordEntry)]
        shown = f" – page {number} sur {len(cut)}" if len(cut) > 1 else ""
        view = DepartementView(
            name=name,
            code=departement.code,
            count=place_count(departement_records, departement, site),
            part=f"Page {number} sur {len(cut)}{NBSP}: {labels[number - 1]}" if shown else "",
            parts=parts_of(url, sentence, labels, number),
            communes_url=communes_url(departement),
            communes_words=typeset(f"Toutes les communes {departement.genitive}"),
            filter_url=filter_url(departement) if len(departement_records.locations) > 1 else "",
            promise=promise_words(directory) if departement_records.locations else "",
            places=tuple(_location_line(location, directory, site) for location in locations),
            projects=_others(entries, Status.PROJECT),
            closed=_others(entries, Status.CLOSED),
            prefecture=typeset(f"{departement.prefecture.name}, {departement.prefecture.city}"),
            prefecture_contacts=contact_items(departement.prefecture),
            region=Link(typeset(region.name), region_url(region)),
            map=shown_on,
        )
        pages.append(
            Page(
                url=part_url(url, number),
                template="departement.html",
                title=f"{site.network.naming.full}, {name} ({departement.code}){shown}",
                description=f"{view.count} Adresses, horaires, téléphones et services.",
                view=view,
                crumbs=(Link("Annuaire", DIRECTORY), view.region),
                modified=last_update(departement_records),
            )
        )
    return pages


def last_update(departement_records: DepartementRecords) -> date | None:
    """Return the latest date of the records of a department, None when it has none."""
    entries = [
        *departement_records.opened,
        *departement_records.projects,
        *departement_records.closed,
    ]
    return max((entry.msap.updated for entry in entries), default=None)


def _elements(line: Location | RecordEntry) -> int:
    return _LOCATION_ELEMENTS if isinstance(line, Location) else _OTHER_ELEMENTS


def _commune(line: Location | RecordEntry) -> str:
    address = line.address if isinstance(line, Location) else line.msap.address
    return typeset(address.city)


def _location_line(location: Location, directory: Directory, site: Site) -> LocationLine:
    msap = location.entry.msap
    return LocationLine(
        location.name,
        location.url,
        location.place,
        week_words(location.hours),
        missing_words(msap).removesuffix("."),
        script_hours(location, site.today),
        phone_words(msap.contact),
        phone_url(msap.contact),
        ", ".join(partner_names(msap, directory)),
    )


def _others(entries: list[RecordEntry], status: Status) -> tuple[OtherLine, ...]:
    return tuple(
        OtherLine(typeset(entry.msap.name), msap_url(entry.msap), other_words(entry.msap))
        for entry in entries
        if entry.msap.status is status
    )


def other_words(msap: Msap) -> str:
    """Return the commune of a project or closed place, and its date when known."""
    city = typeset(msap.address.city)
    if msap.status is Status.PROJECT and msap.opening:
        return f"{city}, ouverture prévue {planned_words(msap.opening)}"
    if msap.closing and msap.closing.date:
        return f"{city}, fermée le {date_words(msap.closing.date)}"
    return city
