"""Communes and former communes, read from `data/geo/` (made by `tools/geography`)."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from sys import intern
from typing import NamedTuple

from msap.errors import Refusal, reason_of

Ring = tuple[tuple[float, float], ...]
"""Points around an area, latitude first."""


def departement_of(insee: str) -> str:
    """Return the code of the department, or overseas collectivity, an INSEE code belongs to."""
    return insee[:3] if insee[:2] in {"97", "98"} else insee[:2]


class DamagedError(ValueError):
    """Raised for a table that is not as the tool wrote it; the message says what, in French."""


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


class Communes(Mapping[str, Commune]):
    """Communes by INSEE code, each made from its row when it is first asked for.

    A build of pages asks for few of the 35 000: a quarter of the time, 0.6 of the memory.
    """

    def __init__(self, rows: Iterable[str]) -> None:
        """Take the rows of `communes.csv`; raises DamagedError when one has not its eight cells."""
        self._known: dict[str, str | Commune] = {}
        for row in rows:
            if row.count(",") != 7 and len(_cells(row)) != 8:
                raise DamagedError(f"la ligne « {row} » n’a pas huit cellules")
            self._known[row.partition(",")[0]] = row

    def __getitem__(self, insee: str) -> Commune:
        """Return a commune; raises KeyError when there is none, Refusal when its row is damaged."""
        found = self._known[insee]
        if isinstance(found, str):
            found = self._known[insee] = _commune(found)
        return found

    def __iter__(self) -> Iterator[str]:
        """Return the codes in the order of the file."""
        return iter(self._known)

    def __len__(self) -> int:
        """Count the communes."""
        return len(self._known)

    @cached_property
    def by_beginning(self) -> dict[str, list[str]]:
        """Return the codes by their first two signs, which are those of their department's code."""
        codes: dict[str, list[str]] = {}
        for insee in self._known:
            codes.setdefault(insee[:2], []).append(insee)
        return codes


@dataclass(frozen=True)
class Geography:
    """All communes by INSEE code, and what became of the former ones."""

    communes: Communes
    former: dict[str, FormerCommune]

    @cached_property
    def by_departement(self) -> dict[str, tuple[Commune, ...]]:
        """Return the communes of each department code, in INSEE order, arrondissements included."""
        groups: dict[str, list[Commune]] = {}
        for commune in self.communes.values():
            groups.setdefault(commune.departement, []).append(commune)
        return {code: tuple(communes) for code, communes in groups.items()}

    def communes_of(self, departement: str) -> Iterator[Commune]:
        """Yield the communes of a department, each made only as it is asked for."""
        codes = self.communes.by_beginning.get(departement[:2], ())
        communes = (self.communes[insee] for insee in codes)
        return (commune for commune in communes if commune.departement == departement)

    def is_inhabited(self, departement: str) -> bool:
        """Return whether people live in a department; few communes are made to know it."""
        return any(commune.population for commune in self.communes_of(departement))

    @cached_property
    def centres(self) -> dict[str, tuple[float, float]]:
        """Return latitude and longitude of each commune for which a source gives them."""
        return {
            commune.insee: (commune.lat, commune.lon)
            for commune in self.communes.values()
            if commune.lat is not None and commune.lon is not None
        }

    @cached_property
    def ranks_of_centres(self) -> dict[str, int]:
        """Return the rank among the centres of each commune that has one."""
        return {insee: rank for rank, insee in enumerate(self.centres)}

    def current(self, insee: str) -> Commune | None:
        """Return the commune of an INSEE code, following former communes to today's."""
        if insee in self.former and insee not in self.communes:
            insee = self.former[insee].commune
        return self.communes.get(insee)


def departement_rings(data: Path) -> dict[str, tuple[Ring, ...]]:
    """Read the outlines in `departements.geojson` of each department code, latitude first, WGS 84.

    Raises Refusal when the file is damaged.
    """
    path = data / "geo" / "departements.geojson"
    try:
        return {
            feature["properties"]["code"]: tuple(
                tuple((lat, lon) for lon, lat in ring)
                for polygon in feature["geometry"]["coordinates"]
                for ring in polygon
            )
            for feature in json.loads(path.read_text(encoding="utf-8"))["features"]
        }
    except (OSError, ValueError, KeyError, TypeError) as failure:
        raise Refusal(
            f"Les contours des départements ({path}) ne se lisent pas : {reason_of(failure)}. "
            "Remettez le fichier de la dernière version."
        ) from failure


def read_geography(data: Path) -> Geography:
    """Read the two CSV files; raises Refusal when they are missing or damaged."""
    try:
        return _read(data)
    except (OSError, ValueError) as failure:
        reason = str(failure) if isinstance(failure, DamagedError) else reason_of(failure)
        raise Refusal(
            f"Les données du territoire ({data / 'geo'}) ne se lisent pas : {reason}. "
            "Remettez les fichiers de la dernière version."
        ) from failure


def _read(data: Path) -> Geography:
    text = (data / "geo" / "communes.csv").read_text(encoding="utf-8")
    _, *rows = text.removesuffix("\n").split("\n")
    if not rows:
        raise DamagedError("« communes.csv » n’a aucune ligne")
    with (data / "geo" / "former-communes.csv").open(encoding="utf-8", newline="") as file:
        former_rows = csv.reader(file)
        next(former_rows)
        former = {
            insee: FormerCommune(insee, name, commune)
            for insee, name, _kind, commune in former_rows
        }
    return Geography(Communes(rows), former)


def _cells(row: str) -> list[str]:
    return next(csv.reader([row])) if '"' in row else row.split(",")


def _commune(row: str) -> Commune:
    """Make a commune from its row; it shares the texts that many have."""
    try:
        insee, name, departement, postcodes, population, lat, lon, parent = _cells(row)
        return Commune(
            insee,
            name,
            intern(departement),
            _postcodes(postcodes),
            int(population or 0),
            float(lat) if lat else None,
            float(lon) if lon else None,
            parent,
        )
    except ValueError:
        raise Refusal(
            f"Une ligne de data/geo/communes.csv ne se lit pas : « {row} ». "
            "Remettez le fichier de la dernière version."
        ) from None


@cache
def _postcodes(text: str) -> tuple[str, ...]:
    return tuple(text.split())
