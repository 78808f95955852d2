"""The distance between two points of the Earth."""

from __future__ import annotations

from math import asin, cos, dist, radians, sin

OnSphere = tuple[float, float, float]
"""A point of the unit sphere; chords between points sort as distances, and cost less."""

EARTH_RADIUS_KM = 6371.0088
"""Mean radius of the Earth (IUGG); the error against the ellipsoid stays under 0.6 %."""


def distance_km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Return the great-circle distance between two points in degrees, in kilometres."""
    return km_of_chord(dist(on_sphere(lat, lon), on_sphere(other_lat, other_lon)))


def on_sphere(lat: float, lon: float) -> OnSphere:
    """Return the point of the unit sphere at a latitude and a longitude in degrees."""
    phi, theta = radians(lat), radians(lon)
    return cos(phi) * cos(theta), cos(phi) * sin(theta), sin(phi)


def km_of_chord(chord: float) -> float:
    """Return the great-circle distance, in kilometres, of a chord of the unit sphere."""
    return 2 * EARTH_RADIUS_KM * asin(min(1.0, chord / 2))
