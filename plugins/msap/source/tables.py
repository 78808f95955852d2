"""The CSV tables that charts are drawn from: named columns, text cells, each with its line.

Commas, semicolons or tabs between cells, UTF-8, UTF-16 or Windows-1252: whatever a spreadsheet writes.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection, Iterator
from pathlib import Path, PurePath
from typing import NamedTuple

from msap.source.numbers import plain_number
from msap.source.problems import Position, Problem
from msap.source.text import PAGE_SIZE_LIMIT, composed, read_bytes, unwanted_characters

_SEPARATORS = {";": "des points-virgules", ",": "des virgules", "\t": "des tabulations"}
_SEPARATOR_LINE = re.compile(r"sep=([;,\t])\n", re.IGNORECASE)
"""What Excel reads and writes as a first line, to say what stands between cells."""
_WIDE = (b"\xff\xfe", b"\xfe\xff")
_SPOILT = re.compile("[ŠšŽžƒˆ‡†‚„‰¤¨¸´¬¦]")
"""Letters that no French word has, and that those of old Macs and of DOS become in Windows-1252."""


class TableRow(NamedTuple):
    """One row: its cells in the order of the columns, and its line in the file."""

    cells: tuple[str, ...]
    line: int


class Table(NamedTuple):
    """A whole table; every row has as many cells as there are columns."""

    columns: tuple[str, ...]
    rows: tuple[TableRow, ...]

    def cells(self, column: str) -> list[str]:
        """Return a column from top to bottom."""
        rank = self.columns.index(column)
        return [row.cells[rank] for row in self.rows]

    def with_plain_numbers(self) -> Table:
        """Return the table whose columns of numbers are written as machines read them."""
        plain = [[plain_number(cell) or "" for cell in self.cells(name)] for name in self.columns]
        numeric = [all(cells) for cells in plain]
        rows = [
            row._replace(
                cells=tuple(
                    plain[rank][number] if numeric[rank] else cell
                    for rank, cell in enumerate(row.cells)
                )
            )
            for number, row in enumerate(self.rows)
        ]
        return self._replace(rows=tuple(rows))


def read_table(
    path: Path, shown: PurePath, named: Collection[str] = ()
) -> tuple[Table | None, list[Problem]]:
    """Read a CSV file whose first row names the columns; what is empty all along is left out.

    `named` are columns that must be there: they settle what separates cells where two signs would do.
    """
    raw, problems = read_bytes(path, shown, PAGE_SIZE_LIMIT)
    if raw is None:
        return None, problems
    text, problems = _decoded(raw, shown)
    if problems:
        return None, problems
    separator, problem = _separator(text, shown, named)
    if problem:
        return None, [problem]
    rows, problem = _rows(text, separator, shown)
    if problem:
        return None, [problem]
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
            f"Séparez par {_SEPARATORS[separator]} ; entourez de guillemets un texte qui en contient.",
        )
        for row in body
        if len(row.cells) != len(columns.cells)
    ]
    return (None if problems else Table(columns.cells, tuple(body))), problems


def departement_code(cell: str) -> str:
    """Return the code of a department, with the zero that spreadsheets take away: « 1 » is 01."""
    return cell.upper().zfill(2) if cell else cell


def _decoded(raw: bytes, shown: PurePath) -> tuple[str, list[Problem]]:
    """Decode what a spreadsheet wrote; report the first letter that shows another encoding."""
    try:
        text = raw.decode("utf-16" if raw.startswith(_WIDE) else "utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("cp1252", "replace")
        spoilt = _SPOILT.search(text.replace("\ufffd", "¤"))
        if spoilt:
            line = text.count("\n", 0, spoilt.start()) + 1
            return "", [
                Problem(
                    shown,
                    Position(line),
                    "tableau-lettres",
                    "Des lettres accentuées de cette ligne sont perdues.",
                    "Enregistrez le tableau au format « CSV UTF-8 (délimité par des virgules) ».",
                )
            ]
    text = composed(text)
    return text, unwanted_characters(text, shown)


def _separator(text: str, shown: PurePath, named: Collection[str]) -> tuple[str, Problem | None]:
    """Return what separates the cells: what makes all rows as long as the first, of two cells or more."""
    if declared := _SEPARATOR_LINE.match(text):
        return declared[1], None
    fitting = {sign: columns for sign in _SEPARATORS if (columns := _columns(text, sign))}
    if len(fitting) > 1:
        fitting = {s: c for s, c in fitting.items() if named and set(named) <= set(c)} or fitting
    if len(fitting) > 1:
        words = " ou ".join(_SEPARATORS[sign] for sign in fitting)
        return "", Problem(
            shown,
            Position(),
            "tableau-separateur",
            f"Les cellules de ce tableau peuvent être séparées par {words}.",
            "Écrivez une première ligne « sep=; », avec le signe qui sépare les cellules.",
        )
    if fitting:
        return next(iter(fitting)), None
    first = text.partition("\n")[0]
    return max(_SEPARATORS, key=lambda sign: (first.count(sign), sign == ",")), None


def _columns(text: str, separator: str) -> tuple[str, ...]:
    """Return the columns when this sign separates the cells of every row, of two at least."""
    rows, problem = _rows(text, separator, PurePath())
    if problem or not rows:
        return ()
    width = len(rows[0].cells)
    fits = width > 1 and all(len(row.cells) == width for row in rows)
    return rows[0].cells if fits else ()


def _rows(text: str, separator: str, shown: PurePath) -> tuple[list[TableRow], Problem | None]:
    """Read the rows that hold something; cells that are empty all along the right are left out."""
    lines = io.StringIO(text, newline="")
    before = 0
    if _SEPARATOR_LINE.match(text):
        lines.readline()
        before = 1
    reader = csv.reader(lines, delimiter=separator, strict=True)
    rows: list[TableRow] = []
    try:
        rows += (TableRow(_stripped(cells), before + reader.line_num) for cells in reader)
    except csv.Error:
        return [], Problem(
            shown,
            Position(before + reader.line_num),
            "tableau-guillemets",
            "Un guillemet est ouvert et mal fermé.",
            'Entourez la cellule de guillemets droits, et doublez ceux du texte : "".',
        )
    rows = [row for row in rows if any(row.cells)]
    return [*_without_empty_columns(rows)], None


def _without_empty_columns(rows: list[TableRow]) -> Iterator[TableRow]:
    """Remove the cells right of the last title that hold nothing."""
    titles = rows[0].cells if rows else ()
    width = max((rank for rank, title in enumerate(titles, start=1) if title), default=0)
    for row in rows:
        yield row if any(row.cells[width:]) else row._replace(cells=row.cells[:width])


def _stripped(cells: list[str]) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in cells)
