"""Reading of the CSV: what is accepted, and the French messages for what is not."""

from datetime import date
from pathlib import Path, PurePath

import pytest

from msap.exchange.official_csv import edition_date, read_official_csv

HEADER = "id_fs,lib_fs,insee_com,code_postal,lib_com"
ROW = "1,Lieu inventé,23001,23150,Ahun"
SAMPLE = Path(__file__).with_name("data") / "liste-inventee-20240801.csv"


@pytest.mark.parametrize(
    "encoding,named",
    [("utf-8", "UTF-8"), ("utf-8-sig", "UTF-8"), ("cp1252", "Windows-1252")],
)
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_encodings_and_separators(
    tmp_path: Path, encoding: str, named: str, separator: str
) -> None:
    """Encodings and separators of the editions all give the same rows."""
    path = tmp_path / "liste.csv"
    text = f"{HEADER}\r\n{ROW}\r\n".replace(",", separator)
    path.write_bytes(text.encode(encoding))
    official, problems = read_official_csv(path)
    assert problems == []
    assert official is not None
    assert official.encoding == named
    assert official.rows[0].cell("lib_fs") == "Lieu inventé"


@pytest.mark.parametrize(
    "raw,expected",
    [
        (b"PK\x03\x04", ["1:1 csv-etranger"]),
        (b"<!doctype html>", ["1:1 csv-etranger"]),
        (b"nom,ville\nx,y\n", ["1:1 csv-etranger"]),
        (b"", ["1:1 liste-vide"]),
        (HEADER.encode(), ["1:1 liste-vide"]),
        (b"id_fs,lib_fs,insee,code_postal,lib_com\n", ["1:1 colonne-manquante"]),
        (f"{HEADER},lib_fs\n".encode(), ["1:6 colonne-en-double"]),
        (f"{HEADER}\n1,x\n2,y\n".encode(), ["2:3 csv-casse", "3:3 csv-casse"]),
        (f'{HEADER}\n1,"x\n'.encode(), ["2:1 csv-casse"]),
        (f"{HEADER}\n{ROW}\n{ROW}\n".encode(), ["3:1 identifiant-en-double"]),
        (f"{HEADER}\n1,\x81é,".encode("latin-1"), ["2:3 encodage"]),
    ],
)
def test_refused_files(tmp_path: Path, raw: bytes, expected: list[str]) -> None:
    """A broken or foreign file gives every message, with line and column, and no row."""
    path = tmp_path / "liste.csv"
    path.write_bytes(raw)
    official, problems = read_official_csv(path)
    assert official is None
    assert [f"{p.position.line}:{p.position.column} {p.code}" for p in problems] == expected


def test_missing_file(tmp_path: Path) -> None:
    """A path that does not exist is a message, not a traceback."""
    assert read_official_csv(tmp_path / "rien.csv")[1][0].code == "fichier-illisible"


def test_lines_count_line_breaks_inside_cells() -> None:
    """The line of a row is the line of the file, even after a cell of several lines."""
    official, _problems = read_official_csv(SAMPLE)
    assert official is not None
    assert [row.line for row in official.rows] == [2, 3, 4, 5, 11, 12, 13, 14]


@pytest.mark.parametrize(
    "name,expected",
    [
        ("liste-fs-20240801.csv", date(2024, 8, 1)),
        ("liste-2024-08-01.csv", date(2024, 8, 1)),
        ("liste-20241399.csv", None),
        ("liste.csv", None),
    ],
)
def test_edition_date(name: str, expected: date | None) -> None:
    """The date of the edition is read at the end of the file name, when it is one."""
    assert edition_date(PurePath(name)) == expected
