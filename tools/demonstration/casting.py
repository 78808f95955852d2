"""Which place shows what: every feature of a record is given to a known number of places.

The places of a chorus differ by chance; those of the cast are drawn here, so that nothing of the
model is ever missing and the warnings of the check are exactly those that are meant.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from msap.source.geography import Commune
from tools.demonstration.draw import Draw
from tools.demonstration.places import Choice, distance

LA_POSTE_PROJECTS = 109
SHOWCASE = "23001"
"""Ahun, the example of the editors' guide: its record shows nearly everything."""

_ALONE = {
    "touring": 9,
    "bus": 5,
    "branches": 6,
    "multi-site": 4,
    "short-week": 3,
    "one-partner": 2,
    "no-hours": 6,
    "partial-week": 14,
    "long-name": 2,
    "territory-name": 10,
}
_SHARED = {
    "no-phone": 12,
    "no-contact": 2,
    "approximate": 22,
    "former-id": 9,
    "no-label": 14,
    "no-charter": 10,
    "appointment-required": 12,
    "particular-slot": 110,
    "past-closure": 40,
    "closed-now": 9,
    "christmas": 80,
    "notice": 32,
    "description": 95,
    "remarks": 70,
}
_SHOWCASE_TRAITS = ("description", "former-id", "notice")
_FORBIDDEN = {
    "particular-slot": frozenset(
        {"touring", "bus", "no-hours", "short-week", "appointment-required"}
    ),
    "no-phone": frozenset({"touring", "bus", "no-hours"}),
    "notice": frozenset({"no-phone"}),
    "remarks": frozenset({"no-phone"}),
    "appointment-required": frozenset({"touring", "bus", "no-hours"}),
    "approximate": frozenset({"touring", "bus"}),
    "closed-now": frozenset({"no-hours", "short-week"}),
    "no-contact": frozenset({"no-phone", "touring", "bus", "no-hours", "notice"}),
}
_PORTEURS_OF_OPEN = {
    "epci": 0.43,
    "association": 0.2,
    "commune": 0.17,
    "la-poste": 0.09,
    "gip": 0.06,
    "departement": 0.05,
}
_PORTEURS_OF_PROJECTS = {
    "epci": 0.55,
    "commune": 0.25,
    "association": 0.12,
    "departement": 0.05,
    "gip": 0.03,
}


@dataclass(slots=True)
class Part:
    """What one place shows.

    `traits` tells each trait with the rank of the place among those that share it; `leader` is the
    commune at the head of its group of places.
    """

    commune: Commune
    porteur: str
    traits: dict[str, int] = field(default_factory=dict)
    leader: Commune | None = None
    is_branch: bool = False


def cast_open(choice: Choice) -> list[Part]:
    """Give each open place its porteur, its traits and its group."""
    parts = [
        Part(commune, Draw("porteur", commune.insee).weighted(_PORTEURS_OF_OPEN))
        for commune in choice.open
    ]
    chorus = [part for part in parts if part.commune.insee != SHOWCASE]
    free = Draw("cast", "alone").shuffled(chorus)
    for trait, count in _ALONE.items():
        for rank in range(count):
            part = _next(free, trait)
            part.traits[trait] = rank
            if trait in {"touring", "bus"} and part.porteur == "commune":
                part.porteur = "epci"
            if trait in {"branches", "multi-site"}:
                _gather(part, free, 2 if trait == "branches" else 1)
    for trait, count in _SHARED.items():
        able = [part for part in chorus if _can(part, trait)]
        for rank, part in enumerate(Draw("cast", trait).shuffled(able)[:count]):
            part.traits[trait] = rank
    showcase = next(part for part in parts if part.commune.insee == SHOWCASE)
    showcase.traits |= dict.fromkeys(_SHOWCASE_TRAITS, 0)
    showcase.porteur = "epci"
    return parts


def cast_projects(choice: Choice) -> list[Part]:
    """Give each project its porteur: La Poste for 109 of them, in the larger communes first."""
    order = Draw("cast", "projects").shuffled(choice.project)
    by_post = {commune.insee for commune in order[:LA_POSTE_PROJECTS]}
    return [
        Part(
            commune,
            "la-poste"
            if commune.insee in by_post
            else Draw("porteur", commune.insee).weighted(_PORTEURS_OF_PROJECTS),
        )
        for commune in choice.project
    ]


def _next(free: list[Part], trait: str) -> Part:
    """Take the next free place; La Poste neither tours nor leads a group."""
    keeps_shop = trait not in {"touring", "bus", "branches", "multi-site", "long-name"}
    place = next(n for n, part in enumerate(free) if keeps_shop or part.porteur != "la-poste")
    return free.pop(place)


def _gather(leader: Part, free: list[Part], count: int) -> None:
    """Put the nearest free places of the department into the group of a leader."""
    near = sorted(
        (part for part in free if part.commune.departement == leader.commune.departement),
        key=lambda part: (distance(part.commune, leader.commune), part.commune.insee),
    )[:count]
    leader.leader = leader.commune
    for part in near:
        free.remove(part)
        part.leader = leader.commune
        part.porteur = leader.porteur
        part.is_branch = "branches" in leader.traits
        part.traits["branch" if part.is_branch else "multi-site"] = count


def _can(part: Part, trait: str) -> bool:
    """Tell whether a trait may be added: it must not contradict those a place has."""
    forbidden = _FORBIDDEN.get(trait, frozenset())
    return forbidden.isdisjoint(part.traits)
