"""Dossiers: the list in the order of their ranks, each dossier, and each of its parts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from msap.publish.editorial.prose import Prose, ShownDay, address, prose, shown_day
from msap.publish.editorial.section_list import SectionLine, section_pages
from msap.publish.page import Link, Output, Page
from msap.publish.site import Site, Sources
from msap.publish.wording.numbers import count_words
from msap.publish.wording.typography import NBSP, typeset
from msap.source.editorial import Editorial, EditorialFile
from msap.source.editorial_kinds import DOSSIERS, DossierMatter

Dossier = EditorialFile[DossierMatter]


@dataclass(frozen=True, slots=True)
class DossierView:
    """The opening of a dossier and its parts, in order; `start` leads to the first."""

    text: Prose
    day: ShownDay
    updated: ShownDay | None
    count: str
    parts: tuple[SectionLine, ...]
    start: Link | None


class PartView(NamedTuple):
    """A part of a dossier, its neighbours, and all the parts to move among them."""

    text: Prose
    rank: str
    current: str
    parts: tuple[Link, ...]
    previous: Link | None
    following: Link | None


def section(sources: Sources, site: Site) -> Output:
    """Make the pages of the dossiers."""
    return Output(dossier_pages(sources.editorial, site))


def dossier_pages(editorial: Editorial, site: Site) -> list[Page]:
    """Make the list, the dossiers and their parts."""
    pages = _list_pages(editorial)
    for dossier in editorial.of(DOSSIERS):
        pages.append(_dossier_page(dossier, editorial, site))
        pages += [_part_page(dossier, rank, editorial, site) for rank in range(len(dossier.parts))]
    return pages


def _list_pages(editorial: Editorial) -> list[Page]:
    lines = [
        (
            SectionLine(
                typeset(dossier.matter.title),
                address(dossier, editorial),
                typeset(dossier.matter.summary),
                details=count_words(len(dossier.parts), "partie", "parties"),
            ),
            dossier.matter.last_change,
        )
        for dossier in editorial.of(DOSSIERS)
    ]
    return section_pages(
        DOSSIERS,
        lines,
        description="Un sujet expliqué en plusieurs parties, à lire dans l’ordre.",
        none="Aucun dossier pour le moment.",
    )


def _dossier_page(dossier: Dossier, editorial: Editorial, site: Site) -> Page:
    matter = dossier.matter
    parts = tuple(
        SectionLine(typeset(p.matter.title), address(p, editorial), typeset(p.matter.summary))
        for p in dossier.parts
    )
    return Page(
        url=address(dossier, editorial),
        template="dossier.html",
        title=typeset(matter.title),
        description=typeset(matter.summary),
        view=DossierView(
            prose(dossier, editorial, site),
            shown_day(matter.date),
            shown_day(matter.updated) if matter.updated else None,
            count_words(len(parts), "partie", "parties"),
            parts,
            Link(parts[0].title, parts[0].url) if parts else None,
        ),
        crumbs=(Link(DOSSIERS.title, DOSSIERS.url),),
        modified=dossier.matter.last_change,
    )


def _part_page(dossier: Dossier, rank: int, editorial: Editorial, site: Site) -> Page:
    part = dossier.parts[rank]
    links = tuple(Link(typeset(p.matter.title), address(p, editorial)) for p in dossier.parts)
    opening = Link(typeset(dossier.matter.title), address(dossier, editorial))
    return Page(
        url=links[rank].url,
        template="dossier_part.html",
        title=links[rank].text,
        description=typeset(part.matter.summary),
        view=PartView(
            text=prose(part, editorial, site),
            rank=f"Partie{NBSP}{rank + 1} sur{NBSP}{len(links)}",
            current=links[rank].url,
            parts=links,
            previous=links[rank - 1] if rank else None,
            following=links[rank + 1] if rank + 1 < len(links) else None,
        ),
        crumbs=(Link(DOSSIERS.title, DOSSIERS.url), opening),
        modified=dossier.matter.last_change,
    )
