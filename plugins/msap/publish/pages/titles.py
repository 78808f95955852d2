"""Titles as tabs and search engines show them: no two pages have the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from msap.publish.directory import Directory
from msap.publish.page import Page
from msap.publish.wording.contact_details import titled
from msap.publish.wording.typography import NBSP, typeset
from msap.source.editorial import Editorial
from msap.source.entries import RecordEntry
from msap.source.msap import Status


def place_title(entry: RecordEntry) -> str:
    """Return the title of the page of a record."""
    title = titled(entry.msap.name, entry.msap.address)
    match entry.msap.status:
        case Status.PROJECT:
            return f"{title} (en projet)"
        case Status.CLOSED:
            return f"{title} (fermée)"
        case _:
            return title


def moved_title(name: str) -> str:
    """Return the title of the page of an old address."""
    return f"{name}{NBSP}: nouvelle adresse de la page"


def shared_titles(directory: Directory, editorial: Editorial) -> frozenset[str]:
    """Return the titles that several pages made from records and texts would have.

    The national list has places of one name in one commune.
    """
    entries = directory.catalogue.entries
    uses = Counter(
        [
            *map(place_title, entries),
            *(
                titled(location.name, location.address)
                for location in directory.locations
                if location.stop
            ),
            *(moved_title(typeset(e.msap.name)) for e in entries for _ in e.msap.previous_ids),
            *(typeset(document.matter.title) for document in editorial.documents),
        ]
    )
    return frozenset(title for title, count in uses.items() if count > 1)


def with_own_titles(pages: Iterable[Page], shared: frozenset[str]) -> list[Page]:
    """Add to a title that several pages would share what their addresses have of their own."""
    return [_with_distinct_title(page) if page.title in shared else page for page in pages]


def _with_distinct_title(page: Page) -> Page:
    """Return a page from others by its address without the folder of its kind: (ahun), (bus/ussel)."""
    steps = page.url.rstrip("/").split("/")
    return replace(page, title=f"{page.title} ({'/'.join(steps[1:] or steps)})")
