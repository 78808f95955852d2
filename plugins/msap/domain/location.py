"""Whether a point can be in the commune that an address names.

No list gives the outlines of communes here: how wide one is follows from how far the others are.
"""

from __future__ import annotations

from heapq import nsmallest
from typing import NamedTuple

from msap.domain.distance import distance_km
from msap.source.geography import Commune, Geography

WIDTHS = 2.5
"""Times the distance of the sixth nearest centre within the department.

On the list of 1 August 2024, half of the 2 845 places are within 0.3 km of the centre of their
commune and 99 % within 6 km; the farthest is at 18 km, and none at more than 1.95 times that
distance. Salin-de-Giraud, which no list has yet, would be at 2.16 times from Arles. The bound is
13 km for half of the communes.
"""
_NEIGHBOURS = 6
LEAST_KM = 5.0
"""Centres are town halls, and communes may be long: under it nothing is doubted."""
MOST_KM = 50.0
"""Over it no commune reaches, but those of French Guiana."""
MOST_IN_GUIANA_KM = 120.0
"""Trois-Sauts is 118 km from Camopi, its commune."""


class LocationError(NamedTuple):
    """A point that can't be in its commune: how far it is, and the point that was probably meant."""

    km: float
    limit_km: float
    meant: tuple[float, float] | None


def misplaced(
    lat: float, lon: float, commune: Commune, geography: Geography
) -> LocationError | None:
    """Return what is wrong with a point in degrees WGS 84, None when it may be in the commune.

    A commune without a known centre has that of the nearest one of its department.
    """
    km = _distance(lat, lon, commune, geography)
    if km is None or km <= LEAST_KM:
        return None
    limit = _limit_km(commune, geography)
    if km <= limit:
        return None
    for other in ((lon, lat), (lat, -lon), (-lat, lon), (-lat, -lon)):
        near = _distance(*other, commune, geography)
        if near is not None and near <= limit:
            return LocationError(km, limit, other)
    return LocationError(km, limit, None)


def _distance(lat: float, lon: float, commune: Commune, geography: Geography) -> float | None:
    if commune.lat is not None and commune.lon is not None:
        return distance_km(lat, lon, commune.lat, commune.lon)
    return min(
        (_km(lat, lon, other) for other in _communes_nearby(commune, geography)), default=None
    )


def _limit_km(commune: Commune, geography: Geography) -> float:
    most = MOST_IN_GUIANA_KM if commune.departement == "973" else MOST_KM
    if commune.lat is None or commune.lon is None:
        return most
    lat, lon = commune.lat, commune.lon
    nearest = nsmallest(
        _NEIGHBOURS, (_km(lat, lon, one) for one in _communes_nearby(commune, geography))
    )
    if len(nearest) < _NEIGHBOURS:
        return most
    return min(most, max(LEAST_KM, WIDTHS * nearest[-1]))


def _communes_nearby(commune: Commune, geography: Geography) -> list[Commune]:
    """Return the other communes of the department whose centre is known.

    Arrondissements are communes to each other, and to nobody else.
    """
    return [
        other
        for other in geography.communes_of(commune.departement)
        if other.insee != commune.insee
        and other.lat is not None
        and (not other.parent or other.parent == commune.parent)
    ]


def _km(lat: float, lon: float, commune: Commune) -> float:
    return distance_km(lat, lon, commune.lat or 0.0, commune.lon or 0.0)
