"""The page that says where every figure and record comes from, with dates and licences."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from msap.domain.own_pages import SOURCES, TERMS
from msap.publish.directory import Directory
from msap.publish.page import Link, Page
from msap.publish.site import Site, Sources
from msap.publish.wording.contact_details import DescriptionItem
from msap.publish.wording.dates import date_words
from msap.publish.wording.lists import list_words
from msap.publish.wording.numbers import count_words
from msap.publish.wording.typography import NBSP, typeset
from msap.source.catalogue import Catalogue
from msap.source.msap import Source
from msap.source.territory_sources import TerritorySource


class TerritoryView(NamedTuple):
    """One set of territory data, and what was corrected in it."""

    title: str
    details: tuple[DescriptionItem, ...]
    corrections: tuple[str, ...]


class SourcesView(NamedTuple):
    """Records, label, key figures and territory, each with its source."""

    records: tuple[str, ...]
    criteria: str
    figures: tuple[str, ...]
    territory: tuple[TerritoryView, ...]
    terms: Link


def pages(_directory: Directory, sources: Sources, site: Site) -> list[Page]:
    """Make the page of sources."""
    return [sources_page(sources, site)]


def sources_page(sources: Sources, site: Site) -> Page:
    """Make the page of sources; its date is that of the record last updated."""
    network = site.network
    criteria = network.criteria
    entries = sources.catalogue.entries
    return Page(
        url=SOURCES.url,
        template="sources.html",
        title=SOURCES.title,
        description="D’où viennent les fiches, les chiffres et les cartes de ce site, et leurs dates.",
        view=SourcesView(
            _record_sources(sources.catalogue),
            _dated(typeset(criteria.source), date_words(criteria.source_date)),
            tuple(
                typeset(f"{f.value} {f.label} ({f.date}). Source : {f.source}.")
                for f in network.figures
            ),
            tuple(_territory(source) for source in sources.catalogue.territory_sources),
            Link(TERMS.title, TERMS.url),
        ),
        modified=max((entry.msap.updated for entry in entries), default=None),
    )


def _record_sources(catalogue: Catalogue) -> tuple[str, ...]:
    """Return from which lists the records come, how many from each, and of which edition."""
    groups: dict[str, list[Source]] = {}
    without = 0
    for entry in catalogue.entries:
        if entry.msap.source:
            groups.setdefault(entry.msap.source.name, []).append(entry.msap.source)
        else:
            without += 1
    lines = [
        f"{typeset(name)}{NBSP}: {count_words(len(found), 'fiche', 'fiches')}{_edition(found)}."
        for name, found in sorted(groups.items(), key=lambda group: (-len(group[1]), group[0]))
    ]
    if without:
        lines.append(
            f"Saisies par l’équipe du site{NBSP}: {count_words(without, 'fiche', 'fiches')}."
        )
    return tuple(lines)


def _dated(words: str, day: str) -> str:
    """Add a date to words that do not have it already."""
    return words if day in words or day.replace(NBSP, " ") in words else f"{words} ({day})"


def _edition(found: Iterable[Source]) -> str:
    days = sorted({source.date for source in found if source.date})
    if not days:
        return ""
    first, last = date_words(days[0]), date_words(days[-1])
    return f", édition du {first}" if first == last else f", éditions du {first} au {last}"


def _territory(source: TerritorySource) -> TerritoryView:
    return TerritoryView(
        typeset(source.title),
        (
            DescriptionItem("Producteurs", list_words(map(typeset, source.producers))),
            DescriptionItem("Jeux de données", "\n".join(map(typeset, source.datasets))),
            DescriptionItem("Date des données", date_words(source.data_date)),
            DescriptionItem("Licence", typeset(source.licence)),
        ),
        tuple(typeset(correction) for correction in source.corrections),
    )
