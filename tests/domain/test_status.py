"""A status follows its date: what a record says of its opening and its closing, day after day."""

from datetime import date
from pathlib import Path

import pytest

from msap.domain.status import catalogue_on, status_on
from msap.source.catalogue import read_catalogue
from msap.source.msap import Msap, Status
from tests.projects import sample_data
from tests.publish.directory_site import write_record

ADDRESS = {"postcode": "23000", "city": "Guéret", "insee": "23096"}
PROJECT, OPEN, CLOSED = Status.PROJECT, Status.OPEN, Status.CLOSED


def record(**fields: object) -> Msap:
    """Make a record with these fields beside those that every record has."""
    said = {"id": "a", "name": "A", "address": ADDRESS, "updated": "2026-10-02", **fields}
    return Msap.model_validate(said)


@pytest.mark.parametrize("written", ["open", "closed"])
@pytest.mark.parametrize(
    "day, status",
    [
        ("2026-11-28", OPEN),
        ("2026-12-30", OPEN),
        ("2026-12-31", OPEN),
        ("2027-01-01", CLOSED),
        ("2027-06-01", CLOSED),
    ],
)
def test_open_until_the_last_day(written: str, day: str, status: Status) -> None:
    """Open on its last day, closed the day after, whichever status was typed."""
    msap = record(status=written, closing={"date": "2026-12-31"})
    assert status_on(msap, date.fromisoformat(day)) is status


@pytest.mark.parametrize("written", ["open", "project"])
@pytest.mark.parametrize(
    "day, status",
    [
        ("2026-11-28", PROJECT),
        ("2027-03-14", PROJECT),
        ("2027-03-15", OPEN),
        ("2027-03-16", OPEN),
    ],
)
def test_a_project_opens_on_its_day(written: str, day: str, status: Status) -> None:
    """A project until the day before, open from the day that is given."""
    msap = record(status=written, opening="2027-03-15")
    assert status_on(msap, date.fromisoformat(day)) is status


def test_a_month_opens_nothing() -> None:
    """Nobody knows on which day of the month: the status stays the one that was typed."""
    for day in ("2027-02-28", "2027-03-31", "2027-04-01"):
        msap = record(status="project", opening="2027-03")
        assert status_on(msap, date.fromisoformat(day)) is PROJECT


def test_opens_then_closes() -> None:
    """A place of one summer is a project, open, then closed, from one record."""
    msap = record(status="project", opening="2027-07-01", closing={"date": "2027-08-31"})
    days = ("2027-06-30", "2027-07-01", "2027-08-31", "2027-09-01")
    found = [status_on(msap, date.fromisoformat(day)) for day in days]
    assert found == [PROJECT, OPEN, OPEN, CLOSED]


def test_closed_without_a_day_stays_closed() -> None:
    """Without a date there is nothing to wait for."""
    for closing in (None, {"reason": "Travaux."}):
        assert status_on(record(status="closed", closing=closing), date(2020, 1, 1)) is CLOSED


def test_entries_that_change_are_the_same_each_time(tmp_path: Path) -> None:
    """Only what changes is another entry, and it is one and the same at each reading of the day."""
    address = 'address: {postcode: "23000", city: Guéret, insee: "23096"}'
    write_record(tmp_path, "23", "ferme", f"{address}\nclosing: {{date: 2026-12-31}}")
    write_record(tmp_path, "23", "reste", address)
    catalogue = read_catalogue(sample_data(), tmp_path).catalogue
    assert catalogue
    before, after = (catalogue_on(catalogue, d) for d in (date(2026, 12, 31), date(2027, 1, 1)))
    assert before.entries == catalogue.entries
    assert [entry.msap.status for entry in after.entries] == [CLOSED, OPEN]
    assert catalogue_on(catalogue, date(2027, 1, 1)).entries == after.entries
