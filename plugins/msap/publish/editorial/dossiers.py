"""Dossiers: the list in the order of their ranks, each dossier, and each of its parts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from msap.domain.addresses import DOSSIERS
from msap.publish.editorial.prose import Prose, ShownDay, address, prose, shown_day
from msap.publish.page import Link, Page
from msap.publish.site import Site
from msap.publish.wording.french import NBSP, count_words, typeset
from msap.source.editorial import Dossier, Editorial

_TITLE = "Dossiers"


class DossierLine(NamedTuple):
    """A dossier, or one of its parts, in a list; `words` counts the parts of a dossier."""

    title: str
    url: str
    summary: str
    words: str = ""


class DossiersView(NamedTuple):
    """The list of the dossiers."""

    dossiers: tuple[DossierLine, ...]


@dataclass(frozen=True, slots=True)
class DossierView:
    """The opening of a dossier and its parts, in order; `start` leads to the first."""

    text: Prose
    day: ShownDay
    updated: ShownDay | None
    count: str
    parts: tuple[DossierLine, ...]
    start: Link | None


class PartView(NamedTuple):
    """A part of a dossier, its neighbours, and all the parts to move among them."""

    text: Prose
    rank: str
    current: str
    parts: tuple[Link, ...]
    previous: Link | None
    following: Link | None


def dossier_pages(editorial: Editorial, site: Site) -> list[Page]:
    """Make the list, the dossiers and their parts."""
    pages = [_list_page(editorial)]
    for dossier in editorial.dossiers:
        pages.append(_dossier_page(dossier, editorial, site))
        pages += [_part_page(dossier, rank, editorial, site) for rank in range(len(dossier.parts))]
    return pages


def last_change(dossier: Dossier) -> date:
    """Return the day the dossier last changed; its parts follow its date."""
    return dossier.opening.matter.updated or dossier.opening.matter.date


def _list_page(editorial: Editorial) -> Page:
    lines = tuple(
        DossierLine(
            typeset(d.opening.matter.title),
            address(d.opening, editorial),
            typeset(d.opening.matter.summary),
            count_words(len(d.parts), "partie", "parties"),
        )
        for d in editorial.dossiers
    )
    return Page(
        url=DOSSIERS,
        template="dossiers.html",
        title=_TITLE,
        description="Un sujet expliqué en plusieurs parties, à lire dans l’ordre.",
        view=DossiersView(lines),
        modified=max((last_change(dossier) for dossier in editorial.dossiers), default=None),
    )


def _dossier_page(dossier: Dossier, editorial: Editorial, site: Site) -> Page:
    matter = dossier.opening.matter
    parts = tuple(
        DossierLine(typeset(p.matter.title), address(p, editorial), typeset(p.matter.summary))
        for p in dossier.parts
    )
    return Page(
        url=address(dossier.opening, editorial),
        template="dossier.html",
        title=typeset(matter.title),
        description=typeset(matter.summary),
        view=DossierView(
            prose(dossier.opening, editorial, site),
            shown_day(matter.date),
            shown_day(matter.updated) if matter.updated else None,
            count_words(len(parts), "partie", "parties"),
            parts,
            Link(parts[0].title, parts[0].url) if parts else None,
        ),
        crumbs=(Link(_TITLE, DOSSIERS),),
        modified=last_change(dossier),
    )


def _part_page(dossier: Dossier, rank: int, editorial: Editorial, site: Site) -> Page:
    part = dossier.parts[rank]
    links = tuple(Link(typeset(p.matter.title), address(p, editorial)) for p in dossier.parts)
    opening = Link(typeset(dossier.opening.matter.title), address(dossier.opening, editorial))
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
        crumbs=(Link(_TITLE, DOSSIERS), opening),
        modified=last_change(dossier),
    )
