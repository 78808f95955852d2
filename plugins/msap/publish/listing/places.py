"""What a list, a map or a download shows of a place, a stop or a project."""

from __future__ import annotations

from typing import NamedTuple

from msap.domain.addresses import msap_url
from msap.domain.offer import announced_partners, promised_partners, promised_services
from msap.publish.directory import Directory
from msap.publish.locations import Location, Point
from msap.publish.pages.project import opening_words
from msap.publish.site import Site
from msap.publish.wording.contact_details import phone_words
from msap.publish.wording.hours import missing_words, week_words
from msap.publish.wording.opening import ScriptHours, script_hours
from msap.publish.wording.typography import typeset
from msap.source.entries import RecordEntry
from msap.source.msap import Appointment, Msap

PLACE, STOP, PROJECT = "m", "a", "p"
"""The letter of each kind; a capital says that only the commune's centre is known."""


class ListingItem(NamedTuple):
    """One line of a list and one marker of a map, where its `point` is known.

    `words` are usual hours, or the date of a project, which has no `hours`. Of what follows `url`,
    None and an empty text mean that the record leaves it out.
    """

    kind: str
    point: Point | None
    name: str
    place: str
    url: str
    words: str
    hours: ScriptHours | None = None
    commune: int = -1
    """The number of the commune in the search's territory, -1 when it has none."""
    street: str = ""
    postcode: str = ""
    city: str = ""
    phone: str = ""
    email: str = ""
    partners: tuple[str, ...] | None = None
    services: tuple[str, ...] | None = None
    announced: tuple[str, ...] = ()
    """Partners of the network's offer that the record itself names."""
    promised_partners: tuple[str, ...] = ()
    """Offered everywhere by the network, where the record does not say more, or that it is not so."""
    promised_services: tuple[str, ...] = ()
    is_accessible: bool | None = None
    appointment: Appointment | None = None
    is_touring: bool = False

    @property
    def letter(self) -> str:
        """Return the kind, in a capital where the position is approximate."""
        is_approximate = self.point is not None and self.point.is_approximate
        return self.kind.upper() if is_approximate else self.kind


def listed_places(code: str, directory: Directory, site: Site) -> tuple[ListingItem, ...]:
    """Return all of a department: places and stops in the order of its list, then projects.

    Those that no one can put on a map come last, and projects among them are left out.
    """
    departement_records = directory.departement_records[code]
    locations = [
        _listed_location(location, directory, site) for location in departement_records.locations
    ]
    projects = [_listed_project(entry, directory) for entry in departement_records.projects]
    return (
        *(location for location in locations if location.point),
        *(project for project in projects if project.point),
        *(location for location in locations if not location.point),
    )


def _listed_location(location: Location, directory: Directory, site: Site) -> ListingItem:
    msap, address = location.entry.msap, location.address
    words = week_words(location.hours)
    offer = directory.catalogue.network.offer
    number = directory.territory.number_of(address.insee)
    return ListingItem(
        kind=STOP if location.stop else PLACE,
        point=location.point,
        name=location.name,
        place=location.place,
        url=location.url,
        words=words or missing_words(msap),
        hours=script_hours(location, site.today) if words else None,
        commune=-1 if number is None else number,
        street=", ".join(typeset(line) for line in (address.extra, address.street) if line),
        postcode=address.postcode,
        city=location.commune,
        phone=phone_words(msap.contact),
        email=msap.contact.email or "",
        partners=_keys(msap),
        services=msap.services,
        announced=announced_partners(msap, offer),
        promised_partners=tuple(partner.id for partner in promised_partners(msap, offer)),
        promised_services=promised_services(msap, offer),
        is_accessible=msap.access.wheelchair,
        appointment=msap.appointment,
        is_touring=location.stop is not None or msap.form.is_touring,
    )


def _keys(msap: Msap) -> tuple[str, ...] | None:
    return None if msap.partners is None else tuple(partner.id for partner in msap.partners)


def _listed_project(entry: RecordEntry, directory: Directory) -> ListingItem:
    msap = entry.msap
    return ListingItem(
        kind=PROJECT,
        point=directory.locate(msap),
        name=typeset(msap.name),
        place=typeset(msap.address.city),
        url=msap_url(msap),
        words=opening_words(entry),
    )
