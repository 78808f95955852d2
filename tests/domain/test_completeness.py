"""What records give, counted."""

from __future__ import annotations

from datetime import date

import pytest

from msap.domain.completeness import Attribute, attributes_of, count_attributes, is_drop
from msap.source.msap import Msap

BARE = {
    "id": "ahun",
    "name": "MSAP d’Ahun",
    "status": "open",
    "address": {"postcode": "23150", "city": "Ahun", "insee": "23001"},
    "updated": date(2026, 11, 23),
}
FULL = {
    **BARE,
    "address": {"street": "2 place", "postcode": "23150", "city": "Ahun", "insee": "23001"},
    "location": {"lat": 46.0874, "lon": 2.0437},
    "contact": {"phone": "05 36 49 00 01", "email": "a@a.example", "website": "https://a.example/"},
    "label": {"awarded": date(2020, 1, 1)},
    "appointment": "possible",
    "partners": ["caf"],
    "services": ["emploi"],
    "hours": {day: ["09:00-12:00"] for day in list(Attribute)[-7:]},
}


def test_a_bare_record_gives_nothing_and_a_full_one_everything() -> None:
    """Each attribute can be missing, and each can be there."""
    assert list(attributes_of(Msap.model_validate(BARE))) == []
    assert list(attributes_of(Msap.model_validate(FULL))) == list(Attribute)


@pytest.mark.parametrize("tuesday", [[], None])
def test_a_day_counts_when_the_place_opens(tuesday: list[str] | None) -> None:
    """Shut or unknown, it is gone for those who would come."""
    week = {"monday": ["09:00-12:00"]} | ({} if tuesday is None else {"tuesday": tuesday})
    given = set(attributes_of(Msap.model_validate({**BARE, "hours": week})))
    assert given == {Attribute.HOURS, Attribute.MONDAY}


def test_the_hours_of_stops_are_hours() -> None:
    """A touring place has none of its own."""
    stop = {"id": "place", "address": BARE["address"], "hours": {"friday": ["09:00-12:00"]}}
    given = attributes_of(Msap.model_validate({**BARE, "form": "touring", "stops": [stop]}))
    assert list(given) == [Attribute.HOURS, Attribute.FRIDAY]


def test_records_are_counted_by_what_they_give() -> None:
    """Every attribute has its count, zero too."""
    counts = count_attributes([Msap.model_validate(BARE), Msap.model_validate(FULL)])
    assert list(counts) == list(Attribute)
    assert set(counts.values()) == {1}


@pytest.mark.parametrize(
    "before, now, dropped",
    [(100, 95, False), (100, 94, True), (2, 1, False), (2, 0, True), (0, 5, False), (1, 0, False)],
)
def test_a_drop_is_more_than_one_and_more_than_one_in_twenty(
    before: int,
    now: int,
    dropped: bool,  # noqa: FBT001
) -> None:
    """Both bounds count, so that a small set may be edited."""
    assert is_drop(before, now) is dropped
