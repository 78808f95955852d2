"""Where the invented places stand: real communes, spread over chosen departments.

The figures are those of the CGET (2015): 364 open in 67 metropolitan departments, 287 projects
over 81 departments. Which departments have places is our choice: no list of them was published
with the figures.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

from msap.domain.distance import distance_km
from msap.source.geography import Commune, Geography
from tools.demonstration.draw import Draw
from tools.demonstration.french import is_easy_to_say

OPEN_PLACES = 364
PROJECTS = 287
CLOSED_PLACES = 6
OVERSEAS = ("971", "972", "973", "974", "976")

_WITHOUT_OPEN = (
    "06 13 14 27 28 33 37 44 45 49 51 56 59 60 66 67 68 69 75 76 78 82 83 85 90 91 92 93 94"
)
_WITHOUT_PROJECT = "06 13 31 33 35 44 57 59 62 67 68 69 75 76 78 90 91 92 94 95"
_FIRST_CHOICE = {"open": {"23": "23001", "04": "04116"}, "project": {"32": "32160"}}
_TRIES = 9


@dataclass(frozen=True, slots=True)
class Choice:
    """The communes that play a part, by status, in the order of their INSEE codes."""

    open: tuple[Commune, ...]
    project: tuple[Commune, ...]
    closed: tuple[Commune, ...]


def choose(geography: Geography) -> Choice:
    """Choose one commune a place; no commune is chosen twice."""
    metropolitan = sorted({c.departement for c in _usable(geography) if len(c.departement) == 2})
    chosen: dict[str, list[Commune]] = {}
    lists = {}
    for status, total, excluded, overseas in (
        ("open", OPEN_PLACES, _WITHOUT_OPEN, ()),
        ("project", PROJECTS, _WITHOUT_PROJECT, OVERSEAS),
    ):
        departements = [code for code in metropolitan if code not in excluded.split()]
        departements += overseas
        candidates = {code: _candidates(geography, code) for code in departements}
        weights = {code: _weight(geography.by_departement[code]) for code in departements}
        shares = _shares(total, weights)
        lists[status] = tuple(
            commune
            for code in departements
            for commune in _spread(status, code, candidates[code], shares[code], chosen)
        )
    closed = _closed(geography, lists["open"], chosen)
    return Choice(lists["open"], lists["project"], closed)


def point(commune: Commune) -> tuple[float, float]:
    """Give the latitude and longitude of a commune; raises ValueError when no source gives them."""
    if commune.lat is None or commune.lon is None:
        raise ValueError(f"{commune.insee} {commune.name} has no coordinates")
    return commune.lat, commune.lon


def distance(one: Commune, other: Commune) -> float:
    """Give the kilometres between two communes."""
    return distance_km(*point(one), *point(other))


def neighbours(geography: Geography, commune: Commune, count: int) -> list[Commune]:
    """Give the nearest usable communes of the same department, nearest first."""
    others = [
        other
        for other in geography.by_departement[commune.departement]
        if other.insee != commune.insee and other.population >= 150 and _is_usable(other)
    ]
    return sorted(others, key=lambda other: (distance(commune, other), other.insee))[:count]


def _is_usable(commune: Commune) -> bool:
    known = commune.lat is not None and commune.postcodes and not commune.parent
    return bool(known) and is_easy_to_say(commune.name)


def _usable(geography: Geography) -> list[Commune]:
    return [commune for commune in geography.communes.values() if _is_usable(commune)]


def _candidates(geography: Geography, departement: str) -> list[Commune]:
    largest = 60_000 if departement in OVERSEAS else 25_000
    found = geography.by_departement[departement]
    return [c for c in found if _is_usable(c) and 500 <= c.population <= largest]


def _weight(communes: tuple[Commune, ...]) -> float:
    """Weigh a department by its number of communes, the more so the more it lives in villages."""
    own = [commune for commune in communes if not commune.parent]
    people = sum(commune.population for commune in own)
    villagers = sum(commune.population for commune in own if commune.population < 2_500)
    return 2.5 + sqrt(len(own)) * (0.25 + villagers / people) ** 2


def _shares(total: int, weights: dict[str, float]) -> dict[str, int]:
    """Share a total out by weight, by the largest remainders; everyone gets at least two."""
    whole = sum(weights.values())
    exact = {code: max(2.0, total * weight / whole) for code, weight in weights.items()}
    shares = {code: int(share) for code, share in exact.items()}
    order = sorted(exact, key=lambda code: (shares[code] - exact[code], code))
    for code in order[: total - sum(shares.values())]:
        shares[code] += 1
    return shares


def _spread(
    status: str,
    departement: str,
    candidates: list[Commune],
    count: int,
    chosen: dict[str, list[Commune]],
) -> list[Commune]:
    """Choose communes far from each other, market towns rather than villages or cities."""
    draw = Draw("places", status, departement)
    taken = chosen.setdefault(departement, [])
    first = _FIRST_CHOICE[status].get(departement)
    own = [commune for commune in candidates if commune.insee == first]
    taken += own
    while len(own) < count:
        free = {c: _attraction(c) for c in candidates if c not in taken}
        tries = [draw.weighted(free) for _ in range(_TRIES)]
        best = max(tries, key=lambda c: (min((distance(c, t) for t in taken), default=0), c.insee))
        own.append(best)
        taken.append(best)
    return sorted(own, key=lambda commune: commune.insee)


def _attraction(commune: Commune) -> float:
    if commune.population < 1_000:
        return 0.6
    return 2.0 if commune.population < 2_000 else 5.0


def _closed(
    geography: Geography, open_places: tuple[Commune, ...], chosen: dict[str, list[Commune]]
) -> tuple[Commune, ...]:
    """Choose closed places next to open ones, each in a department of its own."""
    closed: dict[str, Commune] = {}
    for place in Draw("places", "closed").shuffled(open_places):
        free = [c for c in neighbours(geography, place, 12) if c not in chosen[place.departement]]
        if place.departement not in closed and free:
            closed[place.departement] = free[0]
        if len(closed) == CLOSED_PLACES:
            break
    return tuple(sorted(closed.values(), key=lambda commune: commune.insee))
