"""Records whose status contradicts their fields."""

from __future__ import annotations

from collections.abc import Iterator

from msap.checks.located import error, key_warning
from msap.domain.status import opening_day
from msap.source.catalogue import Catalogue
from msap.source.entries import RecordEntry
from msap.source.msap import Form, Status
from msap.source.problems import Problem


def life(entry: RecordEntry, _catalogue: Catalogue) -> Iterator[Problem]:
    """An opening is a project's, a closing has a day or is past, and no project has the label."""
    msap = entry.msap
    if msap.closing and not msap.closing.date and msap.status is not Status.CLOSED:
        yield key_warning(
            entry,
            "closing",
            "fermeture-sans-statut",
            f"« closing » dit la fin d’une maison, et celle-ci est « {msap.status} ».",
            "Ajoutez le dernier jour, « date », ou écrivez « status: closed », ou retirez « closing ».",
        )
    if msap.opening and not opening_day(msap) and msap.status is not Status.PROJECT:
        yield key_warning(
            entry,
            "opening",
            "ouverture-sans-projet",
            f"« opening » annonce un projet, et cette maison est « {msap.status} ».",
            "Retirez « opening », ou écrivez « status: project ».",
        )
    if msap.label and msap.status is Status.PROJECT:
        yield key_warning(
            entry,
            "label",
            "label-de-projet",
            "Un projet n’a pas encore le label.",
            "Retirez « label », ou écrivez « status: open ».",
        )


def stops(entry: RecordEntry, _catalogue: Catalogue) -> Iterator[Problem]:
    """A touring MSAP has stops; a fixed one has none."""
    msap = entry.msap
    if msap.stops and msap.form is Form.FIXED:
        yield key_warning(
            entry,
            "stops",
            "arrets-d-une-maison-fixe",
            "« stops » donne les arrêts d’une tournée, et cette maison est « fixed ».",
            "Écrivez « form: touring » ou « form: bus », ou retirez « stops ».",
        )
    if msap.is_unlocated_tour and msap.status is Status.OPEN:
        yield key_warning(
            entry,
            "form",
            "itinerante-sans-arret",
            "Cette maison itinérante n’a pas d’arrêts : on ne sait où la trouver.",
            "Ajoutez « stops: », avec l’adresse et les horaires de chaque arrêt.",
        )


def stop_ids(entry: RecordEntry, _catalogue: Catalogue) -> Iterator[Problem]:
    """Each stop has an id of its own: it is the end of an address."""
    seen: set[str] = set()
    for rank, stop in enumerate(entry.msap.stops):
        if stop.id in seen:
            yield error(
                entry,
                ["stops", rank, "id"],
                "arret-en-double",
                f"« {stop.id} » désigne déjà un autre arrêt de cette fiche.",
                f"Prenez un autre nom court, par exemple « {stop.id}-2 ».",
            )
        seen.add(stop.id)
