"""Infographics that could not be drawn: file, columns, numbers, department codes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import PurePath

from msap.checks import weight
from msap.checks.wording import of_table
from msap.source.editorial import Editorial, EditorialFile
from msap.source.editorial_kinds import INFOGRAPHICS, Chart, InfographicMatter
from msap.source.located_yaml import position_of
from msap.source.messages import suggestion
from msap.source.numbers import parse_number, plain_number, read_in_two_ways
from msap.source.problems import Position, Problem
from msap.source.tables import Table, departement_code, read_table

ROW_LIMIT = 30
"""Bars or steps of one chart: beyond, nobody reads it and the page grows too long."""

_UNIT = re.compile(r"[\s\u00a0\u202f]*[^0-9\s\u00a0\u202f,.]+[^0-9]*$")
"""What follows a number: a per cent, a currency, a word."""
_COLUMNS = {
    "bars": ("label", "value"),
    "steps": ("label", "text"),
    "map": ("departement", "value"),
}


def charts(editorial: Editorial, departements: Sequence[str]) -> Iterator[Problem]:
    """Every chart has its file, its columns, numbers where they are due and known departments."""
    folder = editorial.folder / INFOGRAPHICS.folder
    known = tuple(path.name for path in sorted(folder.glob("*.csv")))
    for document in editorial.of(INFOGRAPHICS):
        chart = document.matter.chart
        if chart.data is None:
            yield from _from_records(document)
        elif chart.data not in known:
            yield _problem(
                document,
                "data",
                "graphique-fichier-absent",
                f"Le fichier « {chart.data} » n’est pas dans « content/infographies/ ».",
                suggestion(chart.data, known) if known else "Ajoutez ce fichier CSV.",
            )
        else:
            shown = document.path.parent / chart.data
            table, problems = read_table(folder / chart.data, shown, columns_of(chart))
            yield from problems
            if table:
                yield from _columns(document, table)
                yield from _cells(document, table, shown, departements)
                yield from of_table(table, shown)
                yield from weight.chart(document, table)


def columns_of(chart: Chart) -> tuple[str, ...]:
    """Return the columns that a chart names among those it needs."""
    named = (getattr(chart, key) for key in _COLUMNS[chart.kind])
    return tuple(column for column in named if column)


def _from_records(document: EditorialFile[InfographicMatter]) -> Iterator[Problem]:
    if document.matter.chart.kind != "map":
        yield _problem(
            document,
            "kind",
            "graphique-des-fiches",
            f"Un graphique « {document.matter.chart.kind} » ne se dessine pas depuis les fiches.",
            "Écrivez « kind: map », ou donnez un fichier avec « data ».",
        )


def _columns(document: EditorialFile[InfographicMatter], table: Table) -> Iterator[Problem]:
    chart = document.matter.chart
    for key in _COLUMNS[chart.kind]:
        column = getattr(chart, key)
        if column is None:
            yield _problem(
                document,
                "kind",
                "graphique-colonne-a-dire",
                f"Un graphique « {chart.kind} » demande la clé « {key} ».",
                f"Ajoutez « {key}: … » avec le titre d’une colonne : {', '.join(table.columns)}.",
            )
        elif column not in table.columns:
            yield _problem(
                document,
                key,
                "graphique-colonne-inconnue",
                f"« {column} » n’est pas une colonne de « {chart.data} ».",
                suggestion(column, table.columns),
            )


def _cells(
    document: EditorialFile[InfographicMatter],
    table: Table,
    shown: PurePath,
    departements: Sequence[str],
) -> Iterator[Problem]:
    chart = document.matter.chart
    if chart.kind != "map" and len(table.rows) > ROW_LIMIT:
        yield Problem(
            shown,
            Position(table.rows[ROW_LIMIT].line),
            "graphique-trop-long",
            f"Ce graphique aurait {len(table.rows)} lignes.",
            f"Gardez-en {ROW_LIMIT} au plus, ou faites plusieurs infographies.",
        )
    if chart.kind != "steps" and chart.value in table.columns:
        yield from _numbers(table, chart.value, shown)
    if chart.kind == "map" and chart.departement in table.columns:
        yield from _departements(table, chart.departement, shown, departements)


def _numbers(table: Table, column: str, shown: PurePath) -> Iterator[Problem]:
    cells = table.cells(column)
    in_two_ways = set(read_in_two_ways(cells))
    for row, cell in zip(table.rows, cells, strict=True):
        position = Position(row.line)
        if cell in in_two_ways:
            whole, decimals = cell[:-4], cell[-3:]
            yield Problem(
                shown,
                position,
                "graphique-nombre-double",
                f"« {cell} » se lit de deux façons : {whole} {decimals} ou {whole},{decimals}.",
                f"Écrivez {whole}{decimals}, ou {whole},{decimals}0 si ce sont des décimales.",
            )
        elif parse_number(cell) is None:
            yield Problem(shown, position, "graphique-nombre", *_not_a_number(cell, column))


def _not_a_number(cell: str, column: str) -> tuple[str, str]:
    """Return the fact and the advice for a cell that cannot be drawn."""
    without_unit = _UNIT.sub("", cell)
    if not cell:
        return f"La colonne « {column} » est vide.", "Écrivez 0, ou retirez la ligne."
    if parse_number(cell.removeprefix("-")) is not None:
        return (
            f"« {cell} » est négatif, et un dessin ne le montre pas.",
            "Retirez la ligne, et dites-le dans le texte.",
        )
    if cell.startswith("#"):
        return (
            f"« {cell} » est une erreur du tableur.",
            "Corrigez la formule, puis enregistrez de nouveau le tableau en CSV.",
        )
    if plain_number(without_unit):
        return (
            f"« {cell} » n’est pas un nombre seul.",
            f"Écrivez {without_unit} ; l’unité se dit dans « unit ».",
        )
    return f"« {cell} » n’est pas un nombre.", "Écrivez des chiffres, par exemple 12 ou 12,5."


def _departements(
    table: Table, column: str, shown: PurePath, departements: Sequence[str]
) -> Iterator[Problem]:
    seen: dict[str, int] = {}
    for row, cell in zip(table.rows, table.cells(column), strict=True):
        code = departement_code(cell)
        if code not in departements:
            yield Problem(
                shown,
                Position(row.line),
                "graphique-departement",
                f"« {cell} » n’est pas un code de département.",
                "Écrivez deux ou trois signes, par exemple 01, 2A ou 974.",
            )
        elif code in seen:
            yield Problem(
                shown,
                Position(row.line),
                "graphique-departement-en-double",
                f"Le département « {code} » est déjà à la ligne {seen[code]}.",
                "Gardez une seule des deux lignes.",
            )
        seen.setdefault(code, row.line)


def _problem(
    document: EditorialFile[InfographicMatter], key: str, code: str, fact: str, advice: str
) -> Problem:
    return Problem(document.path, position_of(document.node, ["chart", key]), code, fact, advice)
