"""The invented structures that carry the places, each with a territory that holds together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from msap.source.geography import Commune
from tools.demonstration.draw import Draw
from tools.demonstration.french import of, typographic
from tools.demonstration.places import distance

_PLACES_A_TERRITORY = 4
_MOUNTAINS = "01 04 05 06 09 15 25 38 39 43 48 63 65 66 68 73 74 88 2A 2B 974"
_COASTS = "14 17 22 29 34 40 50 56 62 76 80 85 971 972 973 976"
_LANDSCAPES = {
    "mountain": (
        "Alpages", "Cascades", "Cimes", "Cols", "Estives", "Forêts", "Gorges", "Hauts Plateaux",
        "Sapinières", "Torrents", "Vallées", "Versants",
    ),
    "coast": (
        "Anses", "Bocages", "Dunes", "Estuaires", "Grèves", "Landes", "Marais", "Pointes",
        "Polders", "Rivages", "Salines", "Vallons",
    ),
    "plain": (
        "Bocages", "Bruyères", "Chênes", "Clairières", "Clochers", "Collines", "Coteaux",
        "Étangs", "Haies", "Lavoirs", "Moulins", "Plaines", "Prairies", "Rivières", "Sources",
        "Tilleuls", "Vallons", "Vergers", "Vignes",
    ),
}  # fmt: skip
_ASSOCIATIONS = (
    "Trait d’union", "Le Relais", "Familles et Services", "Au coin de la rue", "La Passerelle",
    "Vivre ici", "Le Fil de l’eau", "Porte ouverte", "Le Pas de la porte", "Entraide rurale",
    "Le Pont", "Place commune",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Territory:
    """A group of communes around a seat; `core` is its name alone: « Vergers et Vallons »."""

    core: str
    seat: Commune

    @property
    def council(self) -> str:
        """Give the name of its community of communes, or of agglomeration around a town."""
        kind = "d’agglomération" if self.seat.population > 15_000 else "de communes"
        return f"Communauté {kind} {self.core}"


def territories(communes: Sequence[Commune]) -> dict[str, Territory]:
    """Give the territory of each commune by INSEE code; no two territories share a name."""
    names = {kind: _names(kind) for kind in _LANDSCAPES}
    found: dict[str, Territory] = {}
    for departement in sorted({commune.departement for commune in communes}):
        own = [commune for commune in communes if commune.departement == departement]
        count = max(1, len(own) // _PLACES_A_TERRITORY)
        seats = sorted(own, key=lambda c: (-min(c.population, 10_000), c.insee))[:count]
        named = [Territory(next(names[landscape(departement)]), seat) for seat in seats]
        for commune in own:
            found[commune.insee] = min(
                named, key=lambda territory: distance(territory.seat, commune)
            )
    return found


def porteur_name(kind: str, commune: Commune, territory: Territory, of_departement: str) -> str:
    """Name the structure of a kind (key of `porteurs.yml`) that carries a place there."""
    name = typographic(commune.name)
    if kind == "commune":
        return f"Commune {of(name)}"
    if kind == "epci":
        return territory.council
    if kind == "departement":
        return f"Conseil départemental {typographic(of_departement)}"
    if kind == "association":
        return f"Association « {Draw('association', commune.insee).one(_ASSOCIATIONS)} »"
    if kind == "gip":
        return f"Groupement d’intérêt public {territory.core}"
    return "La Poste"


def landscape(departement: str) -> str:
    """Give the landscape of a department: `mountain`, `coast` or `plain`."""
    if departement in _MOUNTAINS.split():
        return "mountain"
    return "coast" if departement in _COASTS.split() else "plain"


def _names(kind: str) -> Iterator[str]:
    words = _LANDSCAPES[kind]
    pairs = [f"{one} et {other}" for one in words for other in words if one < other]
    yield from Draw("territories", kind).shuffled(pairs)
