"""The parts that pages of places, stops, projects and closed places share, ready to show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple
from urllib.parse import quote

from msap.domain.addresses import outward
from msap.publish.directory import Directory
from msap.publish.locations import NearbyLocation, Point
from msap.publish.site import Site
from msap.publish.wording.dates import date_words
from msap.publish.wording.numbers import distance_words
from msap.publish.wording.typography import NBSP, typeset
from msap.source.entries import RecordEntry
from msap.source.msap import Address, Contact, Form, Msap, Role
from msap.source.referentials import Prefecture

FORMS = {
    Form.FIXED: "",
    Form.BRANCHES: "avec antennes",
    Form.MULTI_SITE: "sur plusieurs sites",
    Form.BUS: "en bus itinérant",
    Form.TOURING: "itinérante",
}


class Item(NamedTuple):
    """A name with what there is to say of it, perhaps nothing."""

    name: str
    words: str


class DescriptionItem(NamedTuple):
    """A term and its answer, which may be a link."""

    term: str
    words: str
    url: str = ""


class StatusBadge(NamedTuple):
    """Where a place stands; `kind` decides the shape: `active`, `unknown`, `project`, `closed`."""

    kind: str
    words: str


class NearLink(NamedTuple):
    """A place nearby: its name, its site address, its commune and how far it is."""

    name: str
    url: str
    words: str


class RecordNote(NamedTuple):
    """Where a record comes from and how to have it corrected; `edit_url` may be empty.

    `origin` says that the record was verified only where a person wrote that it was.
    """

    origin: str
    report_url: str
    edit_url: str


def kind_words(msap: Msap, site: Site) -> str:
    """Return what sort of place it is: « Maison de services au public itinérante · antenne »."""
    words = f"{site.network.naming.one} {FORMS[msap.form]}".strip()
    words = words[0].upper() + words[1:]
    return f"{words} · antenne" if msap.role is Role.BRANCH else words


def address_lines(address: Address) -> tuple[str, ...]:
    """Return the lines of an envelope, below the name."""
    lines = (address.extra, address.street, f"{address.postcode} {address.city}")
    return tuple(typeset(line) for line in lines if line)


def locality(address: Address, departement_name: str) -> str:
    """Return the commune and its department: « Ahun, Creuse »."""
    return typeset(f"{address.city}, {departement_name}")


def titled(name: str, address: Address) -> str:
    """Return a title that holds the commune, once."""
    name, city = typeset(name), typeset(address.city)
    return name if city.casefold() in name.casefold() else f"{name}, {city}"


def phone_words(contact: Contact | Prefecture) -> str:
    """Return a number in pairs that never break over two lines, empty when there is none."""
    return contact.phone.replace(" ", NBSP) if contact.phone else ""


def phone_url(contact: Contact | Prefecture) -> str:
    """Return the `tel:` address of a number as dialled in France, empty when there is none."""
    return f"tel:{contact.phone.replace(' ', '')}" if contact.phone else ""


def contact_items(contact: Contact | Prefecture) -> tuple[DescriptionItem, ...]:
    """Return phone, e-mail and website, those that are known."""
    items = []
    if contact.phone:
        items.append(DescriptionItem("Téléphone", phone_words(contact), phone_url(contact)))
    if contact.email:
        items.append(DescriptionItem("Courriel", contact.email, f"mailto:{contact.email}"))
    if contact.website:
        shown = contact.website.split("://", 1)[-1].rstrip("/")
        items.append(DescriptionItem("Site internet", shown, outward(contact.website)))
    return tuple(items)


def porteur_words(msap: Msap, directory: Directory) -> str:
    """Return the body that carries the place, with its kind; empty when unknown."""
    if msap.porteur is None:
        return ""
    kind = typeset(directory.catalogue.referentials.porteurs[msap.porteur.type].name)
    name = typeset(msap.porteur.name or "")
    if not name or name.casefold().startswith(kind.casefold()):
        return name or kind
    return f"{name} ({kind[0].lower() + kind[1:] if not kind.startswith('La ') else kind})"


def partner_names(msap: Msap, directory: Directory) -> tuple[str, ...]:
    """Return the short names of the partners, in the order of the record."""
    names = directory.partner_names
    return tuple(typeset(names[partner.id].listed) for partner in msap.partners or ())


def directions_url(point: Point) -> str:
    """Return a page of openstreetmap.org that leads to the point; nobody is asked before a click."""
    return f"https://www.openstreetmap.org/directions?to={point.lat:.5f}%2C{point.lon:.5f}"


def near_links(
    found: Iterable[NearbyLocation], directory: Directory, own: str
) -> tuple[NearLink, ...]:
    """Show locations with their commune and distance, and their department when it is not `own`."""
    names = directory.catalogue.referentials.departements
    return tuple(
        NearLink(
            one.location.name,
            one.location.url,
            (one.location.place if one.location.is_unlocated_tour else one.location.commune)
            + (
                ""
                if one.location.departement == own
                else f" ({typeset(names[one.location.departement].name)})"
            )
            + f", à{NBSP}{distance_words(one.km)}",
        )
        for one in found
    )


def record_note(entry: RecordEntry, site: Site) -> RecordNote:
    """Return the source and date of a record, and give the ways to have it corrected."""
    msap, network = entry.msap, site.network
    subject = quote(f"Erreur dans la fiche « {msap.name} » ({msap.id})")
    repository = outward(network.repository)
    path = f"edit/main/data/msap/{entry.departement}/{msap.id}.yml"
    return RecordNote(
        " ".join(_origin(msap)),
        f"mailto:{network.report_email}?subject={subject}",
        f"{repository.rstrip('/')}/{path}" if repository else "",
    )


def _origin(msap: Msap) -> Iterator[str]:
    """Yield who says it and since when; a list's date is no day on which somebody looked."""
    source, day = msap.source, msap.source.date if msap.source else None
    if msap.verified:
        later = (
            f", puis mise à jour le {date_words(msap.updated)}"
            if msap.updated > msap.verified
            else ""
        )
        yield f"Fiche vérifiée le {date_words(msap.verified)}{later}."
    elif not day or msap.updated > day:
        yield f"Fiche mise à jour le {date_words(msap.updated)}."
    if source and source.id and day:
        yield typeset(f"D’après la liste « {source.name} » du {date_words(day)}.")
    elif source:
        dated = f", {date_words(day)}" if day else ""
        yield typeset(f"Source : {source.name}{dated}.")
