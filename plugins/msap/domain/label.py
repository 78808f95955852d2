"""The label's criteria that a record can answer, checked one by one."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from enum import StrEnum
from typing import NamedTuple

from msap.domain.hours import weekly_time
from msap.domain.offer import partners_there
from msap.source.msap import Msap
from msap.source.network import Criteria, Offer
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
    msap: Msap,
    criteria: Criteria,
    partner_kinds: Mapping[str, PartnerKind],
    offer: Offer | None = None,
) -> Iterator[CriterionResult]:
    """Validate a place against each criterion that the network has, in the order of `Criterion`."""
    if criteria.weekly_hours is not None:
        time = weekly_time(msap)
        required_minutes = criteria.weekly_hours * 60
        is_time_known = time.is_complete or time.minutes >= required_minutes
        yield _result(Criterion.HOURS, time.minutes if is_time_known else None, required_minutes)
    if criteria.partners is not None:
        counted = _counted_partners(partners_there(msap, offer), criteria, partner_kinds)
        yield _result(Criterion.PARTNERS, counted, criteria.partners)
    if criteria.computers is not None:
        yield _result(Criterion.COMPUTERS, msap.equipment.computers, criteria.computers)
    if criteria.charter is not None:
        yield _result(Criterion.CHARTER, msap.charter, criteria.charter)


def _counted_partners(
    keys: Collection[str] | None, criteria: Criteria, partner_kinds: Mapping[str, PartnerKind]
) -> int | None:
    """Count the different partners in the fields the label counts; None when none are listed."""
    if keys is None:
        return None
    kinds = [partner_kinds[key] for key in keys if key in partner_kinds]
    return sum(kind.field in criteria.partner_fields for kind in kinds)


def _result(criterion: Criterion, found: float | None, required: float) -> CriterionResult:
    if found is None:
        verdict = Verdict.UNKNOWN
    else:
        verdict = Verdict.MET if found >= required else Verdict.NOT_MET
    return CriterionResult(criterion, verdict, found, required)
