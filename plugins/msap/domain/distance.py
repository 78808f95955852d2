"""The distance between two points of the Earth."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt

EARTH_RADIUS_KM = 6371.0088
"""Mean radius of the Earth (IUGG); the error against the ellipsoid stays under 0.6 %."""


def distance_km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Return the great-circle distance between two points in degrees, in kilometres (haversine)."""
    phi, other_phi = radians(lat), radians(other_lat)
    half_north = sin((other_phi - phi) / 2)
    half_east = sin(radians(other_lon - lon) / 2)
    chord = half_north**2 + cos(phi) * cos(other_phi) * half_east**2
    return 2 * EARTH_RADIUS_KM * asin(sqrt(min(1.0, chord)))
