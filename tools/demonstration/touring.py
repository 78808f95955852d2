"""The rounds of the places that come to people, stop after stop."""

from __future__ import annotations

from typing import Any

from msap.source.geography import Commune
from tools.demonstration.contacts import address, location
from tools.demonstration.draw import Draw
from tools.demonstration.french import slug, typographic
from tools.demonstration.weeks import WORKING_DAYS, WeekSlots

_HALF_DAYS = tuple((day, time) for day in WORKING_DAYS for time in ("09:30-12:30", "14:00-17:00"))
_NAMED = (
    ("place du marché", "Derrière la salle des fêtes quand il y a marché."),
    ("salle des fêtes", "Sur le parking, côté cour."),
    ("parking de la mairie", "À côté de l’arrêt de car, sous l’auvent."),
    ("place de l’église", "Devant le porche."),
)
_DETAILS = (
    "Devant la mairie, sous les tilleuls.",
    "Le véhicule s’arrête sur le parking de l’école.",
    "Près de l’abribus, un coup de klaxon annonce l’arrivée.",
)


def stops(communes: list[Commune], draw: Draw) -> list[dict[str, Any]]:
    """Give one stop a commune, 3 to 8 of them, that share ten half-days: 30 hours a week.

    From six stops on, the last half-day goes to the first stop in even weeks and to the second in
    odd weeks.
    """
    hours: list[WeekSlots] = [{} for _ in communes]
    has_turns = len(communes) >= 6
    own = _HALF_DAYS[:-1] if has_turns else _HALF_DAYS
    for rank, (day, time) in enumerate(own):
        hours[rank * len(communes) // len(own)].setdefault(day, []).append(time)
    if has_turns:
        day, time = _HALF_DAYS[-1]
        hours[0].setdefault(day, []).append({"time": time, "weeks": "even"})
        hours[1].setdefault(day, []).append({"time": time, "weeks": "odd"})
    return [
        _stop(commune, week, Draw("stop", commune.insee))
        for commune, week in zip(draw.shuffled(communes), hours, strict=True)
    ]


def _stop(commune: Commune, hours: WeekSlots, draw: Draw) -> dict[str, Any]:
    stop: dict[str, Any] = {"id": slug(commune.name), "hours": hours}
    is_named = draw.chance(0.4)
    stop["address"] = address(commune, draw, with_street=not is_named and draw.chance(0.7))
    stop["address"].pop("extra", None)
    name, spot = draw.one(_NAMED)
    if is_named:
        stop["name"] = f"{typographic(commune.name)}, {name}"
    if draw.chance(0.7):
        stop["location"] = location(commune, draw)
    if draw.chance(0.4):
        stop["details"] = spot if is_named else draw.one(_DETAILS)
    return stop
