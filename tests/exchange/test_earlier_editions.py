"""Earlier editions of the list: the same under other names of columns."""

from __future__ import annotations

from pathlib import Path

import pytest

from msap.source.msap import Form, Role
from tests.exchange.editions import SAMPLE, Row, bring_in, entries, imported, rewritten
from tests.exchange.losses import content

NAMES = {
    "id_fs": "MATRICULE",
    "lib_fs": "lib_france_services",
    "complement_adresse": "COMPLEMENT.D.ADRESSE",
    "mail": "CONTACT.MAIL",
    "labellisation_fs": "labellisation",
    "groupe_fs": "groupe",
}
TYPES = {"Principal": "Site principal"}
FORMATS = {"Fixe": "Lieu fixe", "Multisites": "Multi-sites", "Itinérante": "Mobile"}


@pytest.mark.parametrize("name", NAMES)
def test_former_names_are_read(tmp_path: Path, name: str) -> None:
    """The records are the same to the byte."""

    def change(rows: list[Row]) -> None:
        for row in rows:
            row[NAMES[name]] = row[name]

    imported(SAMPLE, tmp_path / "now")
    imported(rewritten(tmp_path, SAMPLE, change, without=[name]), tmp_path / "then")
    assert content(tmp_path / "then") == content(tmp_path / "now")


def test_a_former_name_beside_the_new_one_is_left_alone(tmp_path: Path) -> None:
    """The column of today wins, the other is reported as unknown."""

    def change(rows: list[Row]) -> None:
        for row in rows:
            row["groupe"] = "Autre chose"

    report = imported(rewritten(tmp_path, SAMPLE, change), tmp_path / "records")
    assert {note.text for note in report.notes if "groupe" in note.text} == {
        "groupe : « Autre chose »"
    }


def test_two_columns_of_formats(tmp_path: Path) -> None:
    """« Site principal » stood in `format_fs`, and what is there now in `format_fs_anct`."""

    def change(rows: list[Row]) -> None:
        for row in rows:
            row["format_fs_anct"] = FORMATS.get(row["format_fs"], row["format_fs"])
            row["format_fs"] = TYPES.get(row["type_fs"], row["type_fs"])

    imported(SAMPLE, tmp_path / "now")
    imported(rewritten(tmp_path, SAMPLE, change, without=["type_fs"]), tmp_path / "then")
    assert content(tmp_path / "then") == content(tmp_path / "now")


@pytest.mark.parametrize(
    "cells, form, role",
    [
        ({"format_fs": "Antenne", "format_fs_anct": "Antenne"}, Form.FIXED, Role.BRANCH),
        ({"format_fs": "Antenne", "format_fs_anct": "Mobile"}, Form.TOURING, Role.BRANCH),
        ({"itinerance": "Oui"}, Form.TOURING, Role.MAIN),
        ({"itinerance": "Non"}, Form.FIXED, Role.MAIN),
    ],
)
def test_forms_of_earlier_editions(
    tmp_path: Path, cells: dict[str, str], form: Form, role: Role
) -> None:
    """A branch named as a format, and a column of its own for places that tour: all read."""

    def change(rows: list[Row]) -> None:
        del rows[1:]
        if "format_fs_anct" in cells:
            del rows[0]["type_fs"]
        rows[0] |= {"format_fs": "Fixe"} | cells

    report, problems = bring_in(rewritten(tmp_path, SAMPLE, change), tmp_path / "records")
    assert problems == []
    assert report is not None
    assert not [note for note in report.notes if "format" in note.text or "itiner" in note.text]
    (entry,) = entries(tmp_path / "records")
    assert (entry.msap.form, entry.msap.role) == (form, role)
    assert entry.msap.remarks is None or "Antenne" not in entry.msap.remarks
