"""The pages that the site has whatever its records and texts say."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from msap.domain.own_pages import OWN_PAGES
from msap.publish.directory import Directory
from msap.publish.page import Page
from msap.publish.site import Site, Sources

_MAKERS: tuple[Callable[[Directory, Sources, Site], list[Page]], ...] = tuple(
    import_module(f"{__package__}.{name}").pages
    for name in dict.fromkeys(page.module for page in OWN_PAGES)
)
"""What makes the pages that are declared: `pages` of the modules of this folder that they name."""


def own_pages(directory: Directory, sources: Sources, site: Site) -> list[Page]:
    """Make the pages that are declared, a module after the other."""
    return [page for make in _MAKERS for page in make(directory, sources, site)]
