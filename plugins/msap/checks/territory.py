"""Addresses checked against the official geographic code: commune, postal code, point."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from msap.checks.located import error, warning
from msap.checks.words import folded, folded_city
from msap.domain.location import misplaced
from msap.source.catalogue import Catalogue
from msap.source.entries import RecordEntry
from msap.source.geography import Commune, Geography
from msap.source.msap import Address, Coordinates
from msap.source.problems import Problem


class _AddressedPlace(NamedTuple):
    """An address of a record, and the path to the group that holds it."""

    entry: RecordEntry
    where: list[int | str]
    address: Address
    location: Coordinates | None


def addresses(entry: RecordEntry, catalogue: Catalogue) -> Iterator[Problem]:
    """Each address, of the place and of its stops, holds together and is where it says."""
    geography = catalogue.geography
    for place in _places(entry):
        commune = geography.current(place.address.insee)
        if commune is None:
            yield _unknown_commune(place, geography)
            continue
        if commune.departement not in catalogue.referentials.departements:
            yield _unlisted_departement(place, commune)
            continue
        if place.address.insee not in geography.communes:
            yield _former_commune(place, commune, geography)
        yield from _postcode(place, commune, geography)
        yield from _city(place, commune, geography)
        yield from _point(place, commune, geography)


def _places(entry: RecordEntry) -> Iterator[_AddressedPlace]:
    yield _AddressedPlace(entry, [], entry.msap.address, entry.msap.location)
    for rank, stop in enumerate(entry.msap.stops):
        yield _AddressedPlace(entry, ["stops", rank], stop.address, stop.location)


def _unknown_commune(place: _AddressedPlace, geography: Geography) -> Problem:
    """Report a code that no commune has, and suggest the one of the postal code and the name."""
    address = place.address
    city = folded_city(address.city)
    same_postcode = [c for c in geography.communes.values() if address.postcode in c.postcodes]
    candidates = [c for c in same_postcode if folded(c.name) == city] or same_postcode
    advice = (
        f'Vouliez-vous écrire "{candidates[0].insee}" ({candidates[0].name}) ?'
        if len(candidates) == 1
        else "Cherchez-le sur insee.fr ; ce n’est pas le code postal."
    )
    return error(
        place.entry,
        [*place.where, "address", "insee"],
        "insee-inconnu",
        f"Aucune commune n’a le code INSEE « {address.insee} ».",
        advice,
    )


def _unlisted_departement(place: _AddressedPlace, commune: Commune) -> Problem:
    """Report a department without a page in the directory, hence without one for the place."""
    return error(
        place.entry,
        [*place.where, "address", "insee"],
        "departement-hors-annuaire",
        f"La commune « {place.address.insee} » ({commune.name}) est du territoire "
        f"« {commune.departement} », que l’annuaire ne connaît pas.",
        "Corrigez le code INSEE ; pour y ouvrir une maison, demandez d’abord à l’équipe technique "
        "d’ajouter ce territoire à l’annuaire.",
    )


def _former_commune(place: _AddressedPlace, commune: Commune, geography: Geography) -> Problem:
    """Warn that the commune is now part of another; people may still use its name."""
    former = geography.former[place.address.insee]
    name = f" ({former.name})" if former.name else ""
    return warning(
        place.entry,
        [*place.where, "address", "insee"],
        "commune-ancienne",
        f"« {former.insee} » est le code d’une ancienne commune{name}, qui fait partie de "
        f"« {commune.name} ».",
        f'Écrivez insee: "{commune.insee}" ; l’ancien nom peut rester dans « extra ».',
    )


def _postcode(place: _AddressedPlace, commune: Commune, geography: Geography) -> Iterator[Problem]:
    """The postal code is one of the commune's, or a company's own, written with « CEDEX »."""
    postcode, city = place.address.postcode, place.address.city
    if postcode in commune.postcodes or "cedex" in folded(city).split():
        return
    known = _all_postcodes(commune, geography)
    if not known or postcode in known:
        return
    # La Poste ends the codes of communes with 0 nearly always, and company codes rarely.
    is_company_code = postcode[:2] == known[0][:2] and not postcode.endswith("0")
    cedex = f" ; pour un code CEDEX, écrivez « {city} CEDEX »" if is_company_code else ""
    some = ", ".join(known[:4]) + ("…" if len(known) > 4 else "")
    yield warning(
        place.entry,
        [*place.where, "address", "postcode"],
        "code-postal-et-commune",
        f"« {postcode} » n’est pas un code postal de la commune ({commune.name}).",
        f"Vérifiez le code postal ({some}) et le code INSEE{cedex}.",
    )


def _all_postcodes(commune: Commune, geography: Geography) -> tuple[str, ...]:
    """Return the postal codes of a commune; a city has those of its arrondissements too."""
    codes = dict.fromkeys(commune.postcodes)
    for other in geography.communes_of(commune.departement):
        if other.parent == commune.insee:
            codes.update(dict.fromkeys(other.postcodes))
    return tuple(codes)


def _city(place: _AddressedPlace, commune: Commune, geography: Geography) -> Iterator[Problem]:
    """The city is the commune, the city of an arrondissement, or a former commune."""
    city = folded_city(place.address.city)
    if city == folded(commune.name):
        return
    parent = geography.communes.get(commune.parent)
    if parent and city.startswith(folded(parent.name)):
        return
    if city in _former_names(commune, geography):
        return
    yield warning(
        place.entry,
        [*place.where, "address", "city"],
        "ville-et-commune",
        f"« {place.address.city} » n’est pas le nom de la commune {commune.insee}.",
        f"Vouliez-vous écrire « {commune.name} » ? Sinon, vérifiez le code INSEE.",
    )


def _former_names(commune: Commune, geography: Geography) -> set[str]:
    return {
        folded(former.name)
        for former in geography.former.values()
        if former.commune == commune.insee
    }


def _point(place: _AddressedPlace, commune: Commune, geography: Geography) -> Iterator[Problem]:
    """The point is in the commune, as far as its width is known."""
    point = place.location
    found = misplaced(point.lat, point.lon, commune, geography) if point else None
    if point is None or found is None:
        return
    if found.meant:
        lat, lon = found.meant
        advice = f"Vouliez-vous écrire {{lat: {lat}, lon: {lon}}} ?"
    else:
        advice = "Corrigez « lat » et « lon », ou retirez « location » : la commune servira."
    yield error(
        place.entry,
        [*place.where, "location"],
        "point-eloigne",
        f"Ce point est à {_number(found.km)} km du centre de la commune ({commune.name}), bien plus "
        "loin qu’elle n’est large.",
        advice,
    )


def _number(km: float) -> str:
    return f"{km:,.0f}".replace(",", "\u202f")
