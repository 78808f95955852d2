"""Each kind of page as people meet it: widths, dark colours, no JavaScript, weight, WCAG 2.2 AA."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.fixtures import OpenPage, Serve, on_each_screen
from tests.projects import SAMPLE_CONTENT
from tests.sites import SUB_PATH

pytestmark = pytest.mark.browser


def first_of(section: str, pattern: str = "*.md") -> str:
    """Return the address of the first page of an editorial section."""
    file = min((SAMPLE_CONTENT / section).glob(pattern))
    path = file.relative_to(SAMPLE_CONTENT).with_suffix("").as_posix()
    return f"{path.removeprefix('pages/').removesuffix('/index')}/"


KINDS = {
    "accueil": "",
    "annuaire": "annuaire/",
    "région": "annuaire/nouvelle-aquitaine/",
    "département": "departements/23-creuse/",
    "lieu": "lieux/ahun/",
    "lieu dont on sait peu": "lieux/gueret/",
    "lieu d’outre-mer, fermé pour travaux": "lieux/saint-denis/",
    "lieu fermé pour de bon": "lieux/la-courtine/",
    "projet": "lieux/bourganeuf/",
    "projets": "projets/",
    "bus": "lieux/bus-des-plateaux/",
    "arrêt du bus": "lieux/bus-des-plateaux/la-courtine/",
    "page": first_of("pages"),
    "actualités": "actualites/",
    "actualité": first_of("actualites"),
    "dossiers": "dossiers/",
    "dossier": first_of("dossiers", "*/index.md"),
    "partie de dossier": first_of("dossiers", "*/[!i]*.md"),
    "publications": "publications/",
    "publication": first_of("publications"),
    "infographies": "infographies/",
    "infographie": first_of("infographies"),
    "mentions légales": "mentions-legales/",
    "données personnelles": "donnees-personnelles/",
    "conditions": "conditions/",
    "accessibilité": "accessibilite/",
    "sources": "sources/",
    "plan du site": "plan-du-site/",
    "page hors connexion": "hors-connexion.html",
    "page introuvable": "404.html",
}
EVERY_KIND = pytest.mark.parametrize("address", KINDS.values(), ids=KINDS.keys())
HEAVIEST_PLACE = 14_000
MOST_REQUESTS = 3


@EVERY_KIND
@on_each_screen
def test_is_accessible_and_fits(
    mini_site: Path,
    address: str,
    width: int,
    *,
    dark: bool,
    serve: Serve,
    open_page: OpenPage,
    axe: Callable[[Page], list[str]],
    problems: list[str],
) -> None:
    """No breach of WCAG 2.2 AA or of the security policy, and nothing wider than the screen."""
    page = open_page(serve(mini_site).url + address, width, dark=dark)
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert problems == []


@EVERY_KIND
def test_reads_without_javascript(
    mini_site_below: Path, address: str, serve: Serve, open_page: OpenPage, problems: list[str]
) -> None:
    """With JavaScript off the page has its heading and its content, also under a sub-path."""
    page = open_page(serve(mini_site_below, SUB_PATH).url + address, javascript=False)
    assert page.locator("h1").count() == 1
    assert page.locator("main h1").is_visible()
    assert problems == []


@pytest.mark.parametrize("address", ["lieux/ahun/", "lieux/bus-des-plateaux/"])
def test_a_place_is_light(mini_site: Path, address: str, serve: Serve, open_page: OpenPage) -> None:
    """A place page costs at most 14 KB in all, with its style and scripts, in 3 requests."""
    site = serve(mini_site)
    open_page(site.url + address)
    assert len(site.requests) <= MOST_REQUESTS, site.requests
    assert site.weight <= HEAVIEST_PLACE, site.requests


def test_a_former_address_leads_to_the_place(
    mini_site: Path, serve: Serve, open_page: OpenPage
) -> None:
    """The page of a former id takes people to the place, with or without JavaScript."""
    site = serve(mini_site)
    page = open_page(f"{site.url}lieux/ahun-centre/", javascript=False)
    if page.url != f"{site.url}lieux/ahun/":
        page.locator("main a[href*='ahun']").first.click()
        page.wait_for_url(f"{site.url}lieux/ahun/")
    assert page.locator("h1").inner_text() == "MSAP d’Ahun"
