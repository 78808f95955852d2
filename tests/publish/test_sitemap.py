"""Files for machines: sitemap, robots.txt, security.txt, and the page that maps the site."""

from dataclasses import replace
from datetime import date
from xml.etree import ElementTree as ET

from msap.publish.files.robots import robots_file, security_file
from msap.publish.files.sitemap import sitemap_files
from msap.publish.page import Page
from msap.publish.pages.site_map import SiteMapView, site_map_page
from msap.publish.site import Site
from msap.source.editorial import read_editorial
from tests.projects import SAMPLE_CONTENT
from tests.publish.directory_site import make_site, mini_directory

NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
PAGES = [
    Page("", "home.html", "Accueil", "", modified=date(2026, 11, 2)),
    Page("label/", "page.html", "Label", "", modified=date(2026, 10, 5)),
    Page("conditions/", "conditions.html", "Conditions", ""),
    Page("404.html", "not_found.html", "Introuvable", "", indexed=False),
]
LISTED = [page.summary for page in PAGES]


def published(url: str = "https://msap.example/annuaire") -> Site:
    """Make a site of real records at a known address."""
    return replace(make_site(mini_directory().catalogue, url), is_demonstration=False)


def entries(content: bytes, kind: str = "url") -> list[tuple[str, str]]:
    """Read the addresses of a sitemap with their dates."""
    root = ET.fromstring(content)  # noqa: S314 - our own file
    return [
        (entry.findtext("s:loc", "", NAMES), entry.findtext("s:lastmod", "", NAMES))
        for entry in root.findall(f"s:{kind}", NAMES)
    ]


def test_the_sitemap_has_true_dates() -> None:
    """Indexed pages only, with the dates they have; an unknown date is not made up."""
    (file,) = sitemap_files(LISTED, published())
    assert file.path == "sitemap.xml"
    assert entries(file.content) == [
        ("https://msap.example/annuaire/", "2026-11-02"),
        ("https://msap.example/annuaire/label/", "2026-10-05"),
        ("https://msap.example/annuaire/conditions/", ""),
    ]


def test_a_long_sitemap_is_split() -> None:
    """Beyond the limit an index leads to parts, dated by their newest page."""
    index, first, second = sitemap_files(LISTED, published(), entry_limit=2)
    assert entries(index.content, "sitemap") == [
        ("https://msap.example/annuaire/sitemap-1.xml", "2026-11-02"),
        ("https://msap.example/annuaire/sitemap-2.xml", ""),
    ]
    assert (len(entries(first.content)), len(entries(second.content))) == (2, 1)


def test_no_sitemap_without_an_address_nor_for_a_demonstration() -> None:
    """Search engines are led only to real pages at a known address."""
    assert sitemap_files(LISTED, published("")) == []
    assert sitemap_files(LISTED, replace(published(), is_demonstration=True)) == []


def test_robots_are_welcome_or_turned_away() -> None:
    """A demonstration is closed to robots; a real site shows them its sitemap."""
    assert robots_file(replace(published(), is_demonstration=True)).content == (
        b"User-agent: *\nDisallow: /\n"
    )
    assert robots_file(published()).content == (
        b"User-agent: *\nDisallow:\n\nSitemap: https://msap.example/annuaire/sitemap.xml\n"
    )
    assert robots_file(published("")).content == b"User-agent: *\nDisallow:\n"


def test_security_file_says_whom_to_notify_and_until_when() -> None:
    """Contact and Expires, which RFC 9116 requires, are those of `network.yml`."""
    lines = security_file(published()).content.decode().splitlines()
    security = published().network.security
    assert f"Contact: mailto:{security.contact}" in lines
    assert f"Expires: {security.expires.isoformat()}T00:00:00Z" in lines
    assert "Canonical: https://msap.example/annuaire/.well-known/security.txt" in lines


def test_the_site_map_leads_to_every_page_that_stays() -> None:
    """Each page, dossier and part of the content is on the map of the site."""
    editorial, _ = read_editorial(SAMPLE_CONTENT)
    view = site_map_page(mini_directory(), editorial, published()).view
    assert isinstance(view, SiteMapView)
    links = {link.url for link in view.pages}
    links |= {link.url for branch in view.dossiers for link in (branch.page, *branch.below)}
    sections = ("actualites/", "publications/", "infographies/")
    assert links == {url for url in editorial.addresses.values() if not url.startswith(sections)}
