"""Tables as spreadsheets write them are read; what could be read in two ways is reported."""

from __future__ import annotations

from pathlib import Path, PurePath

import pytest

from msap.source.numbers import parse_number, plain_number, read_in_two_ways
from msap.source.problems import Problem
from msap.source.tables import Table, departement_code, read_table

FRENCH = "Département;Intitulé;Part de l’été;;\r\n1;Ain — « œuvre »;12,5;;\r\n2A;Corse;1\u00a0234;;\r\n;;;;\r\n;;;;\r\n"
"""What Excel writes in French: semicolons, decimal commas, empty columns and rows at the end."""
ENCODINGS = ("cp1252", "utf-8", "utf-8-sig", "utf-16")


def read(folder: Path, content: str | bytes, *named: str) -> tuple[Table | None, list[Problem]]:
    """Read a table written for the test."""
    file = folder / "a.csv"
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_table(file, PurePath("a.csv"), named)


def sound(folder: Path, content: str | bytes, *named: str) -> Table:
    """Read a table that has nothing wrong."""
    table, problems = read(folder, content, *named)
    assert problems == []
    assert table
    return table


def reported(folder: Path, content: str | bytes) -> list[tuple[int, str]]:
    """Return the lines and the codes of what is wrong with a table."""
    table, problems = read(folder, content)
    assert (table is None) == bool(problems)
    return [(problem.position.line, problem.code) for problem in problems]


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_table_of_french_excel_is_read(tmp_path: Path, encoding: str) -> None:
    """In each of the encodings that it offers; what is empty all along is left out."""
    table = sound(tmp_path, FRENCH.encode(encoding))
    assert table.columns == ("Département", "Intitulé", "Part de l’été")
    assert [(row.cells, row.line) for row in table.rows] == [
        (("1", "Ain — « œuvre »", "12,5"), 2),
        (("2A", "Corse", "1\u00a0234"), 3),
    ]
    assert [parse_number(cell) for cell in table.cells("Part de l’été")] == [12.5, 1234]
    assert [row.cells[2] for row in table.with_plain_numbers().rows] == ["12.5", "1234"]


@pytest.mark.parametrize("sign", [";", ",", "\t"])
def test_cells_are_separated_by_any_of_three_signs(tmp_path: Path, sign: str) -> None:
    """Quoted cells may hold it, and end of lines too."""
    text = f'nom{sign}valeur\n"a{sign}b\nc"{sign}1\n\nd{sign}2\n'
    table = sound(tmp_path, text)
    assert table.columns == ("nom", "valeur")
    assert [(row.cells, row.line) for row in table.rows] == [
        ((f"a{sign}b\nc", "1"), 3),
        (("d", "2"), 5),
    ]


def test_decimal_commas_do_not_hide_semicolons(tmp_path: Path) -> None:
    """The titles settle it; where they have both signs, the columns that the chart names do."""
    assert sound(tmp_path, "nom;part\nA;12,5\nB;3,5\n").columns == ("nom", "part")
    both = "nom;part, en %\nA;12,5\nB;3,5\n"
    assert reported(tmp_path, both) == [(1, "tableau-separateur")]
    assert sound(tmp_path, both, "nom", "part, en %").columns == ("nom", "part, en %")
    assert sound(tmp_path, f"sep=;\n{both}").columns == ("nom", "part, en %")


def test_excel_says_what_separates(tmp_path: Path) -> None:
    """Its first line is no row, and lines keep their numbers."""
    table = sound(tmp_path, "SEP=;\nnom;valeur\nA;1\n")
    assert (table.columns, table.rows[0].line) == (("nom", "valeur"), 3)
    assert reported(tmp_path, 'sep=;\nnom;valeur\n"A"b;1\n') == [(3, "tableau-guillemets")]


def test_rows_of_other_lengths_are_reported(tmp_path: Path) -> None:
    """Each with its line, and with the sign that this table uses; empty cells beyond are no fault."""
    _, problems = read(tmp_path, "a;b\n1;2;3\n4\n5;6;;\n")
    assert [(p.position.line, p.code) for p in problems] == [
        (2, "tableau-cellules"),
        (3, "tableau-cellules"),
    ]
    assert "des points-virgules" in problems[0].advice
    assert reported(tmp_path, "a,b\n1,2,3\n") == [(2, "tableau-cellules")]


@pytest.mark.parametrize("text", ["", "\n\n", ";;\n;;\n", "a;b\n", "a;b\n;\n", "sep=;\n"])
def test_an_empty_table_is_reported(tmp_path: Path, text: str) -> None:
    """Nothing at all, empty cells, titles alone."""
    assert reported(tmp_path, text) == [(1, "tableau-vide")]


@pytest.mark.parametrize("encoding", ["mac_roman", "cp850"])
def test_lost_letters_are_reported(tmp_path: Path, encoding: str) -> None:
    """Tables of old Macs and of DOS: where the letters would be wrong, and never published so."""
    text = "nom;valeur\nCreuse;1\nHérault;2\nCôtes-d'Armor;3\nArdèche;4\n"
    assert reported(tmp_path, text.encode(encoding))[0] == (3, "tableau-lettres")


@pytest.mark.parametrize(
    "cell,plain",
    [
        ("0", "0"),
        ("12", "12"),
        ("12.5", "12.5"),
        ("12,50", "12.50"),
        ("1 234", "1234"),
        ("1\u00a0234\u202f567,25", "1234567.25"),
        ("9" * 15, "9" * 15),
        *(
            (cell, None)
            for cell in ("", "1 23", "12 34", "1234 567", "1,2,3", "1.234,5", "1,234.5")
        ),
        *((cell, None) for cell in ("-3", "+3", "12 %", "1e5", "٢٣", "½", ",5", "5,", "9" * 16)),
        ("1  234", None),
    ],
)
def test_numbers_are_read_as_written(cell: str, plain: str | None) -> None:
    """With spaces between thousands and either sign before decimals, and nothing else."""
    assert plain_number(cell) == plain
    assert parse_number(cell) == (None if plain is None else float(plain))


@pytest.mark.parametrize(
    "cells,doubtful",
    [
        (["1,234"], ["1,234"]),
        (["1,234", "12"], ["1,234"]),
        (["1.234", "900"], ["1.234"]),
        (["1,234", "12,5"], []),
        (["1,234", "0,123"], []),
        (["1,234", "1 000,123"], []),
        (["1,234", "1234,567"], []),
        (["1,234", "1.5"], ["1,234"]),
        (["12,5", "1234"], []),
        (["0,234", "1234"], []),
    ],
)
def test_thousands_or_decimals(cells: list[str], doubtful: list[str]) -> None:
    """A number of three digits behind its sign is doubtful, unless another shows what it means."""
    assert list(read_in_two_ways(cells)) == doubtful


@pytest.mark.parametrize(
    "cell,code", [("1", "01"), ("01", "01"), ("2a", "2A"), ("974", "974"), ("", ""), ("75", "75")]
)
def test_codes_of_departments_get_their_zero_back(cell: str, code: str) -> None:
    """Spreadsheets take it away."""
    assert departement_code(cell) == code
