"""A page is light: few elements for an old phone, few bytes for a weak line.

350 elements keep a page in class A of EcoIndex; 14 KB are what a server sends at once on a new
connection, and a place's page fits in them with its style and its script.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from functools import cache

from msap.verify.faults import Fault
from msap.verify.page import Use
from msap.verify.site import BuiltSite

MOST_ELEMENTS = 350
MOST_BYTES_OF_A_PLACE = 14 * 1024
MOST_BYTES = 20 * 1024
_COUNTED = (".css", ".js")


def weights(site: BuiltSite) -> Iterator[Fault]:
    """Weigh every page with the style and the scripts it calls, compressed."""

    @cache
    def compressed(file: str) -> int:
        return len(zlib.compress(site.read(file)))

    for name, page in site.pages.items():
        if page.elements > MOST_ELEMENTS:
            yield Fault(name, f"La page a {page.elements} éléments ; {MOST_ELEMENTS} sont permis.")
        called = {
            file
            for reference, file, _anchor in site.targets[name]
            if reference.use is Use.FETCHED and file in site.files and file.endswith(_COUNTED)
        }
        limit = MOST_BYTES_OF_A_PLACE if name.startswith("lieux/") else MOST_BYTES
        weight = page.compressed + sum(map(compressed, called))
        if weight > limit:
            yield Fault(
                name,
                f"La page pèse {weight} octets avec son style et ses scripts ; "
                f"{limit} sont permis.",
            )
