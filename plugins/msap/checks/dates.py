"""Dates compared with today and with other records: what someone forgot to update."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from msap.checks.located import warning
from msap.source.catalogue import Catalogue
from msap.source.entries import RecordEntry
from msap.source.msap import Status
from msap.source.problems import Problem


def today_dates(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """Nothing was changed, checked, granted or published after today; a project is still to come."""
    for entry in catalogue.read:
        msap = entry.msap
        if msap.updated > today:
            yield _future(entry, ["updated"], msap.updated, "la mise à jour")
        if msap.verified and msap.verified > today:
            yield _future(entry, ["verified"], msap.verified, "la vérification")
        if msap.label and msap.label.awarded > today:
            yield _future(entry, ["label", "awarded"], msap.label.awarded, "le label")
        if msap.source and msap.source.date and msap.source.date > today:
            yield _future(entry, ["source", "date"], msap.source.date, "la liste")
        yield from _status(entry, today)


def _status(entry: RecordEntry, today: date) -> Iterator[Problem]:
    msap = entry.msap
    if "status" in entry.lost:
        return
    if msap.status is Status.PROJECT and msap.opening and msap.opening < f"{today:%Y-%m}":
        yield warning(
            entry,
            ["opening"],
            "ouverture-passee",
            f"L’ouverture était prévue en {msap.opening}, et la maison est encore un projet.",
            "Écrivez « status: open » si elle a ouvert ; sinon, corrigez ou retirez la date.",
        )


def _future(entry: RecordEntry, where: list[int | str], day: date, what: str) -> Problem:
    return warning(
        entry,
        where,
        "date-a-venir",
        f"« {day} » est à venir : {what} ne peut pas être de ce jour.",
        "Vérifiez l’année, puis le mois et le jour.",
    )


def mixed_demonstration(catalogue: Catalogue) -> Iterator[Problem]:
    """Invented records and real ones do not go together: as soon as one is, each page says so.

    The fewer of the two are probably the mistake.
    """
    invented = [entry for entry in catalogue.read if entry.msap.demonstration]
    real = len(catalogue.read) - len(invented)
    if not invented or not real:
        return
    if len(invented) <= real:
        for entry in invented:
            yield warning(
                entry,
                ["demonstration"],
                "demonstration-melee",
                "Cette fiche est dite inventée, et toutes les pages du site le disent à cause d’elle.",
                "Retirez « demonstration » si elle est vraie ; sinon, retirez la fiche.",
            )
    else:
        for entry in catalogue.read:
            if not entry.msap.demonstration:
                yield warning(
                    entry,
                    [],
                    "demonstration-melee",
                    "Cette fiche est dite vraie parmi des fiches inventées.",
                    "Ajoutez « demonstration: yes » si elle est inventée ; sinon, retirez les autres.",
                )
