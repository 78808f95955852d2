"""The places around each commune, in blocks of neighbouring communes that browsers fetch whole."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from msap.domain.nearest import PointIndex
from msap.publish.directory import REACH_KM, Directory, Spot
from msap.publish.opening import script_hours
from msap.publish.particulars import phone_words
from msap.publish.search.territory import BLOCK, Territory
from msap.source.geography import Commune

_WITH_PARTNER = 2
"""Places given for each commune and each partner."""
_PRECISION = 1e4
"""Positions are rounded to about 10 m."""


def write_blocks(
    directory: Directory, territory: Territory, chosen: Mapping[int, Sequence[str]], today: date
) -> list[str]:
    """Give the text of every block, in order; `chosen` gives the addresses of its spots."""
    partners = tuple(directory.catalogue.referentials.partners)
    lines = {spot.url: _spot_line(spot, territory, partners, today) for spot in directory.spots}
    texts: list[str] = []
    for rank, communes in enumerate(territory.blocks()):
        spots = [lines[url] for url in chosen.get(rank, ())]
        content = {"c": [value for c in communes for value in _position(c)], "s": spots}
        texts.append(json.dumps(content, ensure_ascii=False, separators=(",", ":")))
    return texts


def choose_spots(directory: Directory, territory: Territory) -> dict[int, list[str]]:
    """Give the addresses of the spots each block holds, sorted.

    They are those inside it, the nearest of each of its communes, and the nearest with each
    partner.
    """
    chosen: defaultdict[int, set[str]] = defaultdict(set)
    for spot in directory.spots:
        number = territory.number_of(spot.address.insee)
        if number is not None:
            chosen[number // BLOCK].add(spot.url)
    for insee, found in directory.around_communes.items():
        if insee in territory.numbers:
            chosen[territory.numbers[insee] // BLOCK].update(one.spot.url for one in found)
    placed = [
        (number, (commune.lat, commune.lon))
        for number, commune in enumerate(territory.communes)
        if commune.lat is not None and commune.lon is not None
    ]
    for partner in directory.catalogue.referentials.partners:
        having = [
            (spot.url, spot.point)
            for spot in directory.spots
            if spot.point and any(one.id == partner for one in spot.entry.msap.partners or ())
        ]
        index = PointIndex((point.lat, point.lon) for _, point in having)
        nearest = index.nearest_each([point for _, point in placed], _WITH_PARTNER)
        for (number, _), neighbours in zip(placed, nearest, strict=True):
            chosen[number // BLOCK].update(
                having[one.rank][0] for one in neighbours if one.km <= REACH_KM
            )
    return {rank: sorted(urls) for rank, urls in chosen.items()}


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
