"""The lists records refer to by key: partners, services, porteurs, departments and regions."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import Path, PurePath
from typing import Annotated, NamedTuple, TypeVar

from pydantic import AfterValidator, Field

from msap.source.plain_yaml import plain_document
from msap.source.problems import Position, Problem
from msap.source.slugs import slug
from msap.source.synonyms import Synonyms, unknown_keys
from msap.source.text import PAGE_SIZE_LIMIT, read_text
from msap.source.types import (
    Day,
    Email,
    Identifier,
    LongText,
    Phone,
    Record,
    Text,
    WebAddress,
    fault,
    record,
)
from msap.source.validation import make_record


class PartnerField(StrEnum):
    """The field of a partner; the label counts the first two."""

    SOCIAL = "social"
    EMPLOYMENT = "employment"
    OTHER = "other"


@record
class PartnerName(Record):
    """What a partner is called, up to a day."""

    name: Text = Field(description="Nom complet, tel qu’on le lit.")
    short: Text | None = Field(
        default=None, description="Nom court, pour les listes ; sans lui, le nom complet."
    )
    until: Day | None = Field(
        default=None, description="Dernier jour où ce nom a été porté ; le nom actuel n’en a pas."
    )

    @property
    def listed(self) -> str:
        """Return the name that lists and filters show."""
        return self.short or self.name


def _in_order(names: tuple[PartnerName, ...]) -> tuple[PartnerName, ...]:
    *former, current = names
    if current.until:
        raise fault("nom-actuel", name=current.name)
    days = [name.until for name in former]
    if None in days or days != sorted(set(days)):  # type: ignore[type-var]
        raise fault("noms-en-desordre")
    return names


PartnerNames = Annotated[tuple[PartnerName, ...], Field(min_length=1), AfterValidator(_in_order)]
"""The names of a partner one after the other, each with its last day but for the current one."""


@record
class PartnerKind(Record):
    """A public service that can be met in an MSAP."""

    names: PartnerNames = Field(
        description="Ses noms, du plus ancien à l’actuel : on trouve par tous, on lit celui du jour."
    )
    field: PartnerField = Field(description="`social`, `employment` ou `other`.")
    help: LongText = Field(description="Ce qu’on y règle, en une phrase.")
    other_names: tuple[Text, ...] = Field(
        default=(), description="Autres mots que l’on tape, pour la recherche."
    )


@record
class ServiceKind(Record):
    """A need people come with."""

    name: Text = Field(description="Nom, tel qu’on le lit.")
    help: LongText = Field(description="Ce qu’on y fait, en une phrase.")


@record
class PorteurKind(Record):
    """A kind of body that can carry an MSAP."""

    name: Text = Field(description="Nom, tel qu’on le lit.")


@record
class Prefecture(Record):
    """The prefecture of a department and its contact for the MSAP."""

    name: Text = Field(description="Nom de la préfecture.")
    city: Text = Field(description="Ville de la préfecture.")
    phone: Phone | None = Field(default=None, description="Téléphone du correspondant.")
    email: Email | None = Field(default=None, description="Courriel du correspondant.")
    website: WebAddress | None = Field(default=None, description="Site de la préfecture.")


def _code(value: str) -> str:
    if not re.fullmatch(r"[0-9]{2,3}|2[AB]", value):
        raise fault("code-territoire")
    return value


Code = Annotated[str, Field(examples=["23", "2A", "974"]), AfterValidator(_code)]
"""The code of a region or a department: it becomes part of addresses and of names of files."""


@record
class Region(Record):
    """A region, with the French words that go with it."""

    code: Code
    name: Text
    within: Text = Field(alias="in", description="« en Bretagne ».")
    genitive: Text = Field(alias="of", description="« de Bretagne ».")


@record
class Departement(Record):
    """A department, with the French words that go with it."""

    code: Code
    name: Text
    within: Text = Field(alias="in", description="« dans la Creuse ».")
    genitive: Text = Field(alias="of", description="« de la Creuse ».")
    region: Code = Field(description="Code de la région.")
    prefecture: Prefecture


@record
class Territories(Record):
    """The file of regions and departments."""

    regions: tuple[Region, ...]
    departements: tuple[Departement, ...]


@record
class Partners(Record):
    """The file of partners."""

    partners: dict[Identifier, PartnerKind]


@record
class Services(Record):
    """The file of services."""

    services: dict[Identifier, ServiceKind]


@record
class Porteurs(Record):
    """The file of kinds of porteur."""

    porteurs: dict[Identifier, PorteurKind]


class Referentials(NamedTuple):
    """All lists, by key and in the order of their files."""

    partners: dict[str, PartnerKind]
    services: dict[str, ServiceKind]
    porteurs: dict[str, PorteurKind]
    regions: dict[str, Region]
    departements: dict[str, Departement]
    synonyms: Synonyms


RecordType = TypeVar("RecordType", bound=Record)


def read_document(
    path: Path, shown: PurePath, model: type[RecordType]
) -> tuple[RecordType | None, list[Problem]]:
    """Read one YAML file of the project (referential, network) as a record of the model."""
    text, problems = _text_of(path, shown)
    return _read(text, shown, model) if text is not None else (None, problems)


def _read(
    text: str, shown: PurePath, model: type[RecordType]
) -> tuple[RecordType | None, list[Problem]]:
    return make_record(plain_document(text), text, model, shown)


def _text_of(path: Path, shown: PurePath) -> tuple[str | None, list[Problem]]:
    if not path.is_file():
        missing = Problem(
            shown,
            Position(),
            "fichier-manquant",
            f"Le fichier « {shown} » n’existe pas.",
            "Remettez-le : le site ne peut pas se faire sans lui.",
        )
        return None, [missing]
    text, problems = read_text(path, shown, PAGE_SIZE_LIMIT)
    return (None, problems) if problems else (text, [])


def read_referentials(data: Path) -> tuple[Referentials | None, list[Problem]]:
    """Read the five files of `data/referentials/`; None when one of them has a problem."""
    folder, shown = data / "referentials", PurePath(data.name) / "referentials"
    partners, problems = read_document(folder / "partners.yml", shown / "partners.yml", Partners)
    services, found = read_document(folder / "services.yml", shown / "services.yml", Services)
    problems += found
    porteurs, found = read_document(folder / "porteurs.yml", shown / "porteurs.yml", Porteurs)
    problems += found
    name = "departements.yml"
    territories, found = read_document(folder / name, shown / name, Territories)
    problems += found
    name = "synonyms.yml"
    words, found = _text_of(folder / name, shown / name)
    synonyms, refused = _read(words, shown / name, Synonyms) if words is not None else (None, [])
    problems += found + refused
    if not (partners and services and porteurs and territories and synonyms and words):
        return None, problems
    known = {
        "partners": tuple(partners.partners),
        "services": tuple(services.services),
        "regions": tuple(slug(region.name) for region in territories.regions),
    }
    problems += unknown_keys(synonyms, words, shown / name, known)
    return Referentials(
        partners.partners,
        services.services,
        porteurs.porteurs,
        {region.code: region for region in territories.regions},
        {departement.code: departement for departement in territories.departements},
        synonyms,
    ), problems
