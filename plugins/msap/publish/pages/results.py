"""The page of results: its filters, its map, and how to find a place without the script."""

from __future__ import annotations

from typing import NamedTuple

from msap.domain.addresses import DIRECTORY, SEARCH
from msap.publish.directory import Directory
from msap.publish.listing.filters import Filters, offered_filters
from msap.publish.maps.plan import Results
from msap.publish.maps.view import MapView
from msap.publish.page import Link, Page
from msap.publish.site import Site

_INVENTED = "Démonstration : maisons, adresses et numéros inventés."


class SearchView(NamedTuple):
    """What the script shows once it has found places, and the way to them that needs no script.

    `network` is the address of the file that says where the places of each department are, empty
    on a site that has none.
    """

    directory: Link
    filters: Filters
    map: MapView | None
    network: str
    credit: str
    """Where what is printed or downloaded comes from."""


def search_page(results: Results, directory: Directory, site: Site) -> Page:
    """Make the page of results; the script fills it from its address."""
    return Page(
        url=SEARCH,
        template="recherche.html",
        title="Recherche",
        description="Trouver une maison par commune, code postal, département ou service.",
        view=SearchView(
            Link("Tous les départements, par région", DIRECTORY),
            offered_filters(results.answers, directory),
            results.view,
            results.network,
            _INVENTED if site.is_demonstration else site.data_source or site.network.naming.full,
        ),
        indexed=False,
    )
