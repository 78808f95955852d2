"""`sitemap.xml` for search engines: the pages they may list, each with its true date."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from xml.etree import ElementTree as ET

from msap.publish.page import File, PageSummary
from msap.publish.site import Site

ENTRY_LIMIT = 50_000
"""Addresses a file may hold, after sitemaps.org."""

PATH = "sitemap.xml"
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def sitemap_files(
    pages: Iterable[PageSummary], site: Site, entry_limit: int = ENTRY_LIMIT
) -> list[File]:
    """Write the sitemap, in several files under an index when there are too many pages.

    Gives nothing while the site's address is unknown, nor for a demonstration, which asks search
    engines to stay away. A page without a known date has none here either.
    """
    if not is_published(site):
        return []
    listed = [page for page in pages if page.indexed]
    parts = [listed[at : at + entry_limit] for at in range(0, len(listed), entry_limit)]
    if len(parts) < 2:
        return [File(PATH, _pages_xml(listed, site))]
    names = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    files = [File(name, _pages_xml(part, site)) for name, part in zip(names, parts, strict=True)]
    index = ET.Element("sitemapindex", xmlns=_NAMESPACE)
    for name, part in zip(names, parts, strict=True):
        days = [min(page.modified, site.today) for page in part if page.modified]
        _entry(index, "sitemap", site.absolute(name), max(days).isoformat() if days else "")
    return [File(PATH, _bytes(index)), *files]


def is_published(site: Site) -> bool:
    """True when search engines are welcome: a real list at a known address."""
    return bool(site.url) and not site.is_demonstration


def _pages_xml(pages: Sequence[PageSummary], site: Site) -> bytes:
    root = ET.Element("urlset", xmlns=_NAMESPACE)
    for page in pages:
        day = min(page.modified, site.today).isoformat() if page.modified else ""
        _entry(root, "url", site.absolute(page.url), day)
    return _bytes(root)


def _entry(parent: ET.Element, tag: str, address: str, day: str) -> None:
    entry = ET.SubElement(parent, tag)
    ET.SubElement(entry, "loc").text = address
    if day:
        ET.SubElement(entry, "lastmod").text = day


def _bytes(root: ET.Element) -> bytes:
    ET.indent(root, space="")
    content: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return content + b"\n"
