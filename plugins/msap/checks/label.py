"""The label's criteria, as warnings with their figures."""

from __future__ import annotations

from collections.abc import Iterator

from msap.checks.located import warning
from msap.domain.label import Criterion, CriterionResult, Verdict, check_criteria
from msap.source.catalogue import Catalogue
from msap.source.entries import RecordEntry
from msap.source.msap import Status
from msap.source.problems import Problem

_FIELDS: dict[Criterion, list[int | str]] = {
    Criterion.HOURS: ["hours"],
    Criterion.PARTNERS: ["partners"],
    Criterion.COMPUTERS: ["equipment", "computers"],
    Criterion.CHARTER: ["charter"],
}


def criteria(entry: RecordEntry, catalogue: Catalogue) -> Iterator[Problem]:
    """An open MSAP meets the label's criteria; no source exempts a branch."""
    msap = entry.msap
    if msap.status is not Status.OPEN:
        return
    kinds, network = catalogue.referentials.partners, catalogue.network
    uncounted = {partner.id for partner in msap.partners or ()} - kinds.keys()
    for result in check_criteria(msap, network.criteria, kinds, network.offer):
        is_certain = result.criterion is not Criterion.PARTNERS or not uncounted
        if result.verdict is Verdict.NOT_MET and is_certain:
            code, fact, advice = _sentences(result)
            yield warning(entry, _FIELDS[result.criterion], code, fact, advice)


def _sentences(result: CriterionResult) -> tuple[str, str, str]:
    """Return the code, the fact with its figures, and the advice."""
    found, required = result.found or 0, result.required
    asked = f"le label en demande {required:.0f}."
    match result.criterion:
        case Criterion.HOURS:
            return (
                "label-horaires",
                f"{_duration(found)} par semaine ; le label en demande {_duration(required)}.",
                "Vérifiez les horaires ; s’ils sont justes, prévenez la préfecture.",
            )
        case Criterion.PARTNERS:
            return (
                "label-partenaires",
                f"{_count(found, 'partenaire')} du social ou de l’emploi ; {asked}",
                "Complétez « partners » ; si la liste est juste, prévenez la préfecture.",
            )
        case Criterion.COMPUTERS:
            return (
                "label-ordinateurs",
                f"{_count(found, 'ordinateur')} pour le public ; {asked}",
                "Corrigez « computers » si un poste est à la disposition du public.",
            )
        case Criterion.CHARTER:
            return (
                "label-charte",
                "La charte nationale de qualité n’est pas signée ; le label la demande.",
                "Écrivez « charter: yes » dès qu’elle l’est.",
            )


def _duration(minutes: float) -> str:
    """Write minutes as the French do: « 22 h 30 »."""
    hours, rest = divmod(round(minutes), 60)
    return f"{hours} h {rest:02d}" if rest else f"{hours} h"


def _count(number: float, noun: str) -> str:
    return f"{number:.0f} {noun}{'s' if number > 1 else ''}" if number else f"Aucun {noun}"
