"""The record of Ahun, the example of the editors' guide, where it is written word for word."""

from __future__ import annotations

from types import MappingProxyType
from typing import Any

AHUN: MappingProxyType[str, Any] = MappingProxyType(
    {
        "label": {"awarded": "2015-03-12"},
        "partners": [
            "caf",
            {
                "id": "pole-emploi",
                "presence": "on-site",
                "when": ["1st and 3rd tuesday 09:00-12:00"],
                "details": "Rendez-vous à prendre à l’accueil",
            },
            {"id": "msa", "presence": "on-site", "when": ["even weeks thursday 14:00-17:00"]},
            {
                "id": "assurance-retraite",
                "presence": "remote",
                "details": "Entretien en visioconférence",
            },
            {
                "id": "assurance-maladie",
                "presence": "referral",
                "details": "Aide pour le dossier en ligne",
            },
        ],
        "services": [
            "prestations-sociales",
            "sante",
            "retraite",
            "emploi",
            "mobilite",
            "numerique",
        ],
        "hours": {
            "monday": ["09:00-12:00", "14:00-17:00"],
            "tuesday": ["09:00-12:00", "14:00-17:00"],
            "wednesday": ["09:00-12:30"],
            "thursday": ["09:00-12:00", "14:00-17:00"],
            "friday": [
                "09:00-12:00",
                {"time": "14:00-16:30", "weeks": "even"},
                {"time": "17:00-19:00", "appointment": "required"},
            ],
            "saturday": [{"time": "09:00-12:00", "nth": [1, 3]}],
            "sunday": [],
        },
        "closures": [
            {"from": "2026-08-03", "to": "2026-08-14", "reason": "Congés d’été"},
            {"from": "2026-12-24", "to": "2027-01-01", "reason": "Congés de fin d’année"},
        ],
        "appointment": "possible",
        "remarks": "Pour un premier dossier, prévoyez une heure.",
        "access": {
            "wheelchair": True,
            "details": "Rampe à gauche de l’entrée.",
            "transport": "Arrêt Mairie, à 100 m.",
        },
        "equipment": {"computers": 2, "printer": True, "video": True, "confidential_space": True},
        "updated": "2026-11-13",
    }
)
