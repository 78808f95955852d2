"""Every page has a title of its own: tabs, bookmarks and search engines show nothing else."""

from __future__ import annotations

from collections.abc import Iterator

from msap.verify.faults import Fault
from msap.verify.page import Document
from msap.verify.site import BuiltSite


def title(document: Document) -> Iterator[str]:
    """Refuse a page without a title."""
    if not document.page.title:
        yield "La page n’a pas de titre (« <title> »)."


def shared_titles(site: BuiltSite) -> Iterator[Fault]:
    """Find the pages that share their title; old addresses may."""
    owners: dict[str, str] = {}
    for name, page in site.pages.items():
        if page.title and not page.moved_to:
            owner = owners.setdefault(page.title, name)
            if owner != name:
                yield Fault(name, f"Le titre « {page.title} » est déjà celui de {owner}.")
