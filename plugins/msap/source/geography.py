"""Communes and former communes, read from `data/geo/` (made by `tools/geography`)."""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from sys import intern
from typing import Any, NamedTuple

from msap.errors import Refusal


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

    @cached_property
    def centres(self) -> dict[str, tuple[float, float]]:
        """Give latitude and longitude of each commune for which a source gives them."""
        return {
            commune.insee: (commune.lat, commune.lon)
            for commune in self.communes.values()
            if commune.lat is not None and commune.lon is not None
        }

    @cached_property
    def ranks_of_centres(self) -> dict[str, int]:
        """Give the rank among the centres of each commune that has one."""
        return {insee: rank for rank, insee in enumerate(self.centres)}

    def current(self, insee: str) -> Commune | None:
        """Give the commune of an INSEE code, following former communes to today's."""
        if insee in self.former and insee not in self.communes:
            insee = self.former[insee].commune
        return self.communes.get(insee)


def departement_features(path: Path) -> list[dict[str, Any]]:
    """Read `departements.geojson`: MultiPolygons in degrees WGS 84, with the property `code`.

    Raises Refusal when the file is damaged.
    """
    try:
        features: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["features"]
    except (OSError, ValueError, KeyError, TypeError) as failure:
        raise Refusal(
            f"Les contours des départements ({path}) ne se lisent pas : {failure}. "
            "Remettez le fichier de la dernière version."
        ) from failure
    return features


def read_geography(data: Path) -> Geography:
    """Read the two CSV files; raises OSError or ValueError when they are damaged.

    Communes share the texts that many have: a quarter of the memory.
    """
    postcodes_of = cache(_postcodes)
    with (data / "geo" / "communes.csv").open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        next(rows)
        communes = {
            insee: Commune(
                insee,
                name,
                intern(departement),
                postcodes_of(postcodes),
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


def _postcodes(text: str) -> tuple[str, ...]:
    return tuple(text.split())
