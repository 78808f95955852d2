"""The words people type, as data: `data/referentials/synonyms.yml`."""

from __future__ import annotations

from pydantic import Field

from msap.source.types import Identifier, Record, Text


class Synonyms(Record):
    """What words stand for others, and which ones find nothing by themselves."""

    abbreviations: dict[Identifier, Text] = Field(description="Un mot mis pour un autre.")
    stop_words: tuple[Text, ...] = Field(description="Mots qui ne servent pas à trouver.")
    near_words: tuple[Text, ...] = Field(description="Mots qui annoncent un lieu.")
    places: tuple[Text, ...] = Field(description="Façons de nommer une maison du réseau.")
    partners: dict[Identifier, tuple[Text, ...]] = Field(
        description="Autres mots pour un partenaire ; clés de `partners.yml`."
    )
    services: dict[Identifier, tuple[Text, ...]] = Field(
        description="Autres mots pour un service ; clés de `services.yml`."
    )
