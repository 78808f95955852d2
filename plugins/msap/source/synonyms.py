"""The words people type, as data: `data/referentials/synonyms.yml`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import PurePath

from pydantic import Field

from msap.source.located_yaml import key_position, parse_yaml
from msap.source.messages import suggestion
from msap.source.problems import Position, Problem
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
    synonyms: Synonyms, text: str, path: PurePath, known: Mapping[str, tuple[str, ...]]
) -> Iterator[Problem]:
    """Yield a problem for each key that the other referentials do not have: it would find nothing.

    `text` is what the synonyms were read from; `known` has the keys that each field may have.
    """
    unknown = [
        (field, key)
        for field, keys in known.items()
        for key in getattr(synonyms, field)
        if key not in keys
    ]
    node = parse_yaml(text, path)[0] if unknown else None
    for field, key in unknown:
        yield Problem(
            path,
            key_position(node, (field, key)) if node else Position(),
            "synonyme-sans-cle",
            f"« {key} » n’est pas une clé de « {_FILES[field]} ».",
            suggestion(key, known[field]),
        )


_FILES = {
    "partners": "partners.yml",
    "services": "services.yml",
    "regions": "departements.yml",
}
