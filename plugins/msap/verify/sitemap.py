"""The sitemap lists every page that search engines may show, and no other address."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree as ET

from msap.verify.faults import SiteFault
from msap.verify.site import NOT_FOUND, BuiltSite

SITEMAP = "sitemap.xml"
_NAMESPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def sitemap(site: BuiltSite) -> Iterator[SiteFault]:
    """Compare the sitemap with the pages; a site without public address has none."""
    welcome = {
        name
        for name, page in site.pages.items()
        if site.url and page.is_indexed and not page.moved_to and name != NOT_FOUND
    }
    if SITEMAP not in site.files:
        if welcome:
            yield SiteFault(SITEMAP, "Le plan pour les moteurs de recherche manque.")
        return
    try:
        addresses = list(_addresses(site, SITEMAP))
    except ET.ParseError:
        yield SiteFault(SITEMAP, "Ce plan pour les moteurs de recherche n’est pas du XML.")
        return
    listed: set[str] = set()
    for part, address in addresses:
        file = site.target(SITEMAP, address).file
        if file in listed:
            yield SiteFault(part, f"« {address} » y est deux fois.")
        elif file not in welcome:
            yield SiteFault(part, f"« {address} » n’est pas une page à montrer aux moteurs.")
        listed.add(file)
    for name in sorted(welcome - listed):
        yield SiteFault(name, f"La page manque dans {SITEMAP}.")


def _addresses(site: BuiltSite, part: str) -> Iterator[tuple[str, str]]:
    """Yield each page address of a sitemap, and of the parts that an index names."""
    # Expat fetches nothing, and bounds what entities grow to.
    root = ET.fromstring(site.read(part))  # noqa: S314
    for entry in root:
        address = entry.findtext(f"{_NAMESPACE}loc", "")
        if root.tag == f"{_NAMESPACE}sitemapindex":
            file = site.target(part, address).file
            if file in site.files:
                yield from _addresses(site, file)
                continue
        yield part, address
