"""The sample that tests build sites from has each feature of the model; the model itself is walked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from enum import Enum

import pytest

from msap.checks.run import check_everything
from msap.source.catalogue import Catalogue
from msap.source.hours import Parity, SlotAppointment, Week, Weekday
from msap.source.msap import Appointment, Form, Msap, Presence, Role, Status
from msap.source.types import Record
from tests.projects import SAMPLE_CONTENT, SAMPLE_RECORDS, sample_data
from tests.sites import BUILD_DAY

TODAY = BUILD_DAY.date()
FICTION_PREFIXES = ("01 99 00", "02 61 91", "03 53 01", "04 65 71", "05 36 49", "06 39 98")
"""Telephone numbers that Arcep sets aside for works of fiction."""


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    """Read the sample, which has no error."""
    checked = check_everything(sample_data(), SAMPLE_RECORDS, SAMPLE_CONTENT)
    assert checked.errors == ()
    assert checked.catalogue is not None
    return checked.catalogue


@pytest.fixture(scope="module")
def text() -> str:
    """Read all the files as one text."""
    return "\n".join(path.read_text(encoding="utf-8") for path in SAMPLE_RECORDS.glob("*/*.yml"))


def _models(value: object) -> Iterator[Record]:
    if isinstance(value, Record):
        yield value
        for name in type(value).model_fields:
            yield from _models(getattr(value, name))
    elif isinstance(value, tuple):
        for item in value:
            yield from _models(item)


def _all_models(catalogue: Catalogue) -> list[Record]:
    return [model for entry in catalogue.entries for model in _models(entry.msap)]


def _open(catalogue: Catalogue) -> list[Msap]:
    return [e.msap for e in catalogue.entries if e.msap.status is Status.OPEN]


def _weeks(catalogue: Catalogue) -> list[Week]:
    return [model for model in _all_models(catalogue) if isinstance(model, Week)]


def test_every_field_is_used(catalogue: Catalogue) -> None:
    """Every field of every part of the model says something in one record at least."""
    used: dict[type[Record], set[str]] = {}
    for model in _all_models(catalogue):
        specified = {
            name
            for name, field in type(model).model_fields.items()
            if getattr(model, name) != field.get_default(call_default_factory=True)
        }
        used.setdefault(type(model), set()).update(specified)
    # The network of the sample promises nothing that a record could withdraw: test_offer.py does.
    unused = [
        f"{kind.__name__}.{name}"
        for kind, specified in used.items()
        for name in kind.model_fields
        if name not in specified and "withdrawn" not in (name, kind.__name__.lower())
    ]
    assert unused == []


def test_optional_fields_are_sometimes_absent(catalogue: Catalogue) -> None:
    """What a record may leave out is left out by some open place."""
    optional = (
        "label location hours appointment remarks charter description previous_ids group notices "
        "closures"
    )
    for name in optional.split():
        assert any(not getattr(msap, name) for msap in _open(catalogue)), name
    assert any(not msap.contact.phone for msap in _open(catalogue))
    assert any(not msap.contact.phone and not msap.contact.email for msap in _open(catalogue))


def test_every_choice_is_made(catalogue: Catalogue) -> None:
    """Every value of every closed list is written somewhere."""
    values = {
        value
        for model in _all_models(catalogue)
        for value in (getattr(model, name) for name in type(model).model_fields)
        if isinstance(value, Enum)
    }
    for choices in (Status, Form, Role, Appointment, Presence, Parity, SlotAppointment):
        assert set(choices) <= values


def test_every_key_of_the_referentials_is_used(catalogue: Catalogue) -> None:
    """Each partner, service and kind of porteur is met in an open place."""
    places = _open(catalogue)
    lists = catalogue.referentials
    assert {p.id for m in places for p in m.partners or ()} == set(lists.partners)
    assert {key for m in places for key in m.services or ()} == set(lists.services)
    assert {m.porteur.type for m in places if m.porteur} == set(lists.porteurs)


def test_days_of_all_kinds(catalogue: Catalogue) -> None:
    """Days are unspecified, closed, or open in one, two and three slots; Saturdays open too."""
    days = [week.day(weekday) for week in _weeks(catalogue) for weekday in Weekday]
    assert {None if day is None else len(day) for day in days} >= {None, 0, 1, 2, 3}
    assert sum(bool(week.saturday) for week in _weeks(catalogue)) > 30
    slots = [slot for day in days for slot in day or ()]
    assert {slot.nth for slot in slots} >= {None, (1,), (1, 3), (2, 4)}


def test_partners_of_all_kinds(catalogue: Catalogue) -> None:
    """Partners stand bare or with permanences: with a rank, a parity, hours, or the day alone."""
    partners = [partner for msap in _open(catalogue) for partner in msap.partners or ()]
    when = [permanence for partner in partners for permanence in partner.when]
    assert any(p.presence is None and not p.when for p in partners)
    assert any(len(p.when) == 2 for p in partners)
    assert any(w.nth and w.time for w in when)
    assert any(w.weeks and w.time for w in when)
    assert any(w.time is None for w in when)


def test_touring_places(catalogue: Catalogue) -> None:
    """Rounds have from 3 to 8 stops, each with hours; some stops lack a name or a point."""
    rounds = [msap.stops for msap in _open(catalogue) if msap.form.is_touring]
    stops = [stop for stops in rounds for stop in stops]
    assert {len(stops) for stops in rounds} == {3, 4, 5, 6, 7, 8}
    assert all(stop.hours for stop in stops)
    assert {bool(stop.name) for stop in stops} == {True, False}
    assert {bool(stop.location) for stop in stops} == {True, False}


def test_groups(catalogue: Catalogue) -> None:
    """A place with branches has its branches in its group, in the same department."""
    groups = [entry for entry in catalogue.entries if entry.msap.group]
    for entry in groups:
        if entry.msap.form is Form.BRANCHES:
            mates = [e for e in groups if e.msap.group == entry.msap.group and e != entry]
            assert len(mates) == 2
            assert {mate.msap.role for mate in mates} == {Role.BRANCH}
            assert {mate.departement for mate in mates} == {entry.departement}


def test_periods_around_today(catalogue: Catalogue) -> None:
    """Closures and notices are past, current and to come; some close over Christmas."""

    def when(first: date, last: date) -> str:
        return "past" if last < TODAY else "future" if first > TODAY else "current"

    everything = {"past", "current", "future"}
    closures = [closure for msap in _open(catalogue) for closure in msap.closures]
    notices = [notice for msap in _open(catalogue) for notice in msap.notices]
    assert {when(c.first, c.last) for c in closures} == everything
    assert {when(n.first, n.last) for n in notices} == everything
    assert sum(c.first <= date(2026, 12, 24) <= c.last for c in closures) > 15


def test_a_name_may_be_long(catalogue: Catalogue) -> None:
    """One reaches 90 characters."""
    assert max(len(entry.msap.name) for entry in catalogue.entries) >= 90


def test_nothing_comes_from_the_future(catalogue: Catalogue) -> None:
    """Records were checked before the day of the builds, and projects open after."""
    for entry in catalogue.entries:
        assert entry.msap.updated <= TODAY
        assert entry.msap.opening is None or entry.msap.opening > "2026-11"


def test_every_record_says_it_is_invented(catalogue: Catalogue) -> None:
    """`demonstration: yes` and the source « Démonstration » stand in every record."""
    for entry in catalogue.entries:
        assert entry.msap.demonstration
        assert entry.msap.source is not None
        assert entry.msap.source.name == "Démonstration"


def test_phones_are_for_fiction(catalogue: Catalogue, text: str) -> None:
    """Every number of ten digits anywhere lies in the ranges kept for fiction, used once."""
    written = [entry.msap.contact.phone for entry in catalogue.entries if entry.msap.contact.phone]
    anywhere = re.findall(r"\b0\d(?:[ .]?\d\d){4}\b", text)
    assert len(written) == len(set(written)) > 90
    assert all(phone.startswith(FICTION_PREFIXES) for phone in [*written, *anywhere])


def test_domains_are_reserved(catalogue: Catalogue, text: str) -> None:
    """Every e-mail and link anywhere stands under `.example`, and no two places share one."""
    hosts = re.findall(r"(?:@|https?://)([\w.-]+)", text)
    emails = [entry.msap.contact.email for entry in catalogue.entries if entry.msap.contact.email]
    assert len(hosts) > 120
    assert all(host.endswith(".example") for host in hosts)
    assert "www." not in text
    assert len(emails) == len(set(emails))
