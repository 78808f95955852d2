"""An edition that lacks a column, or says less than the records, is refused unless it is meant."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from msap.domain.completeness import count_attributes
from msap.exchange.columns import EXPECTED
from msap.exchange.report import french_report
from msap.source.hours import Weekday
from msap.source.msap import Msap
from tests.exchange.editions import SAMPLE, Row, bring_in, entries, imported, rewritten
from tests.exchange.losses import content

DAY = date(2024, 8, 1)


def refused(path: Path, records: Path, previous: Path | None = None) -> dict[str, str]:
    """Bring in a list that must be refused; return what is said by code, and the records stay."""
    before = content(records)
    report, problems = bring_in(path, records, previous=previous)
    assert report is None
    assert content(records) == before
    return {problem.code: f"{problem.fact} {problem.advice}" for problem in problems}


def accepted(path: Path, records: Path, previous: Path | None = None) -> dict[str, Msap]:
    """Bring in the list all the same; return the records by their identifiers."""
    report, problems = bring_in(path, records, previous=previous, accepts_poorer=True)
    assert problems == []
    assert report is not None
    assert report.accepted
    return {entry.msap.id: entry.msap for entry in entries(records)}


@pytest.fixture
def records(tmp_path: Path) -> Path:
    """Bring the sample in."""
    imported(SAMPLE, tmp_path / "records")
    return tmp_path / "records"


def empty(column: str, count: int = 8) -> Callable[[list[Row]], None]:
    """Empty a column of the first rows."""

    def change(rows: list[Row]) -> None:
        for row in rows[:count]:
            row[column] = ""

    return change


@pytest.mark.parametrize("column", EXPECTED)
@pytest.mark.parametrize("previous", [None, SAMPLE])
def test_a_missing_column_is_refused_and_says_nothing(
    tmp_path: Path, records: Path, column: str, previous: Path | None
) -> None:
    """Refused by its name; accepted, not one word of a record changes."""
    path = rewritten(tmp_path, SAMPLE, without=[column])
    assert f"La colonne « {column} » manque." in refused(path, records, previous)["colonne-absente"]
    before = content(records)
    accepted(path, records, previous)
    assert content(records) == before


def test_the_records_that_had_it_are_counted(tmp_path: Path, records: Path) -> None:
    """The person knows what is at stake, and what to write."""
    said = refused(rewritten(tmp_path, SAMPLE, without=["telephone"]), records)["colonne-absente"]
    phones = sum(1 for entry in entries(records) if entry.msap.contact.phone)
    assert f"{phones}\u00a0fiches donnent le téléphone." in said
    assert "--accept-poorer" in said


def test_a_renamed_column_is_recognized(tmp_path: Path, records: Path) -> None:
    """A column of nearly this name is proposed."""

    def change(rows: list[Row]) -> None:
        for row in rows:
            row["téléphone"] = row["telephone"]

    said = refused(rewritten(tmp_path, SAMPLE, change, ["telephone"]), records)["colonne-absente"]
    assert "Nommez « telephone » la colonne « téléphone »" in said


def test_a_day_without_column_is_unknown(tmp_path: Path) -> None:
    """New records do not say that a place is shut on a day of which nobody spoke."""
    path = rewritten(tmp_path, SAMPLE, without=["h_mardi"])
    weeks = [msap.hours for msap in accepted(path, tmp_path / "records").values()]
    specified = [week for week in weeks if week]
    assert specified
    assert {week.day(Weekday.TUESDAY) for week in specified} == {None}
    assert () in {week.day(Weekday.SATURDAY) for week in specified}


def test_an_emptied_day_is_a_drop(tmp_path: Path, records: Path) -> None:
    """The column is there, and says that every place is shut: counted, and refused."""
    count = sum(1 for e in entries(records) if e.msap.hours and e.msap.hours.day(Weekday.TUESDAY))
    path = rewritten(tmp_path, SAMPLE, empty("h_mardi"))
    said = refused(path, records)["baisse"]
    assert f"retirerait l’ouverture du mardi à {count}\u00a0fiches sur {count}." in said
    weeks = [msap.hours for msap in accepted(path, records).values()]
    assert not any(week.day(Weekday.TUESDAY) for week in weeks if week)


@pytest.mark.parametrize("column, attribute", [("telephone", "phone"), ("mail", "email")])
def test_emptied_cells_are_a_drop_when_they_would_erase(
    tmp_path: Path, records: Path, column: str, attribute: str
) -> None:
    """With the edition before, a cell that is now empty erases: not in numbers without a word."""
    path = rewritten(tmp_path, SAMPLE, empty(column))
    assert "retirerait" in refused(path, records, previous=SAMPLE)["baisse"]
    reached = accepted(path, records, previous=SAMPLE).values()
    assert not any(getattr(msap.contact, attribute) for msap in reached)


def test_a_shorter_list_is_reported_at_the_top(tmp_path: Path, records: Path) -> None:
    """The records stay, and the person is asked whether the list is whole."""
    count = len(entries(records))
    path = rewritten(tmp_path, SAMPLE, lambda rows: rows.__delitem__(slice(5, None)))
    before = content(records)
    report = imported(path, records)
    assert content(records) == before
    first = french_report(report).splitlines()[3]
    assert first.startswith("- À VÉRIFIER : La liste donne 5\u00a0lieux")
    assert f"le dossier en a {count} : est-elle entière ?" in first
    path = rewritten(tmp_path, SAMPLE, lambda rows: rows.__delitem__(0))
    assert imported(path, records).warnings == ()


@pytest.mark.parametrize(
    "column, words", [("telephone", "Le téléphone"), ("mail", "Le courriel"), ("adresse", "La rue")]
)
def test_emptied_cells_that_erase_nothing_are_reported_at_the_top(
    tmp_path: Path, records: Path, column: str, words: str
) -> None:
    """Without the edition before: counted in the list and in the records, which stay."""
    assert imported(SAMPLE, records).warnings == ()
    before = count_attributes(entry.msap for entry in entries(records))
    report = imported(rewritten(tmp_path, SAMPLE, empty(column)), records)
    assert count_attributes(entry.msap for entry in entries(records)) == before
    first = french_report(report).splitlines()[3]
    assert re.match(
        rf"- À VÉRIFIER : {words} manque à \d+\u00a0lieux de la liste, et à \d\u00a0fiches? ", first
    )


def test_one_cell_may_always_be_emptied(tmp_path: Path, records: Path) -> None:
    """A place that gives up its phone is no accident."""
    path = rewritten(tmp_path, SAMPLE, empty("telephone", count=1))
    report, problems = bring_in(path, records, previous=SAMPLE)
    assert problems == []
    assert report is not None
    assert len(report.changed) == 1


def test_empty_cells_keep_role_form_and_street(tmp_path: Path, records: Path) -> None:
    """They say nothing; a branch does not become a main place, nor a bus a building."""

    def change(rows: list[Row]) -> None:
        for row in rows:
            row |= {"type_fs": "", "format_fs": "", "adresse": ""}

    before = {entry.msap.id: entry.msap for entry in entries(records)}
    imported(rewritten(tmp_path, SAMPLE, change), records)
    for entry in entries(records):
        old = before[entry.msap.id]
        assert (entry.msap.role, entry.msap.form) == (old.role, old.form)
        assert entry.msap.address == old.address
