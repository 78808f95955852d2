"""The places around each commune, in tiles of neighbouring communes that browsers fetch whole."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from msap.domain.addresses import PLACES
from msap.domain.offer import partners_there, promised_partners
from msap.publish.directory import Directory
from msap.publish.locations import NEAREST_COUNT, Location, nearest_locations
from msap.publish.search.territory import COMMUNES_IN_TILE, CommuneOrder
from msap.publish.wording.contact_details import phone_words
from msap.publish.wording.opening import script_hours
from msap.source.geography import Commune
from msap.source.msap import Msap
from msap.source.network import Offer

WITH_PARTNER = 2
"""Places given for each commune and each partner."""
PRECISION = 10_000
"""Parts of a degree in tiles: positions are rounded to about 10 m."""
TILE_COLUMNS = (
    *("label", "id", "commune", "number", "lat", "lon", "phone", "partners"),
    *("week", "closed", "dept"),
)
"""What the line of a place has; the last two are left out where both are empty."""


class CommuneTile(NamedTuple):
    """What a tile holds: positions of its communes, as JSON, and the addresses of its locations."""

    positions: str
    locations: tuple[str, ...]


def lay_out(directory: Directory, territory: CommuneOrder) -> list[CommuneTile]:
    """Return every tile, in order; its locations are sorted.

    They are those inside it, the nearest of each of its communes, and the nearest with each
    partner.
    """
    chosen: list[set[str]] = [set() for _ in territory.tiles()]
    for location in directory.locations:
        number = territory.number_of(location.address.insee)
        if number is not None:
            chosen[number // COMMUNES_IN_TILE].add(location.url)
    for tile, ranks in enumerate(_nearest_of_communes(directory, territory)):
        chosen[tile].update(directory.nearest_by_commune.locations[rank].url for rank in ranks)
    return [
        CommuneTile(
            ",".join(str(value) for commune in communes for value in _position(commune)),
            tuple(sorted(urls)),
        )
        for communes, urls in zip(territory.tiles(), chosen, strict=True)
    ]


def write_tiles(tiles: Iterable[CommuneTile], lines: Mapping[str, str]) -> list[str]:
    """Return the text of every tile; `lines` are those of locations, by address."""
    return [
        f'{{"c":[{tile.positions}],"s":[{",".join(map(lines.__getitem__, tile.locations))}]}}'
        for tile in tiles
    ]


def location_lines(
    locations: Iterable[Location],
    territory: CommuneOrder,
    partners: Sequence[str],
    offer: Offer | None,
    today: date,
) -> dict[str, str]:
    """Return the lines of locations, as JSON, by address."""
    return {
        location.url: json.dumps(
            _location_line(location, territory, partners, offer, today),
            ensure_ascii=False,
            separators=(",", ":"),
        )
        for location in locations
    }


def _nearest_of_communes(directory: Directory, territory: CommuneOrder) -> list[set[int]]:
    """Return for each tile the ranks of the locations around its communes.

    The nearest with a partner mostly are among the nearest of all: only the other communes are
    searched for, those that know NEAREST_COUNT locations, and among these fewer with the partner.
    """
    by_commune = directory.nearest_by_commune
    chosen: list[set[int]] = [set() for _ in territory.tiles()]
    offer = directory.catalogue.network.offer
    there = [partners_there(one.entry.msap, offer) or () for one in by_commune.locations]
    partners = sorted({key for keys in there for key in keys})
    having = [_bits(keys, partners) for keys in there]
    lacking: list[list[str]] = [[] for _ in partners]
    for number, commune in enumerate(territory.communes):
        ranks = by_commune.within_maximum_distance(commune.insee)
        chosen[number // COMMUNES_IN_TILE].update(ranks)
        if partners and len(ranks) == NEAREST_COUNT:
            once = twice = 0
            for rank in ranks:
                twice |= once & having[rank]
                once |= having[rank]
            for partner, communes in enumerate(lacking):
                if not twice >> partner & 1:
                    communes.append(commune.insee)
    for partner, communes in enumerate(lacking):
        ranks = [rank for rank, bits in enumerate(having) if bits >> partner & 1]
        locations = [by_commune.locations[rank] for rank in ranks]
        nearest = nearest_locations(locations, communes, directory.geography, WITH_PARTNER)
        for insee in communes:
            found = (ranks[one] for one in nearest.within_maximum_distance(insee))
            chosen[territory.numbers[insee] // COMMUNES_IN_TILE].update(found)
    return chosen


def _bits(keys: Iterable[str], partners: Sequence[str]) -> int:
    """Return a number whose bits are the partners of a location."""
    return sum({1 << partners.index(key) for key in keys})


def _ranks(msap: Msap, partners: Sequence[str], offer: Offer | None) -> list[int] | None:
    """Return the ranks of the partners, then those promised everywhere, counted down from -1."""
    own = [partners.index(partner.id) for partner in msap.partners or ()]
    promised = [~partners.index(partner.id) for partner in promised_partners(msap, offer)]
    return None if msap.partners is None and not promised else own + promised


def _position(commune: Commune) -> tuple[int, int]:
    """Return degrees times 10 000; 0, 0 where no source gives them."""
    if commune.lat is None or commune.lon is None:
        return 0, 0
    return round(commune.lat * PRECISION), round(commune.lon * PRECISION)


def _location_line(
    location: Location,
    territory: CommuneOrder,
    partners: Sequence[str],
    offer: Offer | None,
    today: date,
) -> list[object]:
    """Return name, address, commune and its number, position, phone, partners, hours.

    Hours are those of the script of every page: week, then closures and department if any.
    """
    msap = location.entry.msap
    number = territory.number_of(location.address.insee)
    point = location.point
    hours = script_hours(location, today)
    return [
        location.name,
        location.url.removeprefix(PLACES).rstrip("/"),
        location.commune,
        -1 if number is None else number,
        round(point.lat * PRECISION) if point else 0,
        round(point.lon * PRECISION) if point else 0,
        phone_words(msap.contact),
        _ranks(msap, partners, offer),
        hours.week,
        *([hours.closed, hours.dept] if hours.closed or hours.dept else []),
    ]
