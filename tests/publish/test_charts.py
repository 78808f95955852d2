"""What charts show: widths, classes, words, and data no spreadsheet takes for formulas."""

import csv
import io
from itertools import pairwise
from pathlib import Path, PurePath

import pytest

from msap.publish.editorial.charts import (
    Bar,
    ChartStep,
    LegendLine,
    bars_of,
    legend_of,
    regional_table,
    steps_of,
    table_of,
    value_words,
    values_of,
    write_csv,
)
from msap.publish.editorial.choropleth import NONE, SHADES, scale_of
from msap.publish.wording.typography import NARROW
from msap.source.editorial_kinds import Chart
from msap.source.tables import Table, read_table
from tests.publish.directory_site import mini_directory
from tests.publish.test_schedule import plain as without_wide_spaces


def plain(words: str) -> str:
    """Write every no-break space as a plain one."""
    return without_wide_spaces(words).replace(NARROW, " ")


def written(tmp_path: Path, text: str) -> Table:
    """Read a sound table written for a test."""
    file = tmp_path / "figures.csv"
    file.write_text(text, encoding="utf-8")
    table, problems = read_table(file, PurePath("figures.csv"))
    assert problems == []
    assert table
    return table


def test_bars_are_as_long_as_their_values(tmp_path: Path) -> None:
    """The longest bar takes the whole width, the others their share; units wait for two."""
    table = written(tmp_path, "nom,nombre\nA,1000\nB,364\nC,1\nD,0\n")
    chart = Chart(kind="bars", data="x.csv", label="nom", value="nombre", unit="maisons")
    assert [Bar(b.label, plain(b.value), b.width) for b in bars_of(chart, table)] == [
        Bar("A", "1 000 maisons", "100.0%"),
        Bar("B", "364 maisons", "36.4%"),
        Bar("C", "1", "0.1%"),
        Bar("D", "0", "0.0%"),
    ]


def test_bars_of_nothing_but_zeros_have_no_width(tmp_path: Path) -> None:
    """No value is divided by zero."""
    table = written(tmp_path, "nom,nombre\nA,0\n")
    chart = Chart(kind="bars", data="x.csv", label="nom", value="nombre")
    assert [bar.width for bar in bars_of(chart, table)] == ["0.0%"]


def test_steps_keep_their_order(tmp_path: Path) -> None:
    """Steps are those of the table, in French typography."""
    table = written(tmp_path, "etape,texte\nSigner,L'accord\nEnvoyer,Au préfet\n")
    chart = Chart(kind="steps", data="x.csv", label="etape", text="texte")
    assert steps_of(chart, table) == (
        ChartStep("Signer", "L’accord"),
        ChartStep("Envoyer", "Au préfet"),
    )


def test_a_table_names_its_rows_first(tmp_path: Path) -> None:
    """The column of names comes first; dates and numbers are written in French."""
    table = written(tmp_path, "date,nombre_de_maisons,nom\n2015-08-31,1364.5,Ouvertes\n")
    chart = Chart(kind="bars", data="x.csv", label="nom", value="nombre_de_maisons")
    shown = table_of(chart, table)
    assert shown.columns == ("Nom", "Date", "Nombre de maisons")
    assert [tuple(map(plain, row)) for row in shown.rows] == [
        ("Ouvertes", "31 août 2015", "1 364,5")
    ]


def test_values_of_departments_are_grouped_by_region(tmp_path: Path) -> None:
    """Only the regions and departments the table names are shown."""
    table = written(tmp_path, "code,taux\n23,12.5\n19,3\n2A,0\n")
    chart = Chart(kind="map", data="x.csv", departement="code", value="taux")
    values = values_of(chart, table)
    assert values == {"23": 12.5, "19": 3, "2A": 0}
    rows = regional_table(values, mini_directory().catalogue.referentials).rows
    assert [tuple(map(plain, row)) for row in rows] == [
        ("Corse", "Corse-du-Sud : 0"),
        ("Nouvelle-Aquitaine", "Corrèze : 3, Creuse : 12,5"),
    ]


@pytest.mark.parametrize(
    "value,words", [(0, "0"), (1000, "1 000"), (12.5, "12,5"), (1234.75, "1 234,75")]
)
def test_values_in_french(value: float, words: str) -> None:
    """Thousands are apart and decimals follow a comma."""
    assert plain(value_words(value)) == words


def test_classes_hold_about_as_many_values_each() -> None:
    """Ten values make five classes of two, whose bounds are values that exist."""
    scale = scale_of([*range(1, 11), 0, 0])
    assert (scale.lowest, scale.bounds) == ((1, 3, 5, 7, 9), (2, 4, 6, 8, 10))
    assert [scale.shade(value) for value in (0, 1, 2, 3, 10)] == [
        NONE,
        SHADES[0],
        SHADES[0],
        SHADES[1],
        SHADES[4],
    ]


def test_equal_values_share_a_class() -> None:
    """Few distinct values make few classes, from the palest to the darkest."""
    scale = scale_of([2, 2, 2, 2, 2, 2, 9])
    assert scale.shades == (SHADES[0], SHADES[4])
    assert legend_of(scale, has_none=True) == (
        LegendLine(NONE, "0"),
        LegendLine(SHADES[0], "2"),
        LegendLine(SHADES[4], "9"),
    )


def test_a_map_of_nothing_has_no_class() -> None:
    """When every value is zero the legend says so and nothing fails."""
    scale = scale_of([0, 0])
    assert [line.words for line in legend_of(scale, has_none=True)] == ["0"]
    assert scale.shade(0) == NONE


def test_shades_differ_in_grey() -> None:
    """Each step, none included, is at least 12 of CIE lightness darker than the one before."""
    lightness = [_lightness(colour) for colour in (NONE, *SHADES)]
    steps = [before - after for before, after in pairwise(lightness)]
    assert min(steps) >= 12, steps


def _lightness(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return float(116 * luminance ** (1 / 3) - 16)


def test_open_data_is_safe_in_a_spreadsheet() -> None:
    """A cell that a spreadsheet would obey is written as text; negative numbers stay numbers."""
    content = write_csv(("nom", "valeur"), [("=1+1", "-3"), ("@a", "+x"), ('d"e, f', "\tg")])
    assert list(csv.reader(io.StringIO(content.decode(), newline=""))) == [
        ["nom", "valeur"],
        ["'=1+1", "-3"],
        ["'@a", "'+x"],
        ['d"e, f', "'\tg"],
    ]
