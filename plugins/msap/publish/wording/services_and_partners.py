"""What a place offers and how it stands: partners, services, access, equipment, label."""

from __future__ import annotations

from typing import NamedTuple

from msap.domain.offer import promised_partners, promised_services
from msap.publish.directory import Directory
from msap.publish.wording.contact_details import DescriptionItem, Item, address_lines, porteur_words
from msap.publish.wording.dates import date_words
from msap.publish.wording.hours import permanence_words
from msap.publish.wording.lists import list_words
from msap.publish.wording.numbers import count_words
from msap.publish.wording.typography import typeset
from msap.source.msap import Address, Equipment, Msap, Presence

_PRESENCES = {
    Presence.ON_SITE: "Un agent vient sur place",
    Presence.REMOTE: "À distance, par téléphone ou en visioconférence",
    Presence.REFERRAL: "On vous oriente vers ce service",
    Presence.BACK_OFFICE: "L’équipe vous aide, avec l’appui de ce service",
}

_PROMISED = {
    Presence.ON_SITE: "Un agent de chacun vient sur place",
    Presence.REMOTE: "À distance, par téléphone ou en visioconférence",
    Presence.REFERRAL: "On vous oriente vers ces services",
    Presence.BACK_OFFICE: "L’équipe vous aide, avec l’appui de ces services",
}


class Promise(NamedTuple):
    """What the network offers here as everywhere, by the same words where it is the same way.

    `partners` gives for each way of being there its words and the names; `source` is dated.
    """

    partners: tuple[Item, ...]
    services: str
    source: str


def partner_items(msap: Msap, directory: Directory) -> tuple[Item, ...]:
    """Show the partners in the order of the record: how they are present, and when."""
    names = directory.partner_names
    items = []
    for partner in msap.partners or ():
        presence = _PRESENCES[partner.presence] if partner.presence else ""
        when = permanence_words(partner.when)
        words = " : ".join(filter(None, (presence, when)))
        if words and not presence:
            words = f"Permanence : {when}"
        if partner.details:
            words = f"{words}. {partner.details}" if words else partner.details
        items.append(Item(typeset(names[partner.id].name), typeset(words)))
    return tuple(items)


def service_items(msap: Msap, directory: Directory) -> tuple[Item, ...]:
    """Show what one can do there, each with a sentence."""
    kinds = directory.catalogue.referentials.services
    return tuple(
        Item(typeset(kinds[key].name), typeset(kinds[key].help)) for key in msap.services or ()
    )


def promise_words(directory: Directory) -> str:
    """Return in a sentence which partners the network offers everywhere; empty when none."""
    offer = directory.catalogue.network.offer
    if offer is None or not offer.partners:
        return ""
    names = [directory.partner_names[partner.id].listed for partner in offer.partners]
    return typeset(
        f"Partout dans le réseau, aide aux démarches avec {list_words(names)}. "
        "Ce que chaque lieu annonce en plus est écrit sous son nom."
    )


def promise_of(msap: Msap, directory: Directory) -> Promise | None:
    """Return what the network offers in a place, apart from what its record says; None if nothing."""
    offer = directory.catalogue.network.offer
    if offer is None:
        return None
    names: dict[Presence, list[str]] = {}
    for partner in promised_partners(msap, offer):
        names.setdefault(partner.presence, []).append(directory.partner_names[partner.id].name)
    kinds = directory.catalogue.referentials.services
    services = [kinds[key].name for key in promised_services(msap, offer)]
    if not names and not services:
        return None
    return Promise(
        tuple(
            Item(typeset(_PROMISED[presence]), typeset(list_words(known)))
            for presence, known in names.items()
        ),
        typeset(list_words(services)),
        typeset(f"{offer.source}, {date_words(offer.source_date)}"),
    )


def access_items(msap: Msap) -> tuple[DescriptionItem, ...]:
    """Return how one gets there and in, and what one can use; only what is known."""
    items = []
    access = msap.access
    if access.wheelchair is not None:
        words = "Accessible" if access.wheelchair else "Pas accessible"
        items.append(DescriptionItem("Fauteuil roulant", words))
    if access.details:
        items.append(DescriptionItem("Entrée", typeset(access.details)))
    if access.transport:
        items.append(DescriptionItem("Venir", typeset(access.transport)))
    items += _equipment(msap.equipment)
    return tuple(items)


def _equipment(equipment: Equipment) -> list[DescriptionItem]:
    named = {
        "imprimante ou photocopieur": equipment.printer,
        "rendez-vous en visioconférence": equipment.video,
        "espace confidentiel": equipment.confidential_space,
    }
    present = [name for name, is_there in named.items() if is_there]
    absent = [name for name, is_there in named.items() if is_there is False]
    if equipment.computers:
        present.insert(0, count_words(equipment.computers, "ordinateur", "ordinateurs"))
    items = []
    if present:
        words = list_words(present)
        items.append(DescriptionItem("Équipement", words[0].upper() + words[1:]))
    if absent:
        items.append(DescriptionItem("Il n’y a pas", list_words(absent).capitalize()))
    return items


def other_items(
    msap: Msap, directory: Directory, base: Address | None
) -> tuple[DescriptionItem, ...]:
    """Return who runs the place, and its label; `base` is the depot of a tour."""
    items = []
    if base:
        items.append(DescriptionItem("Adresse postale", "\n".join(address_lines(base))))
    porteur = porteur_words(msap, directory)
    if porteur:
        items.append(DescriptionItem("Portée par", porteur))
    if msap.label:
        items.append(DescriptionItem("Label", f"Accordé le {date_words(msap.label.awarded)}"))
    if msap.charter is not None:
        words = "Charte nationale de qualité signée"
        items.append(
            DescriptionItem("Qualité", words if msap.charter else f"{words[:-6]}non signée")
        )
    if msap.group:
        items.append(DescriptionItem("Fait partie de", typeset(msap.group)))
    return tuple(items)
