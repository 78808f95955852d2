"""The CSV tables that charts are drawn from: named columns, text cells, each with its line."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path, PurePath
from typing import NamedTuple

from msap.source.problems import Position, Problem
from msap.source.text import PAGE_SIZE_LIMIT, read_text

_NUMBER = re.compile(r"[0-9]{1,15}(\.[0-9]{1,15})?")


class Row(NamedTuple):
    """One row: its cells in the order of the columns, and its line in the file."""

    cells: tuple[str, ...]
    line: int


class Table(NamedTuple):
    """A whole table; every row has as many cells as there are columns."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]

    def cells(self, column: str) -> list[str]:
        """Give a column from top to bottom."""
        rank = self.columns.index(column)
        return [row.cells[rank] for row in self.rows]


def read_table(path: Path, shown: PurePath) -> tuple[Table | None, list[Problem]]:
    """Read a UTF-8 CSV file, comma-separated, whose first row names the columns."""
    text, problems = read_text(path, shown, PAGE_SIZE_LIMIT)
    if text is None or problems:
        return None, problems
    reader = csv.reader(io.StringIO(text), strict=True)
    rows: list[Row] = []
    try:
        rows += (Row(_stripped(cells), reader.line_num) for cells in reader if cells)
    except csv.Error:
        return None, [
            Problem(
                shown,
                Position(reader.line_num),
                "tableau-guillemets",
                "Un guillemet est ouvert et mal fermé.",
                'Entourez la cellule de guillemets droits, et doublez ceux du texte : "".',
            )
        ]
    if len(rows) < 2:
        return None, [
            Problem(
                shown,
                Position(),
                "tableau-vide",
                "Ce tableau n’a aucune ligne sous ses titres.",
                "Écrivez les titres des colonnes, puis une ligne par valeur.",
            )
        ]
    columns, *body = rows
    problems = [
        Problem(
            shown,
            Position(row.line),
            "tableau-cellules",
            f"Cellules de cette ligne : {len(row.cells)} ; colonnes du tableau : {len(columns.cells)}.",
            "Séparez par des virgules ; entourez de guillemets un texte qui en contient.",
        )
        for row in body
        if len(row.cells) != len(columns.cells)
    ]
    return (None if problems else Table(columns.cells, tuple(body))), problems


def parse_number(cell: str) -> float | None:
    """Read a number written with at most 15 digits on each side of a point, None for anything else."""
    return float(cell) if _NUMBER.fullmatch(cell) else None


def _stripped(cells: list[str]) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in cells)
