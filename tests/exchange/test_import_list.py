"""The import from end to end, on a small invented list that holds every case."""

import argparse
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from msap.checks.run import check_everything
from msap.exchange.command import add_import_list
from msap.exchange.official_csv import read_official_csv
from msap.exchange.report import ReportSection, french_report
from msap.source.problems import Problem
from tests.exchange.editions import SAMPLE, bring_in, edition, entries, imported, rewritten
from tests.exchange.losses import content, lost_words
from tests.projects import SAMPLE_CONTENT, sample_data


def test_every_row_becomes_a_record(tmp_path: Path) -> None:
    """Each row is a sound record in the folder of its department, under a short name."""
    report = imported(SAMPLE, tmp_path)
    assert len(report.created) == report.rows == 8
    assert sorted(content(tmp_path)) == [
        "23/ahun.yml",
        "23/aubusson.yml",
        "23/gueret-centre-lieu-invente.yml",
        "23/gueret-gare-lieu-invente.yml",
        "23/la-souterraine.yml",
        "2A/ajaccio.yml",
        "76/rouen.yml",
        "971/le-moule.yml",
    ]
    assert len(entries(tmp_path)) == 8


def test_nothing_is_lost(tmp_path: Path) -> None:
    """Each word of each cell is in the record or in the report."""
    report = imported(SAMPLE, tmp_path)
    official, _problems = read_official_csv(SAMPLE)
    assert official is not None
    hours = {"h_mardi", "h_mercredi", "h_jeudi", "h_vendredi", "h_samedi"}
    lost = lost_words(official, report, entries(tmp_path))
    assert [word for word in lost if word.split()[:2][1] not in hours] == []


def test_a_loss_would_be_seen(tmp_path: Path) -> None:
    """The proof is worth something: a record without its remarks is caught."""
    report = imported(SAMPLE, tmp_path)
    official, _problems = read_official_csv(SAMPLE)
    assert official is not None
    poorer = [replace(entry, msap=replace(entry.msap, remarks=None)) for entry in entries(tmp_path)]
    lost = lost_words(official, report, poorer)
    assert any("commentaire permanences" in word for word in lost)


def test_every_kind_of_note_is_reported(tmp_path: Path) -> None:
    """The invented list meets every kind of note that a first import can give."""
    report = imported(SAMPLE, tmp_path)
    missing = {kind for kind in ReportSection if not report.of(kind)}
    assert missing == {ReportSection.KEPT_VALUE, ReportSection.UNKNOWN_COLUMN}
    text = french_report(report)
    assert all(kind in text for kind in ReportSection if kind not in missing)


def test_twice_changes_nothing(tmp_path: Path) -> None:
    """The same file again writes no file, and the report says so."""
    imported(SAMPLE, tmp_path)
    before = content(tmp_path)
    report = imported(SAMPLE, tmp_path)
    assert (report.written, report.unchanged) == (0, 8)
    assert content(tmp_path) == before
    assert "Rien n’a changé" in french_report(report)


def test_what_editors_add_stays(tmp_path: Path) -> None:
    """A new edition changes its own fields and leaves comments, partners and the website."""
    imported(SAMPLE, tmp_path)
    path = tmp_path / "23" / "ahun.yml"
    text = path.read_text(encoding="utf-8").replace("contact: {", "# appelé en mai\ncontact: {")
    text = text.replace("ahun.example}", "ahun.example, website: https://ahun.example/}")
    path.write_bytes(f"{text}partners: [caf]\r\n".replace("\n", "\r\n").encode("utf-8-sig"))
    report = imported(edition(tmp_path, telephone="05 36 49 00 99"), tmp_path)
    assert [(change.record, change.fields) for change in report.changed] == [
        ("23/ahun", ("contact",))
    ]
    raw = path.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    assert b'# appel\xc3\xa9 en mai\r\ncontact: {phone: "05 36 49 00 99"' in raw
    assert b"website: https://ahun.example/}" in raw
    assert b"partners: [caf]" in raw


def test_previous_edition_spares_corrections(tmp_path: Path) -> None:
    """With the edition before, a field the list did not change keeps the editors' correction."""
    imported(SAMPLE, tmp_path)
    path = tmp_path / "23" / "ahun.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("05 36 49 00 01", "05 36 49 00 77"), encoding="utf-8")
    report = imported(edition(tmp_path, adresse="9 Rue Neuve"), tmp_path, previous=SAMPLE)
    assert [change.fields for change in report.changed] == [("address",)]
    assert "05 36 49 00 77" in path.read_text(encoding="utf-8")


def test_places_gone_from_the_list_are_kept_and_reported(tmp_path: Path) -> None:
    """A place the list no longer has stays in the folder and in the report."""
    imported(SAMPLE, tmp_path)
    report = imported(edition(tmp_path, id_fs=None), tmp_path)
    assert report.absent == ("23/ahun",)
    assert (tmp_path / "23" / "ahun.yml").exists()


def test_real_places_replace_invented_ones(tmp_path: Path) -> None:
    """Demonstration records go when a list comes in, and records of other sources stay."""
    imported(SAMPLE, tmp_path)
    real = (tmp_path / "23" / "ahun.yml").read_text(encoding="utf-8")
    shutil.rmtree(tmp_path / "23")
    own = (
        real[: real.index("source:")].replace("id: ahun", "id: aubusson") + "updated: 2024-01-01\n"
    )
    demonstration = real.replace("status: open", "status: open\ndemonstration: yes")
    for name, text in (("aubusson", own), ("ahun", demonstration)):
        path = tmp_path / "23" / f"{name}.yml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    report = imported(SAMPLE, tmp_path)
    assert report.replaced_demonstration == 1
    assert "demonstration" not in (tmp_path / "23" / "ahun.yml").read_text(encoding="utf-8")
    assert (tmp_path / "23" / "aubusson.yml").read_text(encoding="utf-8") == own


def test_an_older_edition_is_refused(tmp_path: Path) -> None:
    """An edition older than the records would undo the newer one."""
    imported(SAMPLE, tmp_path)
    before = content(tmp_path)
    report, problems = bring_in(SAMPLE, tmp_path, date(2023, 1, 1))
    assert report is None
    assert [problem.code for problem in problems] == ["edition-ancienne"]
    assert content(tmp_path) == before


def command(*words: str) -> int:
    """Run the command as `python -m msap` does."""
    parser = argparse.ArgumentParser()
    add_import_list(parser.add_subparsers(), Path())
    options = parser.parse_args(["import-list", *words])
    code: int = options.run(options)
    return code


def test_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The command prints the summary, writes the report, and ends with 0."""
    report = tmp_path / "rapport.md"
    records = tmp_path / "records"
    assert command(str(SAMPLE), "--records", str(records), "--report", str(report)) == 0
    assert "Fiches créées : 8" in capsys.readouterr().out
    assert "## Textes réparés" in report.read_text(encoding="utf-8")


def test_command_refuses(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Rows that cannot be records, when there are many: 1, their lines, and nothing written."""

    def change(rows: list[dict[str, str]]) -> None:
        rows[0] |= {"insee_com": "abc", "lib_fs": ""}
        rows[1]["insee_com"] = ""

    records = tmp_path / "records"
    assert command(str(rewritten(tmp_path, SAMPLE, change)), "--records", str(records)) == 1
    out = capsys.readouterr().out
    assert "autre-20240801.csv:2:3: Colonne « lib_fs » : la valeur est vide." in out
    assert "autre-20240801.csv:2:6: Colonne « insee_com »" in out
    assert "2\u00a0lignes sur 8 ne donnent pas de fiche. Corrigez-les." in out
    assert not records.exists()


def test_a_row_alone_is_set_aside(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A row without a commune is reported with its line; the others come in, its record stays."""
    records = tmp_path / "records"
    imported(SAMPLE, records)
    before = content(records)

    def change(rows: list[dict[str, str]]) -> None:
        rows[0] |= {"insee_com": "", "lib_com": ""}
        rows[1]["telephone"] = "05 36 49 00 99"

    assert command(str(rewritten(tmp_path, SAMPLE, change)), "--records", str(records)) == 0
    out = capsys.readouterr().out
    assert "Lignes laissées de côté, sans fiche : 1" in out
    assert "ligne 2, cellule 8 : Colonne « lib_com » : la valeur est vide." in out
    assert "Fiches absentes" not in out
    after = content(records)
    assert [name for name in after if after[name] != before.get(name)] == [
        "23/gueret-centre-lieu-invente.yml"
    ]


@pytest.mark.parametrize("cell", ["accueil maison@exemple.fr", "mairie.évian@exemple.fr"])
def test_a_doubtful_address_stays_words(tmp_path: Path, cell: str) -> None:
    """It is neither published as one that works nor lost: the remarks have it, and it is reported."""
    report = imported(edition(tmp_path, mail=cell), tmp_path / "records")
    (msap,) = [e.msap for e in entries(tmp_path / "records") if e.msap.id == "ahun"]
    assert msap.contact.email is None
    assert msap.remarks is not None
    assert f"Courriel : {cell}" in msap.remarks
    assert any(cell in note.text for note in report.of(ReportSection.NORMALIZED))


@pytest.mark.parametrize(
    "cells, point, kind, said",
    [
        (
            {"latitude": "2.0437", "longitude": "46.0874"},
            (46.0874, 2.0437),
            ReportSection.NORMALIZED,
            "« 2.0437 »",
        ),
        ({"longitude": "-2.0437"}, (46.0874, 2.0437), ReportSection.NORMALIZED, "« -2.0437 »"),
        (
            {"latitude": "48.85", "longitude": "2.35"},
            None,
            ReportSection.NO_LOCATION,
            "à 308 km de Ahun",
        ),
        ({"latitude": "0", "longitude": "0"}, None, ReportSection.NO_LOCATION, "« 0 »"),
    ],
)
def test_a_point_outside_its_commune_is_put_right_or_left_out(
    cells: dict[str, str],
    point: tuple[float, float] | None,
    kind: ReportSection,
    said: str,
    tmp_path: Path,
) -> None:
    """Swapped, without its sign, elsewhere, nowhere: reported, and never published as it is."""
    report = imported(edition(tmp_path, **cells), tmp_path / "records")
    ahun = next(entry for entry in entries(tmp_path / "records") if entry.msap.id == "ahun")
    location = ahun.msap.location
    assert (location and (location.lat, location.lon)) == point
    assert any(said in note.text for note in report.of(kind) if note.source_id == "1")


@pytest.mark.parametrize("word", ["None", "NaN", "nan", "NULL"])
def test_a_word_for_an_empty_cell_is_an_empty_cell(tmp_path: Path, word: str) -> None:
    """What programs write for nothing gives no text and no phone, and the report says so."""
    path = edition(tmp_path, complement_adresse=word, telephone=word, commentaire=word)
    report = imported(path, tmp_path / "records")
    record = next(one for one in entries(tmp_path / "records") if one.msap.id == "ahun").msap
    assert (record.address.extra, record.contact.phone, record.remarks) == (None, None, None)
    assert f"telephone : « {word} » → « »" in french_report(report)


@pytest.mark.parametrize(
    "cells, words",
    [
        ({"insee_com": "98818", "code_postal": "98800", "lib_com": "Nouméa"}, "98818"),
        ({"insee_com": "23999"}, "23999"),
        ({"adresse": "12 rue None"}, "« None » se lirait comme la marque d’un gabarit"),
        ({"commentaire": "Voir {% include a %}"}, "« {% include » se lirait"),
    ],
)
def test_what_check_refuses_is_set_aside(tmp_path: Path, cells: dict[str, str], words: str) -> None:
    """A row whose record `check` would refuse is told with its line, and the others are taken."""
    records = tmp_path / "records"
    report = imported(edition(tmp_path, **cells), records)
    assert len(report.created) == report.rows - 1 == 7
    assert [problem.position.line for problem in report.set_aside] == [2]
    assert words in report.set_aside[0].fact
    assert not problems_of_records(records)


def test_what_check_refuses_changes_no_record(tmp_path: Path) -> None:
    """A record that is there stays to the letter when its row would make `check` refuse it."""
    records = tmp_path / "records"
    imported(SAMPLE, records)
    before = content(records)
    report = imported(edition(tmp_path, adresse="12 rue None"), records)
    assert (report.written, report.unchanged, len(report.set_aside)) == (0, 7, 1)
    assert content(records) == before


def test_a_place_that_changes_commune_leaves_its_point(tmp_path: Path) -> None:
    """The point of a record is that of its commune: a list that moves it and has no point takes it."""
    records = tmp_path / "records"
    imported(SAMPLE, records)
    moved = edition(
        tmp_path, insee_com="19031", code_postal="19100", lib_com="Brive-la-Gaillarde", latitude=""
    )
    report = imported(moved, records)
    assert (report.moved, report.set_aside) == (("19/ahun",), ())
    assert "location:" not in (records / "19" / "ahun.yml").read_text(encoding="utf-8")
    assert not problems_of_records(records)


def problems_of_records(records: Path) -> list[Problem]:
    """Return the errors that `check` finds in a folder of records."""
    checked = check_everything(sample_data(), records, SAMPLE_CONTENT)
    return [problem for problem in checked.errors if problem.path.suffix == ".yml"]


def test_a_day_without_a_column_is_unspecified(tmp_path: Path) -> None:
    """No edition has a column for Sunday: a new record says nothing of it, an older one keeps its own."""
    records = tmp_path / "records"
    imported(SAMPLE, records)
    path = records / "23" / "ahun.yml"
    text = path.read_text(encoding="utf-8")
    assert "saturday:" in text
    assert "sunday:" not in text
    saturday = next(line for line in text.splitlines() if "saturday:" in line)
    path.write_text(text.replace(saturday, f"{saturday}\n  sunday: []"), encoding="utf-8")
    before = content(records)
    assert imported(SAMPLE, records).written == 0
    assert content(records) == before
