"""The places around each commune, in blocks of neighbouring communes that browsers fetch whole."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from msap.publish.directory import AROUND_COUNT, Directory, Location, nearest_spots
from msap.publish.search.territory import BLOCK, CommuneOrder
from msap.publish.wording.contact_details import phone_words
from msap.publish.wording.opening import script_hours
from msap.source.geography import Commune

_WITH_PARTNER = 2
"""Places given for each commune and each partner."""
_PRECISION = 1e4
"""Positions are rounded to about 10 m."""


class Block(NamedTuple):
    """What a block holds: positions of its communes, as JSON, and the addresses of its spots."""

    positions: str
    spots: tuple[str, ...]


def lay_out(directory: Directory, territory: CommuneOrder) -> list[Block]:
    """Return every block, in order; its spots are sorted.

    They are those inside it, the nearest of each of its communes, and the nearest with each
    partner.
    """
    chosen: list[set[str]] = [set() for _ in territory.blocks()]
    for spot in directory.spots:
        number = territory.number_of(spot.address.insee)
        if number is not None:
            chosen[number // BLOCK].add(spot.url)
    for block, ranks in enumerate(_around_communes(directory, territory)):
        chosen[block].update(directory.around_communes.spots[rank].url for rank in ranks)
    return [
        Block(
            ",".join(str(value) for commune in communes for value in _position(commune)),
            tuple(sorted(urls)),
        )
        for communes, urls in zip(territory.blocks(), chosen, strict=True)
    ]


def write_blocks(blocks: Iterable[Block], lines: Mapping[str, str]) -> list[str]:
    """Return the text of every block; `lines` are those of spots, by address."""
    return [
        f'{{"c":[{block.positions}],"s":[{",".join(map(lines.__getitem__, block.spots))}]}}'
        for block in blocks
    ]


def spot_lines(
    spots: Iterable[Location], territory: CommuneOrder, partners: Sequence[str], today: date
) -> dict[str, str]:
    """Return the lines of spots, as JSON, by address."""
    return {
        spot.url: json.dumps(
            _spot_line(spot, territory, partners, today), ensure_ascii=False, separators=(",", ":")
        )
        for spot in spots
    }


def _around_communes(directory: Directory, territory: CommuneOrder) -> list[set[int]]:
    """Return for each block the ranks of the spots around its communes.

    The nearest with a partner mostly are among the nearest of all: only the other communes are
    searched for, those that know AROUND_COUNT spots, and among these fewer with the partner.
    """
    around = directory.around_communes
    chosen: list[set[int]] = [set() for _ in territory.blocks()]
    partners = sorted({one.id for s in around.spots for one in s.entry.msap.partners or ()})
    having = [_bits(spot, partners) for spot in around.spots]
    lacking: list[list[str]] = [[] for _ in partners]
    for number, commune in enumerate(territory.communes):
        ranks = around.within_reach(commune.insee)
        chosen[number // BLOCK].update(ranks)
        if partners and len(ranks) == AROUND_COUNT:
            once = twice = 0
            for rank in ranks:
                twice |= once & having[rank]
                once |= having[rank]
            for partner, communes in enumerate(lacking):
                if not twice >> partner & 1:
                    communes.append(commune.insee)
    for partner, communes in enumerate(lacking):
        ranks = [rank for rank, bits in enumerate(having) if bits >> partner & 1]
        spots = [around.spots[rank] for rank in ranks]
        nearest = nearest_spots(spots, communes, directory.geography, _WITH_PARTNER)
        for insee in communes:
            found = (ranks[one] for one in nearest.within_reach(insee))
            chosen[territory.numbers[insee] // BLOCK].update(found)
    return chosen


def _bits(spot: Location, partners: Sequence[str]) -> int:
    """Return a number whose bits are the partners of a spot."""
    return sum({1 << partners.index(partner.id) for partner in spot.entry.msap.partners or ()})


def _position(commune: Commune) -> tuple[int, int]:
    """Return degrees times 10 000; 0, 0 where no source gives them."""
    if commune.lat is None or commune.lon is None:
        return 0, 0
    return round(commune.lat * _PRECISION), round(commune.lon * _PRECISION)


def _spot_line(
    spot: Location,
    territory: CommuneOrder,
    partners: Sequence[str],
    today: date,
) -> list[object]:
    """Return name, address, commune and its number, position, phone, partners, hours.

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
