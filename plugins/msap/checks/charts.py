"""Infographics that could not be drawn: file, columns, numbers, department codes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import PurePath

from msap.checks.wording import of_table
from msap.source.editorial import Document, Editorial, InfographicMatter
from msap.source.located_yaml import position_of
from msap.source.messages import suggestion
from msap.source.problems import Position, Problem
from msap.source.tables import Table, parse_number, read_table

ROW_LIMIT = 30
"""Bars or steps of one chart: beyond, nobody reads it and the page grows too long."""

_COLUMNS = {
    "bars": ("label", "value"),
    "steps": ("label", "text"),
    "map": ("departement", "value"),
}


def charts(editorial: Editorial, departements: Sequence[str]) -> Iterator[Problem]:
    """Every chart has its file, its columns, numbers where they are due and known departments."""
    known = tuple(p.name for p in sorted((editorial.folder / "infographies").glob("*.csv")))
    for document in editorial.infographics:
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
            table, problems = read_table(editorial.folder / "infographies" / chart.data, shown)
            yield from problems
            if table:
                yield from _columns(document, table)
                yield from _cells(document, table, shown, departements)
                yield from of_table(table, shown)


def _from_records(document: Document[InfographicMatter]) -> Iterator[Problem]:
    if document.matter.chart.kind != "map":
        yield _problem(
            document,
            "kind",
            "graphique-des-fiches",
            f"Un graphique « {document.matter.chart.kind} » ne se dessine pas depuis les fiches.",
            "Écrivez « kind: map », ou donnez un fichier avec « data ».",
        )


def _columns(document: Document[InfographicMatter], table: Table) -> Iterator[Problem]:
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
    document: Document[InfographicMatter],
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
        for row, cell in zip(table.rows, table.cells(chart.value), strict=True):
            if parse_number(cell) is None:
                yield Problem(
                    shown,
                    Position(row.line),
                    "graphique-nombre",
                    f"« {cell} » n’est pas un nombre.",
                    "Écrivez des chiffres, sans espace, avec un point pour les décimales : 12.5.",
                )
    if chart.kind == "map" and chart.departement in table.columns:
        yield from _departements(table, chart.departement, shown, departements)


def _departements(
    table: Table, column: str, shown: PurePath, departements: Sequence[str]
) -> Iterator[Problem]:
    seen: dict[str, int] = {}
    for row, cell in zip(table.rows, table.cells(column), strict=True):
        if cell not in departements:
            yield Problem(
                shown,
                Position(row.line),
                "graphique-departement",
                f"« {cell} » n’est pas un code de département.",
                "Écrivez deux ou trois signes, par exemple 01, 2A ou 974.",
            )
        elif cell in seen:
            yield Problem(
                shown,
                Position(row.line),
                "graphique-departement-en-double",
                f"Le département « {cell} » est déjà à la ligne {seen[cell]}.",
                "Gardez une seule des deux lignes.",
            )
        seen.setdefault(cell, row.line)


def _problem(
    document: Document[InfographicMatter], key: str, code: str, fact: str, advice: str
) -> Problem:
    return Problem(document.path, position_of(document.node, ["chart", key]), code, fact, advice)
