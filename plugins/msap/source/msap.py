"""The record of one MSAP, declared once.

The checks, the JSON Schema that completes what editors type, the reference page of the fields and
the importer all read this declaration; `description` is what editors read, hence French.
"""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from msap.source.hours import Week, When
from msap.source.types import (
    Day,
    Email,
    Identifier,
    Insee,
    Key,
    LongText,
    Markdown,
    Phone,
    Postcode,
    Record,
    Text,
    WebAddress,
    YesNo,
    fault,
    record,
)

_DECIMAL = re.compile(r"-?\d+(\.\d+)?")


class Status(StrEnum):
    """Where an MSAP stands in its life."""

    PROJECT = "project"
    OPEN = "open"
    CLOSED = "closed"


class Form(StrEnum):
    """How an MSAP meets people: the five forms of the national list."""

    FIXED = "fixed"
    BRANCHES = "branches"
    MULTI_SITE = "multi-site"
    BUS = "bus"
    TOURING = "touring"

    @property
    def is_touring(self) -> bool:
        """True when the MSAP comes to people rather than the other way round."""
        return self in {Form.BUS, Form.TOURING}


class Role(StrEnum):
    """A main place, or the branch of another."""

    MAIN = "main"
    BRANCH = "branch"


class Appointment(StrEnum):
    """Whether people need an appointment."""

    NONE = "none"
    POSSIBLE = "possible"
    REQUIRED = "required"


class Presence(StrEnum):
    """How a partner is present."""

    ON_SITE = "on-site"
    REMOTE = "remote"
    REFERRAL = "referral"
    BACK_OFFICE = "back-office"


def _number(value: object) -> object:
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return value
    if isinstance(value, str) and _DECIMAL.fullmatch(value):
        return float(value)
    if isinstance(value, str) and _DECIMAL.fullmatch(value.replace(",", ".", 1)):
        raise fault("virgule-decimale", point=value.replace(",", "."))
    raise fault("nombre")


def _latitude(value: float) -> float:
    if not -28 <= value <= 52:
        raise fault("latitude")
    return value


def _longitude(value: float) -> float:
    if not -179 <= value <= 179:
        raise fault("longitude")
    return value


def _count(value: object) -> object:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, str) and re.fullmatch(r"\d{1,3}", value):
        return int(value)
    raise fault("nombre-entier")


def _month_or_day(value: str) -> str:
    if re.fullmatch(r"20\d\d-(0[1-9]|1[0-2])", value):
        return value
    if not re.fullmatch(r"20\d\d-\d\d-\d\d", value):
        raise fault("mois-ou-jour")
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        raise fault("date-inexistante") from None


Latitude = Annotated[float, BeforeValidator(_number), AfterValidator(_latitude)]
Longitude = Annotated[float, BeforeValidator(_number), AfterValidator(_longitude)]
Count = Annotated[int, BeforeValidator(_count)]
MonthOrDay = Annotated[
    str, Field(examples=["2027-03", "2027-03-15"]), AfterValidator(_month_or_day)
]


@record
class Label(Record):
    """The label the prefect grants."""

    awarded: Day = Field(description="Jour où le préfet a accordé le label.")


@record
class Address(Record):
    """A postal address; the INSEE code ties it to a commune."""

    street: Text | None = Field(default=None, description="Numéro et voie.")
    extra: Text | None = Field(default=None, description="Bâtiment, étage, lieu-dit.")
    postcode: Postcode = Field(description="Cinq chiffres, entre guillemets.")
    city: Text = Field(description="Commune, comme sur une enveloppe.")
    insee: Insee = Field(description="Code INSEE de la commune (ce n’est pas le code postal).")


@record
class Coordinates(Record):
    """A point in WGS 84 degrees."""

    lat: Latitude = Field(description="Latitude, en degrés (46.0874).")
    lon: Longitude = Field(description="Longitude, en degrés (2.0437).")


@record
class Contact(Record):
    """How to reach the place."""

    phone: Phone | None = Field(default=None, description="Numéro du lieu, jamais d’un agent.")
    email: Email | None = Field(default=None, description="Adresse du lieu, jamais d’un agent.")
    website: WebAddress | None = Field(default=None, description="Adresse complète, avec https://.")


@record
class Porteur(Record):
    """The body that carries the MSAP."""

    type: Key = Field(description="Clé de `data/referentials/porteurs.yml`.")
    name: Text | None = Field(default=None, description="Nom de la structure porteuse.")


@record
class Partner(Record):
    """A public service one meets there; a bare key is a partner without more."""

    id: Key = Field(description="Clé de `data/referentials/partners.yml`.")
    presence: Presence | None = Field(
        default=None,
        description="`on-site` : un agent vient ; `remote` : à distance ; `referral` : orientation ; "
        "`back-office` : l’équipe aide, avec l’appui du partenaire.",
    )
    when: tuple[When, ...] = Field(
        default=(), description="Permanences : « 1st tuesday 09:00-12:00 », « even weeks friday »."
    )
    details: Text | None = Field(default=None, description="Une précision en quelques mots.")

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, value: Any) -> Any:  # noqa: ANN401 - pydantic hands over raw input
        return {"id": value} if isinstance(value, str) else value


@record
class Withdrawn(Record):
    """What the network offers everywhere, and this place does not."""

    partners: tuple[Key, ...] = Field(default=(), description="Clés de `partners.yml`.")
    services: tuple[Key, ...] = Field(default=(), description="Clés de `services.yml`.")


@record
class Period(Record):
    """Days from the first to the last, both included."""

    first: Day = Field(alias="from", description="Premier jour.")
    last: Day = Field(alias="to", description="Dernier jour, compris.")

    @model_validator(mode="after")
    def _in_order(self) -> Period:
        if self.last < self.first:
            raise fault("periode-inversee", first=str(self.first), last=str(self.last))
        return self


@record
class Closure(Period):
    """Days when the place stays shut."""

    reason: Text | None = Field(default=None, description="Le motif, tel qu’on le lira.")


@record
class Notice(Period):
    """A message shown between two dates, gone by itself after."""

    text: LongText = Field(description="Le message, tel qu’on le lira.")


@record
class Access(Record):
    """Getting there and getting in."""

    wheelchair: YesNo | None = Field(default=None, description="Accessible en fauteuil roulant ?")
    details: LongText | None = Field(default=None, description="Rampe, sonnette, place réservée…")
    transport: LongText | None = Field(default=None, description="Arrêt, ligne, parking.")


@record
class Equipment(Record):
    """What visitors can use."""

    computers: Count | None = Field(default=None, description="Nombre de postes reliés à Internet.")
    printer: YesNo | None = Field(default=None, description="Imprimante ou photocopieuse ?")
    video: YesNo | None = Field(default=None, description="Rendez-vous en visioconférence ?")
    confidential_space: YesNo | None = Field(default=None, description="Espace confidentiel ?")


@record
class Stop(Record):
    """A stop of a touring MSAP: found and shown like a place."""

    id: Identifier = Field(description="Nom court de l’arrêt, unique dans la fiche.")
    name: Text | None = Field(
        default=None, description="Nom de l’arrêt ; sinon celui de la commune."
    )
    address: Address = Field(description="Adresse de l’arrêt.")
    location: Coordinates | None = Field(default=None, description="Point précis, s’il est connu.")
    hours: Week | None = Field(default=None, description="Horaires de l’arrêt.")
    details: LongText | None = Field(
        default=None, description="Une précision : « devant l’église »."
    )


@record
class Closing(Record):
    """The end of an MSAP, past or to come."""

    date: Day | None = Field(
        default=None, description="Dernier jour d’ouverture ; le lendemain, elle est dite fermée."
    )
    reason: LongText | None = Field(default=None, description="Le motif, tel qu’on le lira.")
    replaced_by: Identifier | None = Field(
        default=None, description="Identifiant de la maison qui prend la suite."
    )


@record
class Source(Record):
    """Where the record comes from."""

    name: Text = Field(description="Nom de la liste ou du service.")
    id: Text | None = Field(default=None, description="Identifiant dans cette liste.")
    date: Day | None = Field(default=None, description="Date de l’édition.")


@record
class Msap(Record):
    """One maison de services au public."""

    id: Identifier = Field(description="Le nom du fichier, sans « .yml ». Il ne change jamais.")
    name: Text = Field(description="Nom affiché.")
    status: Status = Field(description="`project`, `open` ou `closed`.")
    demonstration: YesNo = Field(
        default=False, description="`yes` : fiche inventée ; chaque page du site le dit."
    )
    form: Form = Field(
        default=Form.FIXED,
        description="`fixed`, `branches` (avec antennes), `multi-site`, `bus` ou `touring`.",
    )
    role: Role = Field(default=Role.MAIN, description="`main` : principale ; `branch` : antenne.")
    group: Text | None = Field(
        default=None, description="Groupe de maisons dont celle-ci fait partie."
    )
    label: Label | None = Field(default=None, description="Le label.")
    address: Address = Field(description="Adresse.")
    location: Coordinates | None = Field(
        default=None,
        description="Point sur la carte ; absent, le centre de la commune sert, et c’est dit.",
    )
    contact: Contact = Field(
        default_factory=cache(Contact), description="Téléphone, courriel, site."
    )
    porteur: Porteur | None = Field(default=None, description="Structure porteuse.")
    partners: tuple[Partner, ...] | None = Field(
        default=None, description="Services publics présents ; clés de `partners.yml`."
    )
    services: tuple[Key, ...] | None = Field(
        default=None, description="Ce qu’on y fait ; clés de `services.yml`."
    )
    withdrawn: Withdrawn = Field(
        default_factory=cache(Withdrawn),
        description="Ce que le réseau offre partout (`offer` de `network.yml`), mais pas ici.",
    )
    hours: Week | None = Field(
        default=None, description="Horaires ; jour absent : inconnu ; liste vide : fermé."
    )
    closures: tuple[Closure, ...] = Field(default=(), description="Fermetures datées.")
    notices: tuple[Notice, ...] = Field(default=(), description="Messages datés.")
    appointment: Appointment | None = Field(
        default=None, description="`none`, `possible` ou `required` pour toute la maison."
    )
    remarks: LongText | None = Field(
        default=None, description="Ce que les horaires ne disent pas, en clair."
    )
    access: Access = Field(default_factory=cache(Access), description="Accès.")
    equipment: Equipment = Field(default_factory=cache(Equipment), description="Équipement.")
    charter: YesNo | None = Field(default=None, description="Charte nationale de qualité signée ?")
    stops: tuple[Stop, ...] = Field(default=(), description="Arrêts d’une maison itinérante.")
    opening: MonthOrDay | None = Field(
        default=None,
        description="Ouverture prévue d’un projet : un mois (2027-03), ou un jour (2027-03-15), "
        "à partir duquel la maison est dite ouverte.",
    )
    closing: Closing | None = Field(
        default=None, description="Fin d’une maison ; avant le jour dit, elle est encore ouverte."
    )
    description: Markdown | None = Field(default=None, description="Quelques phrases, en Markdown.")
    previous_ids: tuple[Identifier, ...] = Field(default=(), description="Anciens identifiants.")
    source: Source | None = Field(default=None, description="Origine de la fiche.")
    updated: Day = Field(description="Date du dernier changement de la fiche.")
    verified: Day | None = Field(
        default=None,
        description="Jour où une personne a vérifié toute la fiche auprès du lieu ; "
        "la date d’une liste n’en est pas un.",
    )

    @property
    def is_unlocated_tour(self) -> bool:
        """True when it tours and has no stops: its address is no place to go to."""
        return self.form.is_touring and not self.stops
