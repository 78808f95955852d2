"""The charts of infographics: bars, steps, a map with its legend, and their data."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from msap.publish.editorial.choropleth import NONE, Scale
from msap.publish.wording.dates import date_words
from msap.publish.wording.numbers import number_words
from msap.publish.wording.typography import NARROW, NBSP, typeset
from msap.source.editorial_kinds import Chart
from msap.source.numbers import parse_number
from msap.source.referentials import Referentials
from msap.source.tables import Table, departement_code

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_FORMULA_INSIDE = re.compile(r"[;|\t\r\n][\s\"']*(?=[=+@＝＋－＠-])")


class Bar(NamedTuple):
    """One bar: its name, its value in words, its width in per cent of the longest."""

    label: str
    value: str
    width: str


class ChartStep(NamedTuple):
    """One step of a way to go."""

    title: str
    text: str


class LegendLine(NamedTuple):
    """A shade of the map and the values it stands for."""

    shade: str
    words: str


class DataTable(NamedTuple):
    """The figures of a chart, as people read them; the first cell of a row names it."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def bars_of(chart: Chart, table: Table) -> tuple[Bar, ...]:
    """Make the bars, in the order of the table."""
    cells = table.cells(chart.value or "")
    values = [_number(cell) for cell in cells]
    longest = max(values) or 1
    return tuple(
        Bar(typeset(label), _with_unit(value, chart.unit), f"{value / longest * 100:.1f}%")
        for label, value in zip(table.cells(chart.label or ""), values, strict=True)
    )


def steps_of(chart: Chart, table: Table) -> tuple[ChartStep, ...]:
    """Make the steps, in the order of the table."""
    pairs = zip(table.cells(chart.label or ""), table.cells(chart.text or ""), strict=True)
    return tuple(ChartStep(typeset(title), typeset(text)) for title, text in pairs)


def values_of(chart: Chart, table: Table) -> dict[str, float]:
    """Return the value of each department of a table."""
    codes = map(departement_code, table.cells(chart.departement or ""))
    return dict(zip(codes, map(_number, table.cells(chart.value or "")), strict=True))


def legend_of(scale: Scale, *, has_none: bool) -> tuple[LegendLine, ...]:
    """Return what each shade stands for, from few to many."""
    none = [LegendLine(NONE, "0")] if has_none else []
    classes = [
        LegendLine(shade, value_words(low) if low == high else _between(low, high))
        for shade, low, high in zip(scale.shades, scale.lowest, scale.bounds, strict=True)
    ]
    return (*none, *classes)


def table_of(chart: Chart, table: Table) -> DataTable:
    """Show a chart's whole table, its names first, numbers and dates written in French."""
    names = table.columns.index(chart.label or "")
    order = [names, *(rank for rank in range(len(table.columns)) if rank != names)]
    return DataTable(
        tuple(_heading(table.columns[rank]) for rank in order),
        tuple(tuple(_cell_words(row.cells[rank]) for rank in order) for row in table.rows),
    )


def regional_table(values: Mapping[str, float], referentials: Referentials) -> DataTable:
    """Show the values of departments, one row a region, so that a page stays short."""
    rows = []
    for region in referentials.regions.values():
        words = [
            f"{typeset(d.name)}{NBSP}: {value_words(values[d.code])}".replace(" ", NBSP)
            for d in referentials.departements.values()
            if d.region == region.code and d.code in values
        ]
        if words:
            rows.append((typeset(region.name), ", ".join(words)))
    return DataTable(("Région", "Départements"), tuple(rows))


def value_words(value: float) -> str:
    """Write a value as the French do: « 1 000 », « 12,5 »."""
    if value == int(value):
        return number_words(int(value))
    return f"{value:,}".replace(",", NARROW).replace(".", ",")


def write_csv(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Write open data that no spreadsheet takes for formulas: UTF-8, commas, a row of titles."""
    text = io.StringIO()
    csv.writer(text).writerows([_without_formula(cell) for cell in row] for row in (columns, *rows))
    return text.getvalue().encode()


def _without_formula(cell: str) -> str:
    """Put a quote before what would be a formula, also where « ; » begins a cell as in France."""
    cell = _FORMULA_INSIDE.sub(r"\g<0>'", cell)
    if cell.startswith(_FORMULA_STARTS) and parse_number(cell.removeprefix("-")) is None:
        return f"'{cell}"
    return cell


def _number(cell: str) -> float:
    value = parse_number(cell)
    if value is None:
        raise ValueError(cell)
    return value


def _with_unit(value: float, unit: str | None) -> str:
    """Write a value with its unit, which is in the plural and so waits for two."""
    words = value_words(value)
    return f"{words}{NBSP}{typeset(unit)}" if unit and value >= 2 else words


def _between(low: float, high: float) -> str:
    return f"{value_words(low)} à {value_words(high)}"


def _heading(column: str) -> str:
    words = column.replace("_", " ")
    return typeset(words[:1].upper() + words[1:])


def _cell_words(cell: str) -> str:
    try:
        return date_words(date.fromisoformat(cell))
    except ValueError:
        value = parse_number(cell)
        return typeset(cell) if value is None else value_words(value)
