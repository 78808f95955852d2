"""Every page has a title of its own: tabs, bookmarks and search engines show nothing else."""

from __future__ import annotations

from collections.abc import Iterator

from msap.verify.faults import Fault
from msap.verify.site import BuiltSite


def titles(site: BuiltSite) -> Iterator[Fault]:
    """Find the pages without a title, and those that share one; old addresses may."""
    owners: dict[str, str] = {}
    for name, page in site.pages.items():
        if not page.title:
            yield Fault(name, "La page n’a pas de titre (« <title> »).")
        elif not page.moved_to:
            owner = owners.setdefault(page.title, name)
            if owner != name:
                yield Fault(name, f"Le titre « {page.title} » est déjà celui de {owner}.")
