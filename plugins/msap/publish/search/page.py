"""The page of results, which also says how to find a place without the script."""

from __future__ import annotations

from dataclasses import dataclass

from msap.publish.addresses import DIRECTORY, SEARCH
from msap.publish.directory import Directory
from msap.publish.directory_pages import DepartementLine, departement_lines
from msap.publish.page import Link, Page


@dataclass(frozen=True, slots=True)
class SearchView:
    """The ways to a place that need no script."""

    directory: Link
    departements: tuple[DepartementLine, ...]


def search_page(directory: Directory) -> Page:
    """Make the page of results; the script fills it from its address."""
    return Page(
        url=SEARCH,
        template="recherche.html",
        title="Recherche",
        description="Trouver une maison par commune, code postal, département ou service.",
        view=SearchView(
            Link("Tout l’annuaire, par région", DIRECTORY),
            departement_lines(tuple(directory.departements.values()), directory),
        ),
        indexed=False,
    )
