"""Figures that the records give together."""

from datetime import date

import pytest

from msap.domain.figures import open_on_saturday, percent_near
from msap.source.msap import Msap

ADDRESS = {"postcode": "23150", "city": "Ahun", "insee": "23001"}


def record(**said: object) -> Msap:
    """Return an open place that says this."""
    base = {"id": "ahun", "name": "Ahun", "status": "open", "updated": date(2026, 1, 1)}
    return Msap.model_validate({**base, "address": ADDRESS, **said})


def test_a_stop_opens_on_saturday_for_its_record() -> None:
    """A record counts once; what is shut or not told does not count."""
    stop = {"id": "a", "address": ADDRESS, "hours": {"saturday": ["09:00-10:00"]}}
    records = [
        record(),
        record(hours={"saturday": []}),
        record(hours={"monday": ["09:00-12:00"]}),
        record(hours={"saturday": [{"time": "09:00-12:00", "weeks": "even"}]}),
        record(form="touring", stops=[stop, {**stop, "id": "b"}]),
        record(form="bus", hours={"saturday": ["09:00-12:00"]}),
    ]
    assert open_on_saturday(records) == 2


@pytest.mark.parametrize(
    "communes, percent",
    [
        ([], None),
        ([(0, 1.0)], None),
        ([(100, 20.0), (100, 20.1), (1, None)], 49),
        ([(1000, 3.0)], 100),
        ([(999, 3.0), (1, 300.0)], 99),
    ],
)
def test_a_share_is_never_rounded_up(
    communes: list[tuple[int, float | None]], percent: int | None
) -> None:
    """Twenty kilometres count as near, and 99,9 % is not everybody."""
    assert percent_near(communes) == percent
