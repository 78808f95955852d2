"""Communes and former communes, read from `data/geo/` (made by `tools/geography`)."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple


class Commune(NamedTuple):
    """A commune of the official geographic code.

    `lat` and `lon` are WGS 84 degrees, None where no source gives them; `parent` is the city of a
    municipal arrondissement, empty otherwise.
    """

    insee: str
    name: str
    departement: str
    postcodes: tuple[str, ...]
    population: int
    lat: float | None
    lon: float | None
    parent: str


class FormerCommune(NamedTuple):
    """A commune that now is part of another, whose INSEE code is `commune`."""

    insee: str
    name: str
    commune: str


@dataclass(frozen=True)
class Geography:
    """All communes by INSEE code, and what became of the former ones."""

    communes: dict[str, Commune]
    former: dict[str, FormerCommune]

    @cached_property
    def by_departement(self) -> dict[str, tuple[Commune, ...]]:
        """Give the communes of each department code, in INSEE order, arrondissements included."""
        groups: dict[str, list[Commune]] = {}
        for commune in self.communes.values():
            groups.setdefault(commune.departement, []).append(commune)
        return {code: tuple(communes) for code, communes in groups.items()}

    def current(self, insee: str) -> Commune | None:
        """Give the commune of an INSEE code, following former communes to today's."""
        if insee in self.former and insee not in self.communes:
            insee = self.former[insee].commune
        return self.communes.get(insee)


def read_geography(data: Path) -> Geography:
    """Read the two CSV files; raises OSError or ValueError when they are damaged."""
    with (data / "geo" / "communes.csv").open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        next(rows)
        communes = {
            insee: Commune(
                insee,
                name,
                departement,
                tuple(postcodes.split()),
                int(population or 0),
                float(lat) if lat else None,
                float(lon) if lon else None,
                parent,
            )
            for insee, name, departement, postcodes, population, lat, lon, parent in rows
        }
    with (data / "geo" / "former-communes.csv").open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        next(rows)
        former = {
            insee: FormerCommune(insee, name, commune) for insee, name, _kind, commune in rows
        }
    return Geography(communes, former)
