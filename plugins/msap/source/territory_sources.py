"""Where the files of `data/geo/` come from, as `tools.geography` wrote it beside them."""

from __future__ import annotations

from pathlib import Path, PurePath

from pydantic import ConfigDict

from msap.source.problems import Problem
from msap.source.referentials import read_document
from msap.source.types import Day, Record, record


@record
class TerritorySource(Record):
    """One file: who made the data, its date, what was corrected; the rest is for machines."""

    __pydantic_config__ = ConfigDict(extra="ignore")

    title: str
    producers: tuple[str, ...]
    datasets: tuple[str, ...]
    data_date: Day
    licence: str
    corrections: tuple[str, ...] = ()


@record
class TerritorySources(Record):
    """The whole of `data/geo/sources.yml`."""

    files: tuple[TerritorySource, ...]


def read_territory_sources(data: Path) -> tuple[TerritorySources | None, list[Problem]]:
    """Read `data/geo/sources.yml`; None with the problems when it is missing or damaged."""
    shown = PurePath(data.name) / "geo" / "sources.yml"
    return read_document(data / "geo" / "sources.yml", shown, TerritorySources)
