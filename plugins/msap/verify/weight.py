"""A page is light: few elements for an old phone, few bytes for a slow connection."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from functools import cache

from msap.domain.addresses import PLACES
from msap.domain.weight import MOST_BYTES, MOST_BYTES_OF_A_PLACE, MOST_ELEMENTS
from msap.verify.faults import SiteFault
from msap.verify.page import ParsedPage
from msap.verify.site import BuiltSite, Pages

_COUNTED = (".css", ".js")


def elements(document: ParsedPage) -> Iterator[str]:
    """Count the elements of the page."""
    if document.elements > MOST_ELEMENTS:
        yield f"La page a {document.elements} éléments ; {MOST_ELEMENTS} sont permis."


def weights(site: BuiltSite, pages: Pages) -> Iterator[SiteFault]:
    """Yield pages that are too heavy, compressed, with the style and the scripts they call."""

    @cache
    def compressed(file: str) -> int:
        return len(zlib.compress(site.read(file)))

    for name, page in pages.items():
        fetched = {site.target(name, address).file for address in page.fetched}
        called = (file for file in fetched if file.endswith(_COUNTED) and site.has(file))
        limit = MOST_BYTES_OF_A_PLACE if name.startswith(PLACES) else MOST_BYTES
        files = sum(map(compressed, called))
        if page.compressed + files <= limit:
            continue
        weight = len(zlib.compress(site.content(name))) + files
        if weight > limit:
            yield SiteFault(
                name,
                f"La page pèse {weight} octets avec son style et ses scripts ; "
                f"{limit} sont permis.",
            )
