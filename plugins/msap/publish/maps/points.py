"""Where everything is on the map of the country; the rest is in the departments' files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msap.publish.listing.files import position_columns, written
from msap.publish.listing.places import ListingItem

COARSE = 1_000
"""About 100 m, for the whole country over mere outlines: 3 KB less to fetch."""


def country_file(departements: Mapping[str, Sequence[ListingItem]], scale: int) -> bytes:
    """Write where everything is; `departements` has the places by the address of their file.

    The rest of a point is in the file of its department, at the same rank among its places.
    """
    located = {
        address: [place for place in places if place.point]
        for address, places in departements.items()
    }
    points = [place for places in located.values() for place in places]
    files = [[address, len(places)] for address, places in located.items()]
    return written({**position_columns(points, scale), "files": files})
