"""Opening hours that contradict themselves, or say too little."""

from __future__ import annotations

from collections.abc import Iterator

from msap.checks.located import error, key_warning, warning
from msap.domain.hours import overlaps, unspecified_days
from msap.source.catalogue import Catalogue
from msap.source.entries import RecordEntry
from msap.source.french_hours import DAY_NAMES
from msap.source.hours import Week, Weekday
from msap.source.msap import Status
from msap.source.problems import Problem


def slots(entry: RecordEntry, _catalogue: Catalogue) -> Iterator[Problem]:
    """No slot is written twice, and no two slots of a day overlap in a week that has both."""
    for where, week in _weeks(entry):
        for weekday in Weekday:
            day = week.day(weekday) or ()
            for first, second in overlaps(day):
                place = [*where, weekday.value, second]
                if day[first] == day[second]:
                    yield error(
                        entry,
                        place,
                        "creneau-en-double",
                        f"Le {DAY_NAMES[weekday]}, {day[first].time} est écrit deux fois.",
                        "Gardez un seul des deux créneaux.",
                    )
                else:
                    yield error(
                        entry,
                        place,
                        "creneaux-superposes",
                        f"Le {DAY_NAMES[weekday]}, {day[second].time} empiète sur {day[first].time}.",
                        "Corrigez une des heures, ou réunissez les deux créneaux.",
                    )


def specified_days(entry: RecordEntry, _catalogue: Catalogue) -> Iterator[Problem]:
    """An open MSAP specifies its hours, for each day from Monday to Saturday.

    A touring one without hours is a matter of `status.stops`.
    """
    msap = entry.msap
    if msap.status is not Status.OPEN or msap.stops:
        return
    if msap.hours is None or msap.hours.is_unknown:
        if not msap.form.is_touring:
            yield warning(
                entry,
                ["hours"],
                "horaires-absents",
                "Les horaires ne sont pas donnés.",
                "Demandez-les à la maison, puis ajoutez « hours: » et les jours.",
            )
        return
    unspecified = unspecified_days(msap.hours)
    if unspecified:
        days = ", ".join(DAY_NAMES[weekday] for weekday in unspecified)
        yield key_warning(
            entry,
            "hours",
            "jours-non-dits",
            f"Rien n’est dit de ces jours : {days}.",
            f"Si la maison est fermée, écrivez « {unspecified[0]}: [] ».",
        )


def _weeks(entry: RecordEntry) -> Iterator[tuple[list[int | str], Week]]:
    """Yield the weeks of a record with the path of each: its own and its stops'."""
    if entry.msap.hours:
        yield ["hours"], entry.msap.hours
    for rank, stop in enumerate(entry.msap.stops):
        if stop.hours:
            yield ["stops", rank, "hours"], stop.hours
