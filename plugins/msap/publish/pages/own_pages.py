"""The pages that the site has whatever its records and texts say."""

from __future__ import annotations

from importlib import import_module

from msap.domain.own_pages import OWN_PAGES
from msap.publish.directory import Directory
from msap.publish.page import Page
from msap.publish.site import Site, Sources


def own_pages(directory: Directory, sources: Sources, site: Site) -> list[Page]:
    """Make the pages that are declared, by `pages` of the modules of this folder that they name."""
    pages: list[Page] = []
    for name in dict.fromkeys(page.module for page in OWN_PAGES):
        pages += import_module(f"{__package__}.{name}").pages(directory, sources, site)
    return pages
