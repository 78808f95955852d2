"""The label's criteria that a record can answer, checked one by one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import NamedTuple

from msap.domain.hours import weekly_time
from msap.source.msap import Msap
from msap.source.network import Criteria
from msap.source.referentials import PartnerKind


class Criterion(StrEnum):
    """What is checked; the other criteria (training, signage) are not in the records."""

    HOURS = "hours"
    PARTNERS = "partners"
    COMPUTERS = "computers"
    CHARTER = "charter"


class Verdict(StrEnum):
    """A fact nobody wrote down is unknown, which is not a failure."""

    MET = "met"
    NOT_MET = "not-met"
    UNKNOWN = "unknown"


class CriterionResult(NamedTuple):
    """One criterion of one place.

    `found` and `required` are minutes a week, numbers of partners or of computers, and 0 or 1 for
    the charter; `found` is None when the record leaves it out.
    """

    criterion: Criterion
    verdict: Verdict
    found: float | None
    required: float


def check_criteria(
    msap: Msap, criteria: Criteria, partner_kinds: Mapping[str, PartnerKind]
) -> Iterator[CriterionResult]:
    """Validate a place against each criterion of the network, in the order of `Criterion`."""
    time = weekly_time(msap)
    required_minutes = criteria.weekly_hours * 60
    is_time_known = time.is_complete or time.minutes >= required_minutes
    yield _result(Criterion.HOURS, time.minutes if is_time_known else None, required_minutes)
    yield _result(
        Criterion.PARTNERS, _counted_partners(msap, criteria, partner_kinds), criteria.partners
    )
    yield _result(Criterion.COMPUTERS, msap.equipment.computers, criteria.computers)
    yield _result(Criterion.CHARTER, msap.charter, criteria.charter)


def _counted_partners(
    msap: Msap, criteria: Criteria, partner_kinds: Mapping[str, PartnerKind]
) -> int | None:
    """Count the different partners in the fields the label counts; None when none are listed."""
    if msap.partners is None:
        return None
    return len(
        {
            partner.id
            for partner in msap.partners
            if partner.id in partner_kinds
            and partner_kinds[partner.id].field in criteria.partner_fields
        }
    )


def _result(criterion: Criterion, found: float | None, required: float) -> CriterionResult:
    if found is None:
        verdict = Verdict.UNKNOWN
    else:
        verdict = Verdict.MET if found >= required else Verdict.NOT_MET
    return CriterionResult(criterion, verdict, found, required)
