"""What the network offers everywhere, beside what a record says of its own place."""

from datetime import date

import pytest

from msap.domain.label import Criterion, Verdict, check_criteria
from msap.domain.offer import (
    announced_partners,
    partners_there,
    promised_partners,
    promised_services,
)
from msap.source.msap import Msap
from msap.source.network import Offer
from tests.domain.test_label import CRITERIA, KINDS

OFFER = Offer.model_validate(
    {
        "partners": [
            {"id": "caf", "presence": "back-office"},
            {"id": "pole-emploi", "presence": "back-office"},
        ],
        "services": ["emploi"],
        "source": "Rapport",
        "source_date": "2022-07-13",
    }
)


def record(**said: object) -> Msap:
    """Return an open place that says this."""
    address = {"postcode": "23150", "city": "Ahun", "insee": "23001"}
    base = {"id": "ahun", "name": "Ahun", "status": "open", "updated": date(2026, 1, 1)}
    return Msap.model_validate({**base, "address": address, **said})


@pytest.mark.parametrize(
    "said, own_offered, promised, there",
    [
        ({}, (), ("caf", "pole-emploi"), ("caf", "pole-emploi")),
        ({"partners": []}, (), ("caf", "pole-emploi"), ("caf", "pole-emploi")),
        (
            {"partners": ["la-poste", {"id": "caf", "presence": "on-site"}]},
            ("caf",),
            ("pole-emploi",),
            ("la-poste", "caf", "pole-emploi"),
        ),
        ({"withdrawn": {"partners": ["caf"]}}, (), ("pole-emploi",), ("pole-emploi",)),
        ({"withdrawn": {"partners": ["caf", "pole-emploi"]}}, (), (), None),
        ({"status": "project"}, (), (), None),
        ({"status": "closed"}, (), (), None),
    ],
)
def test_a_record_adds_to_the_offer_or_withdraws(
    said: dict[str, object],
    own_offered: tuple[str, ...],
    promised: tuple[str, ...],
    there: tuple[str, ...] | None,
) -> None:
    """What the record says of a partner is its own; the rest of the offer is the network's."""
    msap = record(**said)
    assert announced_partners(msap, OFFER) == own_offered
    assert tuple(partner.id for partner in promised_partners(msap, OFFER)) == promised
    assert partners_there(msap, OFFER) == there


def test_services_are_inherited_alike() -> None:
    """A service of the offer is the network's until the record says it, or withdraws it."""
    assert promised_services(record(), OFFER) == ("emploi",)
    assert promised_services(record(services=["emploi"]), OFFER) == ()
    assert promised_services(record(withdrawn={"services": ["emploi"]}), OFFER) == ()


def test_without_an_offer_a_record_stands_for_itself() -> None:
    """Partners that nobody named stay unknown, which is not a failure."""
    assert promised_partners(record(), None) == ()
    assert promised_services(record(), None) == ()
    assert partners_there(record(), None) is None
    assert partners_there(record(partners=["caf"]), None) == ("caf",)


def test_partners_of_the_offer_count_for_the_label() -> None:
    """A place of which the record names nobody has the partners that all have."""
    results = {one.criterion: one for one in check_criteria(record(), CRITERIA, KINDS, OFFER)}
    assert results[Criterion.PARTNERS].found == 2
    alone = {one.criterion: one for one in check_criteria(record(), CRITERIA, KINDS)}
    assert alone[Criterion.PARTNERS].verdict is Verdict.UNKNOWN
