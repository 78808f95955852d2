"""The page of results, which also says how to find a place without the script."""

from __future__ import annotations

from dataclasses import dataclass

from msap.publish.addresses import DIRECTORY, SEARCH
from msap.publish.page import Link, Page


@dataclass(frozen=True, slots=True)
class SearchView:
    """The way to a place that needs no script."""

    directory: Link


def search_page() -> Page:
    """Make the page of results; the script fills it from its address."""
    return Page(
        url=SEARCH,
        template="recherche.html",
        title="Recherche",
        description="Trouver une maison par commune, code postal, département ou service.",
        view=SearchView(Link("Tous les départements, par région", DIRECTORY)),
        indexed=False,
    )
