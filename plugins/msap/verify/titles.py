"""Every page has a title of its own: tabs, bookmarks and search engines show nothing else."""

from __future__ import annotations

from collections.abc import Iterator

from msap.verify.faults import SiteFault
from msap.verify.page import ParsedPage
from msap.verify.site import BuiltSite


def title(document: ParsedPage) -> Iterator[str]:
    """Refuse a page without a title."""
    if not document.page.title:
        yield "La page n’a pas de titre (« <title> »)."


def repeated_titles(site: BuiltSite) -> Iterator[SiteFault]:
    """Find the pages that share their title; old addresses may."""
    owners: dict[str, str] = {}
    for name, page in site.pages.items():
        if page.title and not page.moved_to:
            owner = owners.setdefault(page.title, name)
            if owner != name:
                yield SiteFault(name, f"Le titre « {page.title} » est déjà celui de {owner}.")
