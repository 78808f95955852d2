"""What scripts read of what Python declares: `import { PLACES } from "generated/addresses.js"`.

Nothing of it is written in `theme/src`: esbuild finds these modules beside the sources, and
`invoke lint` puts them where TypeScript does.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from types import ModuleType

from msap.domain import addresses
from msap.domain.distance import EARTH_RADIUS_KM
from msap.publish.files.calendar import calendar_constants
from msap.publish.files.offline import MOST_BYTES, MOST_PAGES, WORKER
from msap.publish.listing import files as listing
from msap.publish.listing import filters, places
from msap.publish.locations import MAX_DISTANCE_KM, NEAREST_COUNT
from msap.publish.search import files as search
from msap.publish.search import ranking, tiles
from msap.publish.search.territory import COMMUNES_IN_TILE
from msap.source.msap import Appointment

Constants = Mapping[str, Mapping[str, object]]
"""Constants by their names, by the name of the module they stand in."""

_FOLDERS = ("KEYS", "TOP_HITS", "SUFFIXES", "POSTCODES", "PAGES", "TILES")
_FILTERS = (
    *("NOW", "SATURDAY", "NO_APPOINTMENT", "ACCESSIBLE", "TOURING", "PARTNER", "ANNOUNCED"),
    "SERVICE",
    *("FILTERS", "SATURDAY_RANK"),
)


def script_constants(today: date, *, keeps_pages: bool) -> Constants:
    """Return every constant that scripts read; holidays begin in the year of `today`."""
    appointments = listing.APPOINTMENTS
    return {
        "addresses": _named(
            addresses, "DEPARTEMENTS", "DIRECTORY", "PLACES", "SEARCH", "SEARCH_INDEX"
        ),
        "calendar": calendar_constants(today),
        "distance": {
            "EARTH_RADIUS": EARTH_RADIUS_KM,
            "MAXIMUM_DISTANCE": MAX_DISTANCE_KM,
            "NEAREST_COUNT": NEAREST_COUNT,
        },
        "filters": _named(filters, *_FILTERS),
        "offline": {
            "KEEPS_PAGES": keeps_pages,
            "OFFLINE_PAGE": addresses.OFFLINE,
            "WORKER": WORKER,
            "MOST_PAGES": MOST_PAGES,
            "MOST_BYTES": MOST_BYTES,
        },
        "places": {
            **_named(places, "PLACE", "STOP", "PROJECT"),
            "NONE": listing.NONE,
            "COLUMNS": list(listing.COLUMNS),
            "DEPARTEMENT_COLUMNS": listing.DEPARTEMENT_COLUMNS,
            "YES_NO": {"yes": listing.YES_NO[True], "no": listing.YES_NO[False]},
            "APPOINTMENTS": {one.value: appointments[one] for one in Appointment},
        },
        "ranking": _named(ranking, *(name for name in vars(ranking) if name.isupper())),
        "search": {
            **_named(search, *_FOLDERS, "PAGES_IN_FILE", "TILES_IN_FOLDER"),
            **_named(tiles, "PRECISION", "TILE_COLUMNS", "WITH_PARTNER"),
            "COMMUNES_IN_TILE": COMMUNES_IN_TILE,
        },
    }


def module_text(constants: Mapping[str, object]) -> str:
    """Return the JavaScript module that exports these constants."""
    lines = (
        f"export const {name} = {json.dumps(value, ensure_ascii=False)};\n"
        for name, value in constants.items()
    )
    return "".join(lines)


def _named(module: ModuleType, *names: str) -> Mapping[str, object]:
    return {name: getattr(module, name) for name in names}
