"""The places around each commune, in blocks of neighbouring communes that browsers fetch whole."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from msap.domain.distance import distance_km
from msap.publish.directory import Directory, Point, Spot
from msap.publish.opening import script_hours
from msap.publish.particulars import phone_words
from msap.publish.search.territory import BLOCK, Territory
from msap.source.geography import Commune

NEAREST = 5
"""Places given for each commune, at least."""
_POOL = 48
"""Places around the middle of a block among which those of its communes are looked for."""
_WITH_PARTNER = 2
"""Places given for each commune and each partner."""
_PRECISION = 1e4
"""Positions are rounded to about 10 m."""


@dataclass(frozen=True, slots=True)
class Blocks:
    """The files of the blocks, in order, and the middle of each, in hundredths of a degree."""

    texts: tuple[str, ...]
    middles: tuple[tuple[int, int] | None, ...]


def write_blocks(directory: Directory, territory: Territory, today: date) -> Blocks:
    """Write every block."""
    partners = tuple(directory.catalogue.referentials.partners)
    having = [_with_partner(directory, partner) for partner in partners]
    lines = {spot.url: _spot_line(spot, territory, partners, today) for spot in directory.spots}
    inside: dict[int, list[Spot]] = {}
    for spot in directory.spots:
        number = territory.number_of(spot.address.insee)
        if number is not None:
            inside.setdefault(number // BLOCK, []).append(spot)
    texts: list[str] = []
    middles: list[tuple[int, int] | None] = []
    for rank, communes in enumerate(territory.blocks()):
        middle = _middle(communes)
        middles.append((round(middle.lat * 100), round(middle.lon * 100)) if middle else None)
        around = _around(directory, communes, middle, having) if middle else []
        spots = {spot.url: spot for spot in [*inside.get(rank, ()), *around]}
        chosen = [lines[url] for url in sorted(spots)]
        content = {"c": [value for c in communes for value in _position(c)], "s": chosen}
        texts.append(json.dumps(content, ensure_ascii=False, separators=(",", ":")))
    return Blocks(tuple(texts), tuple(middles))


def _around(
    directory: Directory,
    communes: Sequence[Commune],
    middle: Point,
    having: Sequence[Sequence[Spot]],
) -> list[Spot]:
    """Give the nearest places of each commune, and the nearest with each partner."""
    placed = [(c.lat, c.lon) for c in communes if c.lat is not None and c.lon is not None]
    pool = directory.nearest(middle, _POOL)
    radius = max(distance_km(middle.lat, middle.lon, *point) for point in placed)
    known = [found.spot for found in pool]
    chosen: dict[str, Spot] = {}
    for lat, lon in placed:
        near = _closest(known, lat, lon, NEAREST)
        farthest = near[-1][0] if len(near) == NEAREST else float("inf")
        if len(pool) == _POOL and farthest + radius > pool[-1].km:
            found = directory.nearest(Point(lat, lon, is_approximate=True), NEAREST)
            near = [(one.km, one.spot) for one in found]
        chosen.update((spot.url, spot) for _, spot in near)
    for spots in having:
        wide = [spot for _, spot in _closest(spots, middle.lat, middle.lon, _POOL // 4)]
        for lat, lon in placed:
            near = _closest(wide, lat, lon, _WITH_PARTNER)
            chosen.update((spot.url, spot) for km, spot in near if km <= 100)
    return list(chosen.values())


def _with_partner(directory: Directory, partner: str) -> list[Spot]:
    return [
        spot
        for spot in directory.spots
        if any(one.id == partner for one in spot.entry.msap.partners or ())
    ]


def _closest(spots: Iterable[Spot], lat: float, lon: float, count: int) -> list[tuple[float, Spot]]:
    measured = [
        (distance_km(lat, lon, spot.point.lat, spot.point.lon), spot)
        for spot in spots
        if spot.point
    ]
    return sorted(measured, key=lambda pair: (pair[0], pair[1].url))[:count]


def _middle(communes: Sequence[Commune]) -> Point | None:
    placed = [(c.lat, c.lon) for c in communes if c.lat is not None and c.lon is not None]
    if not placed:
        return None
    lat = sum(lat for lat, _ in placed) / len(placed)
    lon = sum(lon for _, lon in placed) / len(placed)
    return Point(lat, lon, is_approximate=True)


def _position(commune: Commune) -> tuple[int, int]:
    """Give degrees times 10 000; 0, 0 where no source gives them."""
    if commune.lat is None or commune.lon is None:
        return 0, 0
    return round(commune.lat * _PRECISION), round(commune.lon * _PRECISION)


def _spot_line(
    spot: Spot,
    territory: Territory,
    partners: Sequence[str],
    today: date,
) -> list[object]:
    """Give name, address, commune and its number, position, phone, partners, hours.

    Hours are those of the script of every page: week, then closures and department if any.
    """
    msap = spot.entry.msap
    number = territory.number_of(spot.address.insee)
    point = spot.point
    declared = msap.partners
    hours = script_hours(spot, today)
    return [
        spot.name,
        spot.url.removeprefix("lieux/").rstrip("/"),
        spot.commune,
        -1 if number is None else number,
        round(point.lat * _PRECISION) if point else 0,
        round(point.lon * _PRECISION) if point else 0,
        phone_words(msap.contact),
        None if declared is None else [partners.index(partner.id) for partner in declared],
        hours.week,
        *([hours.closed, hours.dept] if hours.closed or hours.dept else []),
    ]
