"""Figures in words: those counted in the records on the day of the build, those of the past."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from msap.domain.figures import NEAR_KM, open_on_saturday
from msap.publish.directory import Directory
from msap.publish.wording.dates import date_words
from msap.publish.wording.numbers import number_words
from msap.publish.wording.typography import NBSP, typeset
from msap.source.network import Network


class FigureView(NamedTuple):
    """A figure, never without its date."""

    value: str
    label: str
    origin: str


def dated_figures(network: Network) -> tuple[FigureView, ...]:
    """Return the figures that others gave, each with its date and source."""
    return tuple(
        FigureView(typeset(f.value), typeset(f.label), typeset(f"{f.date} · {f.source}"))
        for f in network.figures
    )


def counted_figures(directory: Directory) -> tuple[FigureView, ...]:
    """Return what the records of open places say together; what none says is left out."""
    origin = f"d’après les fiches, le {date_words(directory.today)}"
    return tuple(
        FigureView(value, typeset(label), typeset(origin)) for value, label in _counted(directory)
    )


def _counted(directory: Directory) -> Iterator[tuple[str, str]]:
    naming = directory.catalogue.network.naming
    having = {code: one for code, one in directory.departement_records.items() if one.locations}
    opened = [entry.msap for one in having.values() for entry in one.opened]
    if not opened:
        return
    yield number_words(len(opened)), naming.many if len(opened) > 1 else naming.one
    departements = "départements ont" if len(having) > 1 else "département a"
    yield number_words(len(having)), f"{departements} au moins un lieu d’accueil"
    if saturday := open_on_saturday(opened):
        verb = "accueillent" if saturday > 1 else "accueille"
        yield number_words(saturday), f"{verb} le samedi, au moins certaines semaines"
    if percent := directory.percent_near:
        label = (
            f"des habitants de ces départements sont à moins de {NEAR_KM} km d’un lieu d’accueil, "
            "à vol d’oiseau du centre de leur commune"
        )
        yield f"{percent}{NBSP}%", label
