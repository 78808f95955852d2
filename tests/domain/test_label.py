"""The label's criteria on one place."""

import pytest

from msap.domain.label import Criterion, Verdict, check_criteria
from msap.source.msap import Msap
from msap.source.network import Criteria
from msap.source.referentials import PartnerField, PartnerKind, PartnerName

CRITERIA = Criteria.model_validate(
    {
        "weekly_hours": "24",
        "partners": "2",
        "partner_fields": ["social", "employment"],
        "computers": "1",
        "charter": "yes",
        "source": "Circulaire",
        "source_date": "2006-08-02",
    }
)
KINDS = {
    key: PartnerKind(names=(PartnerName(name=key),), field=field, help="Aide.")
    for key, field in (
        ("caf", PartnerField.SOCIAL),
        ("pole-emploi", PartnerField.EMPLOYMENT),
        ("la-poste", PartnerField.OTHER),
    )
}
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday")


def weekdays(time: str) -> dict[str, list[str]]:
    """Return the same slot to each day from Monday to Friday."""
    return {day: [time] for day in DAYS}


def verdicts(**fields: object) -> dict[Criterion, Verdict]:
    """Validate an open MSAP with these fields."""
    required = {"id": "a", "name": "A", "status": "open", "updated": "2026-10-02"}
    address = {"postcode": "23150", "city": "Ahun", "insee": "23001"}
    msap = Msap.model_validate({**required, "address": address, **fields})
    return {found.criterion: found.verdict for found in check_criteria(msap, CRITERIA, KINDS)}


def test_what_nobody_wrote_is_unknown() -> None:
    """A bare record fails nothing."""
    assert set(verdicts().values()) == {Verdict.UNKNOWN}


@pytest.mark.parametrize(
    "hours, verdict",
    [
        (weekdays("09:00-13:48") | {"saturday": []}, Verdict.MET),
        (weekdays("09:00-13:47") | {"saturday": []}, Verdict.NOT_MET),
        (weekdays("09:00-13:47"), Verdict.UNKNOWN),
        (weekdays("09:00-14:00"), Verdict.MET),
    ],
)
def test_hours(hours: dict[str, list[str]], verdict: Verdict) -> None:
    """Exactly 24 hours meet the criterion; too few are no failure while a day is unspecified."""
    assert verdicts(hours=hours)[Criterion.HOURS] is verdict


@pytest.mark.parametrize(
    "partners, verdict",
    [
        (["caf", "pole-emploi"], Verdict.MET),
        (["caf", "la-poste"], Verdict.NOT_MET),
        (["caf", {"id": "caf", "presence": "remote"}], Verdict.NOT_MET),
        (["caf", "inconnu"], Verdict.NOT_MET),
        ([], Verdict.NOT_MET),
    ],
)
def test_partners(partners: list[object], verdict: Verdict) -> None:
    """Two different partners count, in the fields the network names."""
    assert verdicts(partners=partners)[Criterion.PARTNERS] is verdict


@pytest.mark.parametrize(
    "fields, criterion, verdict",
    [
        ({"equipment": {"computers": "1"}}, Criterion.COMPUTERS, Verdict.MET),
        ({"equipment": {"computers": "0"}}, Criterion.COMPUTERS, Verdict.NOT_MET),
        ({"equipment": {"printer": "yes"}}, Criterion.COMPUTERS, Verdict.UNKNOWN),
        ({"charter": "yes"}, Criterion.CHARTER, Verdict.MET),
        ({"charter": "no"}, Criterion.CHARTER, Verdict.NOT_MET),
    ],
)
def test_equipment_and_charter(
    fields: dict[str, object], criterion: Criterion, verdict: Verdict
) -> None:
    """Nought is an answer; silence is not."""
    assert verdicts(**fields)[criterion] is verdict
