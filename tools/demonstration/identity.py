"""Who a place is: its lasting id, its name, its porteur and its territory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from msap.source.geography import Commune, Geography
from msap.source.referentials import Referentials
from tools.demonstration.casting import SHOWCASE, Part
from tools.demonstration.draw import Draw
from tools.demonstration.french import of, slug, typographic
from tools.demonstration.territories import porteur_name, territories
from tools.demonstration.wording import update_date

EDITION = "2026-11-16"
"""The day these records were first written; it changes only by hand, with the records."""

_NAMES = {
    "MSAP": 0.66,
    "Maison de services au public": 0.28,
    "Relais services publics": 0.06,
}


class Register:
    """Names the places of the chosen communes, each once."""

    def __init__(
        self, geography: Geography, referentials: Referentials, chosen: Sequence[Commune]
    ) -> None:
        everywhere = (c for c in geography.communes.values() if not c.parent)
        self._homonyms = Counter(slug(commune.name) for commune in everywhere)
        self._territories = territories(chosen)
        self._departements = referentials.departements

    def identifier(self, commune: Commune) -> str:
        """Give the commune's name, with the department when another in France bears it."""
        written = slug(commune.name)
        is_alone = self._homonyms[written] == 1
        return written if is_alone else f"{written}-{commune.departement.lower()}"

    def identity(self, commune: Commune, status: str, name: str) -> dict[str, Any]:
        """Give what every record begins and ends with."""
        return {
            "id": self.identifier(commune),
            "name": name,
            "status": status,
            "demonstration": True,
            "source": {"name": "Démonstration", "id": f"demo-{commune.insee}", "date": EDITION},
            "updated": update_date(Draw("updated", commune.insee)),
        }

    def porteur(self, kind: str, commune: Commune) -> dict[str, str]:
        """Give the structure of a kind (key of `porteurs.yml`) that carries a place there."""
        genitive = self._departements[commune.departement].genitive
        territory = self._territories[commune.insee]
        return {"type": kind, "name": porteur_name(kind, commune, territory, genitive)}

    def group(self, leader: Commune) -> str:
        """Name the group of places around a leader."""
        return f"Maisons {self._territories[leader.insee].core}"

    def open_name(self, part: Part) -> str:
        """Name an open place, as the kind of place it is."""
        core = self._territories[part.commune.insee].core
        of_commune = of(typographic(part.commune.name))
        named = {
            "touring": f"MSAP itinérante {core}",
            "bus": f"Bus des services publics {core}",
            "branch": f"Antenne MSAP {of_commune}",
            "long-name": f"Maison de services au public et de la vie locale {of_commune} "
            f"et du territoire {core}",
            "territory-name": f"MSAP du Pays {of_commune}",
        }
        for trait, name in named.items():
            if trait in part.traits:
                return name
        if part.porteur == "la-poste":
            return f"MSAP La Poste {of_commune}"
        if part.commune.insee == SHOWCASE:
            return f"MSAP {of_commune}"
        return f"{Draw('name', part.commune.insee).weighted(_NAMES)} {of_commune}"

    def project_name(self, part: Part) -> str:
        """Name a project, as the place will be called."""
        of_commune = of(typographic(part.commune.name))
        if part.porteur == "la-poste":
            return f"MSAP La Poste {of_commune}"
        is_long = Draw("name", part.commune.insee).chance(0.3)
        return f"{'Maison de services au public' if is_long else 'MSAP'} {of_commune}"
