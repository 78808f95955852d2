"""Which public services one meets in a place, when, and for which needs."""

from __future__ import annotations

from typing import Any

from msap.source.referentials import PartnerField, Referentials
from tools.demonstration.draw import Draw
from tools.demonstration.weeks import WeekSlots, permanence

_FREQUENCY = {
    "caf": 0.9,
    "pole-emploi": 0.85,
    "assurance-maladie": 0.75,
    "msa": 0.6,
    "assurance-retraite": 0.55,
    "mission-locale": 0.35,
    "la-poste": 0.2,
    "grdf": 0.25,
}
_SERVICES_OF = {
    "pole-emploi": ("emploi", "formation"),
    "caf": ("prestations-sociales", "logement"),
    "assurance-maladie": ("sante",),
    "assurance-retraite": ("retraite",),
    "msa": ("prestations-sociales", "sante", "retraite"),
    "mission-locale": ("emploi", "formation", "mobilite"),
    "grdf": ("energie",),
}
_OTHER_SERVICES = {
    "numerique": 0.9,
    "mobilite": 0.25,
    "energie": 0.15,
    "culture": 0.15,
    "creation-entreprise": 0.15,
}
_REMOTE = (
    "Entretien en visioconférence, sur rendez-vous",
    "Par téléphone, avec l’aide de l’équipe",
    "Rendez-vous à distance, dossier préparé avec l’équipe",
)
_REFERRAL = (
    "L’équipe prend le rendez-vous avec vous",
    "Premières informations et remise des formulaires",
    "Aide pour le dossier en ligne",
)
_ON_SITE = (
    "Rendez-vous au 3949",
    "Entretien individuel, sans rendez-vous",
    "Bureau du fond",
    "Rendez-vous à prendre à l’accueil",
)


def partners(
    referentials: Referentials,
    draw: Draw,
    slots: WeekSlots | None,
    *,
    porteur: str | None,
    counted: int | None = None,
) -> list[str | dict[str, Any]]:
    """Give the partners of a place: at least two in the fields the label counts.

    `counted` imposes how many the label counts; `porteur` is a key of `porteurs.yml`.
    """
    counting = [
        key for key, kind in referentials.partners.items() if kind.field != PartnerField.OTHER
    ]
    chosen = {key for key in referentials.partners if draw.chance(_FREQUENCY.get(key, 0.1))}
    if porteur == "la-poste":
        chosen.add("la-poste")
    if counted is None and len(chosen.intersection(counting)) < 2:
        chosen |= {"caf", "pole-emploi"}
    if counted is not None:
        chosen -= set(draw.shuffled([key for key in counting if key in chosen])[counted:])
    order = draw.shuffled([key for key in referentials.partners if key in chosen])
    return [
        {"id": key, "presence": "on-site"}
        if key == porteur
        else _partner(key, referentials.partners[key].field, draw, slots)
        for key in order
    ]


def services(referentials: Referentials, draw: Draw, present: list[Any] | None) -> list[str]:
    """Give the needs a place answers, from its partners, in the order of `services.yml`."""
    keys = {partner if isinstance(partner, str) else partner["id"] for partner in present or []}
    wanted = {service for key in sorted(keys) for service in _SERVICES_OF.get(key, ())}
    wanted |= {service for service, share in _OTHER_SERVICES.items() if draw.chance(share)}
    return [key for key in referentials.services if key in wanted]


def _partner(
    key: str, field: PartnerField, draw: Draw, slots: WeekSlots | None
) -> str | dict[str, Any]:
    if field == PartnerField.OTHER:
        is_referral = key == "grdf" and draw.chance(0.4)
        return {"id": key, "presence": "referral"} if is_referral else key
    presence = draw.weighted({"": 0.42, "on-site": 0.36, "remote": 0.12, "referral": 0.1})
    if not presence:
        return key
    partner: dict[str, Any] = {"id": key, "presence": presence}
    if presence == "remote":
        partner["details"] = draw.one(_REMOTE)
    elif presence == "referral":
        partner["details"] = draw.one(_REFERRAL)
    else:
        first, second = permanence(slots, draw), permanence(slots, draw)
        is_pair = draw.chance(0.2) and _day(first) != _day(second)
        partner["when"] = [first, second] if is_pair else [first]
        if draw.chance(0.2):
            known = [text for text in _ON_SITE if key == "pole-emploi" or "3949" not in text]
            partner["details"] = draw.one(known)
    return partner


def _day(written: str) -> str:
    return next(word for word in written.split() if word.endswith("day"))
