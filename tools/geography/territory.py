"""What the two editions of the communes table say, joined into places by INSEE code."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from shapely import Geometry, Point
from shapely.errors import GEOSException

from msap.source.geography import departement_of
from tools.geography.archives import GeographyError
from tools.geography.points import Place

_NULL = "\\N"
_CURRENT = ("COM", "ARM")
_PARTS = ("COMD", "COMA")


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition: current communes, parts (delegated, associated), and the names of both."""

    communes: Mapping[str, Place]
    parts: Mapping[str, Place]
    names: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class CurrentCommunes:
    """The current communes with their whole outline, and the codes that had to be completed."""

    places: Mapping[str, Place]
    delegated: Mapping[str, Place]
    recovered: tuple[str, ...]


def read_edition(rows: Iterable[Mapping[str, str]]) -> Edition:
    """Read the rows of a communes table, keeping code, name, outline and town hall only."""
    communes: dict[str, Place] = {}
    parts: dict[str, Place] = {}
    names: dict[str, str] = {}
    for row in rows:
        kind, code = row["type"], row["code"]
        if kind in _CURRENT:
            communes[code] = _place(row)
        elif kind in _PARTS:
            parts[code] = _place(row)
        else:
            continue
        if kind != "COM":
            names.setdefault(code, row["nom"])
        else:
            names[code] = row["nom"]
    return Edition(communes, parts, names)


def join(current: Edition, earlier: Edition, successors: Mapping[str, str]) -> CurrentCommunes:
    """Return each current commune its whole outline.

    A commune that merged after the earlier edition has no outline of its own in the current one,
    and its successor's lacks that ground: each earlier outline whose inner point is covered by no
    current one joins the outline of its successor (`successors`: former code to current code).
    """
    places = dict(current.communes)
    recovered = uncovered(current.communes, earlier.communes)
    for code in recovered:
        successor = successors.get(code, code)
        place = places.get(successor, Place(None, None))
        ground = [g for g in (place.outline, earlier.communes[code].outline) if g is not None]
        places[successor] = Place(shapely.union_all(ground), place.town_hall)
    return CurrentCommunes(places, {**earlier.parts, **current.parts}, recovered)


def uncovered(current: Mapping[str, Place], earlier: Mapping[str, Place]) -> tuple[str, ...]:
    """Return the codes of the earlier outlines that stand where no current outline is."""
    outlines = [place.outline for place in current.values() if place.outline is not None]
    known = sorted(code for code, place in earlier.items() if place.outline is not None)
    inner = shapely.point_on_surface([earlier[code].outline for code in known])
    covered = set(shapely.STRtree(outlines).query(inner, predicate="intersects")[0].tolist())
    return tuple(code for number, code in enumerate(known) if number not in covered)


def by_departement(places: Mapping[str, Place]) -> dict[str, Sequence[Geometry]]:
    """Group the outlines by department code, read from the INSEE code."""
    groups: dict[str, list[Geometry]] = {}
    for code, place in sorted(places.items()):
        if place.outline is not None:
            groups.setdefault(departement_of(code), []).append(place.outline)
    return dict(sorted(groups.items()))


def _place(row: Mapping[str, str]) -> Place:
    outline = _geometry(row, "geometry")
    town_hall = _geometry(row, "mairie_localisation")
    return Place(
        None if outline is None else shapely.make_valid(outline),
        town_hall if isinstance(town_hall, Point) else None,
    )


def _geometry(row: Mapping[str, str], column: str) -> Geometry | None:
    if row[column] == _NULL:
        return None
    try:
        geometry = shapely.from_wkb(row[column])
    except GEOSException as error:
        raise GeographyError(f"Commune {row['code']} : « {column} » illisible.") from error
    finite = bool(np.isfinite(shapely.get_coordinates(geometry)).all())
    return geometry if finite and not geometry.is_empty else None
