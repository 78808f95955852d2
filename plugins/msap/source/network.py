"""What the network says of itself: name, publisher, legal facts, label criteria, dated figures."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path, PurePath

from pydantic import Field

from msap.source.msap import Count, Presence
from msap.source.problems import Problem
from msap.source.referentials import PartnerField, read_document
from msap.source.types import (
    Day,
    Email,
    Key,
    LongText,
    Phone,
    Record,
    Text,
    WebAddress,
    YesNo,
    record,
)


@record
class Naming(Record):
    """The words for the network and its places; a national renaming changes only these."""

    full: Text = Field(description="Nom du réseau, au pluriel.")
    one: Text = Field(description="Nom d’un lieu, au singulier, sans majuscule.")
    many: Text = Field(description="Nom des lieux, au pluriel, sans majuscule.")
    short: Text = Field(description="Sigle.")
    short_many: Text = Field(description="Sigle, avec son article au pluriel : « les MSAP ».")
    summary: LongText = Field(description="Ce qu’est un lieu, en une phrase.")


@record
class Organisation(Record):
    """A body named in the legal notices."""

    name: Text
    legal_form: Text | None = None
    address: LongText
    phone: Phone | None = None
    email: Email | None = None
    website: WebAddress | None = None


@record
class Publisher(Organisation):
    """Who publishes the site."""

    director: Text = Field(description="Directrice ou directeur de la publication (fonction).")


class Conformity(StrEnum):
    """The three levels of the French accessibility reference, RGAA 4.1."""

    FULL = "totalement"
    PARTIAL = "partiellement"
    NONE = "non"


@record
class Accessibility(Record):
    """What the accessibility statement declares."""

    level: Conformity
    date: Day = Field(description="Date de la déclaration.")
    method: LongText = Field(description="Comment la conformité a été évaluée.")
    known_issues: tuple[LongText, ...] = Field(default=(), description="Défauts connus.")
    contact: Email
    tested_with: tuple[Text, ...] = Field(default=(), description="Navigateurs et outils utilisés.")


@record
class Criteria(Record):
    """The label's figures; what is absent is not checked."""

    weekly_hours: Count | None = None
    partners: Count | None = None
    partner_fields: tuple[PartnerField, ...] = ()
    computers: Count | None = None
    charter: YesNo | None = None
    source: Text
    source_date: Day


@record
class OfferedPartner(Record):
    """A public service that stands behind every place of the network."""

    id: Key = Field(description="Clé de `partners.yml`.")
    presence: Presence = Field(description="Comment il est présent partout.")


@record
class Offer(Record):
    """What the network offers in every open place, whatever the record of the place says."""

    partners: tuple[OfferedPartner, ...] = Field(default=(), description="Partenaires communs.")
    services: tuple[Key, ...] = Field(default=(), description="Clés de `services.yml`.")
    source: LongText = Field(description="Le texte qui l’établit.")
    source_date: Day


@record
class Figure(Record):
    """A key figure; it is never shown without its date."""

    value: Text
    label: Text
    date: Text = Field(description="La date ou la période, en toutes lettres.")
    source: Text


@record
class Security(Record):
    """What `security.txt` says (RFC 9116)."""

    contact: WebAddress | Email
    expires: Day


@record
class Network(Record):
    """The whole of `data/network.yml`."""

    naming: Naming
    site_title: Text
    publisher: Publisher
    host: Organisation
    privacy_contact: Email
    report_email: Email = Field(description="Où signaler une erreur dans une fiche.")
    repository: WebAddress | None = Field(
        default=None, description="Dépôt des fiches, pour « Modifier cette fiche »."
    )
    accessibility: Accessibility
    security: Security
    criteria: Criteria
    offer: Offer | None = Field(default=None, description="Ce que le réseau offre partout.")
    figures: tuple[Figure, ...] = Field(max_length=7, description="Chiffres clés, sept au plus.")
    data_licence: Text
    history: LongText | None = None


def read_network(data: Path) -> tuple[Network | None, list[Problem]]:
    """Read `data/network.yml`; None when it has a problem."""
    return read_document(data / "network.yml", PurePath(data.name) / "network.yml", Network)
