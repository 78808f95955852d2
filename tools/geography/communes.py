"""Second step: the rows of communes.csv and former-communes.csv from the official code (INSEE)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

COMMUNE_COLUMNS = (
    "insee",
    "name",
    "departement",
    "postcodes",
    "population",
    "lat",
    "lon",
    "parent",
)
FORMER_COLUMNS = ("insee", "name", "kind", "commune")
_CURRENT = ("commune-actuelle", "arrondissement-municipal")
_KINDS = {"commune-deleguee": "deleguee", "commune-associee": "associee"}


@dataclass(frozen=True, slots=True)
class CommuneRow:
    """A current commune, or an arrondissement of Paris, Lyon or Marseille when it has a parent."""

    insee: str
    name: str
    departement: str
    parent: str
    postcodes: tuple[str, ...]
    population: int | None


@dataclass(frozen=True, slots=True)
class FormerCommuneRow:
    """A commune that became part of another; `name` is empty when no source gives it."""

    insee: str
    name: str
    kind: str
    commune: str


def current_communes(rows: Iterable[Mapping[str, Any]]) -> list[CommuneRow]:
    """Return the current communes and municipal arrondissements, by INSEE code."""
    communes = [
        CommuneRow(
            insee=row["code"],
            name=row["nom"],
            departement=row["departement"],
            parent=row.get("commune", ""),
            postcodes=tuple(sorted(row.get("codesPostaux", ()))),
            population=row.get("population"),
        )
        for row in rows
        if row["type"] in _CURRENT
    ]
    return sorted(communes, key=lambda commune: commune.insee)


def former_communes(
    rows: Sequence[Mapping[str, Any]], earlier_names: Mapping[str, str]
) -> list[FormerCommuneRow]:
    """Return delegated, associated and vanished communes, by INSEE code.

    The official code lists vanished communes by code alone; `earlier_names` names those that an
    earlier edition still knew.
    """
    named = [
        FormerCommuneRow(row["code"], row["nom"], _KINDS[row["type"]], row["chefLieu"])
        for row in rows
        if row["type"] in _KINDS
    ]
    known = {former.insee for former in named}
    vanished = [
        FormerCommuneRow(code, earlier_names.get(code, ""), "ancienne", row["code"])
        for row in rows
        for code in row.get("anciensCodes", ())
        if code not in known
    ]
    return sorted(named + vanished, key=lambda former: (former.insee, former.commune))


def communes_csv(communes: Iterable[CommuneRow], points: Mapping[str, tuple[float, float]]) -> str:
    """Write communes.csv; `points` holds (latitude, longitude) in degrees by INSEE code."""
    return _csv(COMMUNE_COLUMNS, (_commune_row(each, points.get(each.insee)) for each in communes))


def former_communes_csv(former: Iterable[FormerCommuneRow]) -> str:
    """Write former-communes.csv."""
    return _csv(FORMER_COLUMNS, ((f.insee, f.name, f.kind, f.commune) for f in former))


def _commune_row(commune: CommuneRow, point: tuple[float, float] | None) -> tuple[str, ...]:
    return (
        commune.insee,
        commune.name,
        commune.departement,
        " ".join(commune.postcodes),
        "" if commune.population is None else str(commune.population),
        *(("", "") if point is None else (f"{point[0]:.5f}", f"{point[1]:.5f}")),
        commune.parent,
    )


def _csv(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return text.getvalue()
