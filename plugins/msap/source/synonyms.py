"""The words people type, as data: `data/referentials/synonyms.yml`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import PurePath

from pydantic import Field

from msap.source.located_yaml import Mapped, Node
from msap.source.messages import suggestion
from msap.source.problems import Problem
from msap.source.types import Identifier, Record, Text, record


@record
class Synonyms(Record):
    """What words stand for others, and which ones find nothing by themselves."""

    abbreviations: dict[Identifier, Text] = Field(description="Un mot mis pour un autre.")
    stop_words: tuple[Text, ...] = Field(description="Mots qui ne servent pas à trouver.")
    near_words: tuple[Text, ...] = Field(description="Mots qui annoncent un lieu.")
    extra_words: tuple[Text, ...] = Field(
        description="Mots qui accompagnent une question sans dire où."
    )
    area_words: tuple[Text, ...] = Field(
        description="Mots qui annoncent un département ou une région."
    )
    places: tuple[Text, ...] = Field(description="Façons de nommer une maison du réseau.")
    partners: dict[Identifier, tuple[Text, ...]] = Field(
        description="Autres mots pour un partenaire ; clés de `partners.yml`."
    )
    services: dict[Identifier, tuple[Text, ...]] = Field(
        description="Autres mots pour un service ; clés de `services.yml`."
    )
    regions: dict[Identifier, tuple[Text, ...]] = Field(
        description="Autres noms d’une région ; clés : le nom de la région comme dans son adresse."
    )


def unknown_keys(
    node: Node | None, path: PurePath, known: Mapping[str, tuple[str, ...]]
) -> Iterator[Problem]:
    """Give a problem for each key that the other referentials do not have: it would find nothing.

    `known` has the keys that each field may have.
    """
    for field, keys in known.items():
        written = node.entries.get(field) if isinstance(node, Mapped) else None
        if not isinstance(written, Mapped):
            continue
        for key in written.entries:
            if key not in keys:
                yield Problem(
                    path,
                    written.keys[key],
                    "synonyme-sans-cle",
                    f"« {key} » n’est pas une clé de « {_FILES[field]} ».",
                    suggestion(key, keys),
                )


_FILES = {
    "partners": "partners.yml",
    "services": "services.yml",
    "regions": "departements.yml",
}
