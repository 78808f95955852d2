"""Every link inside the site leads to a page or a file, and every anchor to a part of that page."""

from __future__ import annotations

from collections.abc import Iterator
from operator import attrgetter
from urllib.parse import unquote

from msap.verify.faults import SiteFault
from msap.verify.page import ParsedPage
from msap.verify.site import BuiltSite, LinkTarget, Pages

_NOTHING = "« {} » ne mène à rien."
_NO_PART = "« {} » mène à un endroit que la page n’a pas."


def dead_anchors(document: ParsedPage) -> Iterator[str]:
    """Follow the addresses inside the page itself."""
    for address in document.anchors:
        if unquote(address[1:]) not in ("", *document.page.identifiers):
            yield _NO_PART.format(address)


def dead_links(site: BuiltSite, pages: Pages) -> Iterator[SiteFault]:
    """Follow every other address that stays inside the site."""

    def is_dead(_address: str, target: LinkTarget) -> bool:
        file, anchor = target
        if anchor and file in site.pages:
            return anchor not in site.pages[file].identifiers
        return bool(file) and not site.has(file)

    for name, address in site.pages_where(pages, attrgetter("addresses"), is_dead):
        known = site.has(site.target(name, address).file)
        yield SiteFault(name, (_NO_PART if known else _NOTHING).format(address))
