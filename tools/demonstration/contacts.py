"""Addresses, telephones and e-mails that reach nobody.

Telephones come from the ranges the French regulator keeps for works of fiction (national numbering
plan); e-mails and sites stand in `.example`, which nobody can register (RFC 2606).
"""

from __future__ import annotations

from msap.source.geography import Commune
from tools.demonstration.draw import Draw
from tools.demonstration.french import typographic
from tools.demonstration.places import point

_PREFIXES = {
    "01 99 00": "75 77 78 91 92 93 94 95",
    "02 61 91": "14 18 22 27 28 29 35 36 37 41 44 45 49 50 53 56 61 72 76 85",
    "03 53 01": "02 08 10 21 25 39 51 52 54 55 57 58 59 60 62 67 68 70 71 80 88 89 90",
    "05 36 49": "09 12 16 17 19 23 24 31 32 33 40 46 47 64 65 79 81 82 86 87 971 972 973 974 976",
    "04 65 71": "",
    "06 39 98": "mobile",
}
FICTION_PREFIXES = tuple(_PREFIXES)
_ZONES = {zone: prefix for prefix, zones in _PREFIXES.items() for zone in zones.split()}

_STREETS = (
    "place de la Halle", "place du Foirail", "place de l’Église", "place du Marché",
    "place des Tilleuls", "place de la Fontaine", "place du 8-Mai", "place Haute",
    "rue du Lavoir", "rue des Écoles", "rue de la Gare", "rue du Champ-de-Foire",
    "rue des Forges", "rue du Moulin", "rue de la Tannerie", "rue des Remparts", "rue Basse",
    "rue du Four", "rue des Jardins", "rue de la Perception", "rue du Puits", "rue Traversière",
    "route de la Forêt", "route du Pont", "chemin des Vignes", "chemin du Stade",
    "impasse du Verger", "cours des Platanes", "quai de la Rivière", "allée des Sports",
)  # fmt: skip
_TOWN_STREETS = (
    "avenue de la Gare", "boulevard des Marronniers", "avenue du Stade", "rue de la République",
    "place de la République", "boulevard du Nord", "rue du Commerce",
)  # fmt: skip
_EXTRAS = (
    "Rez-de-chaussée de la mairie", "Ancienne école", "Bâtiment B", "Porte bleue",
    "À côté de la médiathèque", "Pôle enfance", "Ancienne gare", "Résidence du Parc",
    "Entrée par la cour", "Lieu-dit Le Bourg", "Maison des associations", "Ancienne perception",
)  # fmt: skip


def address(commune: Commune, draw: Draw, *, with_street: bool = True) -> dict[str, str]:
    """Give a postal address in a real commune, with an invented street and number."""
    lines = {}
    if with_street:
        streets = _TOWN_STREETS if commune.population > 5_000 else _STREETS
        number = draw.number(1, 58 if commune.population > 2_000 else 24)
        again = " bis" if draw.chance(0.04) else ""
        street = draw.one(streets)
        alone = street.startswith("place") and draw.chance(0.4)
        lines["street"] = street[0].upper() + street[1:] if alone else f"{number}{again} {street}"
        if draw.chance(0.22):
            lines["extra"] = draw.one(_EXTRAS)
    return {
        **lines,
        "postcode": commune.postcodes[0],
        "city": typographic(commune.name),
        "insee": commune.insee,
    }


def location(commune: Commune, draw: Draw) -> dict[str, float]:
    """Give a point within some 400 metres of the town hall."""
    lat, lon = point(commune)
    north, east = draw.number(-36, 36), draw.number(-45, 45)
    return {
        "lat": round(lat + north / 10_000, 5),
        "lon": round(lon + east / 10_000, 5),
    }


class PhoneBook:
    """Gives each place a number of fiction of its own, in the zone of its department."""

    def __init__(self) -> None:
        self._given: set[str] = set()

    def number(self, identifier: str, zone: str) -> str:
        """Give the number of a place; `zone` is a department code, or `mobile`."""
        prefix = _ZONES.get(zone, "04 65 71")
        line = Draw("phone", identifier).number(100, 9_999)
        while True:
            written = f"{prefix} {line // 100:02d} {line % 100:02d}"
            if written not in self._given:
                self._given.add(written)
                return written
            line = 100 + (line - 99) % 9_900


def email(identifier: str) -> str:
    """Give the e-mail of a place, in a domain nobody can own."""
    return f"accueil@{identifier}.example"


def website(identifier: str) -> str:
    """Give the site of a place, in a domain nobody can own."""
    return f"https://{identifier}.example/"
