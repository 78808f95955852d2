"""Editions of the invented list, written again with something changed, and brought in."""

from __future__ import annotations

import csv
from collections.abc import Callable, Collection
from datetime import date
from functools import cache
from pathlib import Path

from msap.exchange.import_list import import_list
from msap.exchange.record_folder import held
from msap.exchange.report import Report
from msap.source.catalogue import Catalogue, Reader
from msap.source.entries import RecordEntry, read_entry
from msap.source.problems import Problem
from tests.projects import sample_data

SAMPLE = Path(__file__).with_name("data") / "liste-inventee-20240801.csv"
DAY = date(2024, 8, 1)
Row = dict[str, str]


def bring_in(
    csv_path: Path,
    records: Path,
    edition: date | None = DAY,
    previous: Path | None = None,
    *,
    accepts_poorer: bool = False,
) -> tuple[Report | None, list[Problem]]:
    """Import a list into a folder, as the command does."""
    with held(records) as folder:
        return import_list(
            csv_path,
            folder,
            edition,
            previous,
            accepts_poorer=accepts_poorer,
            catalogue=_catalogue(),
        )


@cache
def _catalogue() -> Catalogue:
    shared, problems = Reader().shared(sample_data())
    assert shared, problems
    return Catalogue((), *shared)


def imported(csv_path: Path, records: Path, previous: Path | None = None) -> Report:
    """Import a list that must be accepted."""
    report, problems = bring_in(csv_path, records, previous=previous)
    assert problems == []
    assert report is not None
    return report


def entries(records: Path) -> list[RecordEntry]:
    """Read every record, which must be sound."""
    found = [
        read_entry(path, path.relative_to(records)) for path in sorted(records.glob("*/*.yml"))
    ]
    assert [problem for _entry, problems in found for problem in problems] == []
    return [entry for entry, _problems in found if entry]


def edition(folder: Path, **cells: str | None) -> Path:
    """Write the sample again with other cells in its first row; None drops the row."""

    def change(rows: list[Row]) -> None:
        if None in cells.values():
            rows.pop(0)
        else:
            rows[0].update({key: value for key, value in cells.items() if value is not None})

    return rewritten(folder, SAMPLE, change)


def rewritten(
    folder: Path,
    source: Path,
    change: Callable[[list[Row]], None] = lambda _rows: None,
    without: Collection[str] = (),
) -> Path:
    """Write a list again with its rows changed, without some columns."""
    with source.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    change(rows)
    path = folder / "autre-20240801.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        columns = [column for column in rows[0] if column not in without]
        writer = csv.DictWriter(file, columns, extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)
    return path
