"""What is read without a connection: the real worker, in Chromium, on a real site."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from msap.publish.files.offline import MOST_PAGES
from tests.browser.fixtures import OpenPage, Serve, on_each_screen
from tests.browser.offline import (
    AHUN,
    CREUSE,
    FRESH,
    GUERET,
    MARKS,
    OFFLINE,
    disconnect,
    go,
    install,
    kept,
    visit,
)
from tests.browser.test_today import plain
from tests.browser.waiting import wait_until
from tests.sites import SUB_PATH

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("offline")]

UNASKED_BYTES = 7_500


def test_a_visited_page_is_read_offline(
    mini_site: Path, serve: Serve, open_page: OpenPage, problems: list[str]
) -> None:
    """The script installs the worker by itself, which keeps this page and those after it."""
    site = serve(mini_site)
    page = open_page(site.url + AHUN, worker=True)
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    visit(page, site, GUERET)
    assert problems == []
    disconnect(page)
    for address, title in ((AHUN, "MSAP d’Ahun"), (GUERET, "Maison de services au public")):
        assert go(page, site, address).status == 200
        assert page.locator("h1").inner_text().startswith(title)
        line = plain(page.locator("main > p.meta").first.inner_text())
        assert re.match(r"Hors connexion : page gardée le \d+(er)? \S+ à \d+ h", line)
        policy = go(page, site, address).header_value("content-security-policy")
        assert policy
        assert policy.startswith("default-src 'none'")
    # The state of the place comes from the script, which was kept too.
    go(page, site, AHUN)
    assert page.locator(".state.now").count() == 1
    assert problems == []


def test_it_costs_little_unasked(mini_site: Path, serve: Serve, open_page: OpenPage) -> None:
    """The worker, the offline page and its script cost 7.5 KB once; a later visit costs nothing."""
    site = serve(mini_site)
    page = open_page(site.url, worker=True)
    site.requests.clear()
    install(page, site)
    own = [r for r in site.requests if "/static/site." not in r.path]
    assert 0 < sum(request.size for request in own) <= UNASKED_BYTES, own
    visit(page, site, AHUN)
    site.requests.clear()
    visit(page, site, AHUN)
    assert [r.path for r in site.requests if r.path != "/worker.js"] == [f"/{AHUN}"]


def test_an_unvisited_page_gives_the_offline_page(
    mini_site: Path, serve: Serve, open_page: OpenPage
) -> None:
    """It says so, with status 503, the pages kept by name, and the telephone."""
    site = serve(mini_site)
    page = install(open_page(site.url + CREUSE, worker=True), site)
    visit(page, site, AHUN)
    disconnect(page)
    assert go(page, site, GUERET).status == 503
    assert page.locator("h1").inner_text() == "Vous êtes hors connexion"
    assert page.url == site.url + GUERET
    page.wait_for_selector("[data-kept-list] a")
    assert page.locator("[role=status]").inner_text() == "2 pages sont gardées."
    lines = [plain(line) for line in page.locator("[data-kept-list] li").all_inner_texts()]
    assert lines == ["Creuse 23", "MSAP d’Ahun Ahun, Creuse · Appeler le 05 36 49 00 01"]
    assert page.locator("[data-kept-list] [href='tel:0536490001']").count() == 1
    assert "téléphone" in page.locator("main section").last.inner_text()
    page.locator("[data-kept-list] a").first.click()
    page.wait_for_url(f"**/{CREUSE}")
    # Its own address has the same page, and once the connection is back a page comes again.
    assert go(page, site, OFFLINE).status == 503
    page.context.set_offline(offline=False)
    go(page, site, GUERET)
    assert page.locator("main > p.meta", has_text="page gardée").count() == 0


@on_each_screen
def test_the_offline_page_is_accessible(
    width: int,
    mini_site: Path,
    *,
    dark: bool,
    serve: Serve,
    open_page: OpenPage,
    axe: Callable[[Page], list[str]],
) -> None:
    """No breach of WCAG 2.2 AA, with its list, and nothing wider than the screen."""
    site = serve(mini_site)
    page = open_page(site.url + CREUSE, width, dark=dark, worker=True)
    visit(install(page, site), site, AHUN)
    disconnect(page)
    go(page, site, GUERET)
    page.wait_for_selector("[data-kept-list] a")
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("address", [OFFLINE, "donnees-personnelles/"])
def test_visitors_can_refuse(
    address: str, mini_site: Path, serve: Serve, open_page: OpenPage
) -> None:
    """One button erases all and is remembered; the same button accepts again."""
    site = serve(mini_site)
    page = install(open_page(site.url + AHUN, worker=True), site)
    visit(page, site, address)
    button = page.get_by_role("button", name="Ne rien garder sur cet appareil")
    button.click()
    page.wait_for_selector("button:text('Garder les pages que j’ouvre')")
    assert "Rien n’est gardé" in page.locator("main [role=status]").inner_text()
    # Files that this page may still ask for through the leaving worker are not kept either.
    page.locator("#recherche").focus()
    page.wait_for_load_state("networkidle")
    assert page.evaluate("caches.keys()") == []
    go(page, site, AHUN)
    page.wait_for_timeout(3500)
    assert (
        page.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)") == 0
    )
    assert page.evaluate("caches.keys()") == []
    go(page, site, address)
    page.get_by_role("button", name="Garder les pages que j’ouvre").click()
    page.wait_for_selector("button:text('Ne rien garder sur cet appareil')")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    visit(page, site, AHUN)


def test_no_question_and_no_position_is_kept(
    mini_site: Path, serve: Serve, open_page: OpenPage, problems: list[str]
) -> None:
    """The results page is kept without what was asked, nor the parts of the index it took."""
    site = serve(mini_site)
    page = open_page(site.url, worker=True)
    page.context.grant_permissions(["geolocation"])
    page.context.set_geolocation({"latitude": 46.08, "longitude": 2.04})
    install(page, site)
    page.goto(f"{site.url}recherche/?q=ahun")
    page.wait_for_selector(".places li")
    page.locator(".around button").click()
    page.wait_for_selector("h1:text('Autour de vous')")
    assert page.evaluate(FRESH, ["/recherche/", ""])
    page.wait_for_timeout(500)
    for _ in range(2):
        found = [*(kept(page, site) or []), *(kept(page, site, "files") or [])]
        assert "recherche/" in found
        assert [address for address in found if "?" in address or "index." in address] == []
        visit(page, site, AHUN)
    assert problems == []


def test_what_is_kept_is_bounded(mini_site: Path, serve: Serve, open_page: OpenPage) -> None:
    """Beyond the number of pages the one seen longest ago goes, and never the offline page."""
    site = serve(mini_site)
    page = install(open_page(site.url + AHUN, worker=True), site)
    pages = sorted(
        f"{file.parent.relative_to(mini_site).as_posix()}/"
        for file in mini_site.glob("departements/*/communes/index.html")
    )[: MOST_PAGES + 2]
    assert len(pages) == MOST_PAGES + 2
    for address in pages:
        page.goto(site.url + address, wait_until="commit")
    assert page.evaluate(FRESH, [f"/{pages[-1]}", ""])
    wait_until(page, lambda: len(kept(page, site) or []) == MOST_PAGES + 1)
    found = kept(page, site) or []
    assert len(found) == MOST_PAGES + 1
    assert OFFLINE in found
    assert AHUN not in found
    assert pages[-1] in found
    assert pages[0] not in found


def test_under_a_sub_path(
    mini_site_below: Path, mini_site: Path, serve: Serve, open_page: OpenPage
) -> None:
    """The worker stays within its site: it keeps no page of a neighbour on the same host."""
    site = serve(mini_site_below, SUB_PATH)
    page = install(open_page(site.url + AHUN, worker=True), site)
    scope = page.evaluate("navigator.serviceWorker.ready.then((one) => one.scope)")
    assert scope == site.url
    visit(page, site, CREUSE)
    go(page, site, "../")
    go(page, site, AHUN)
    disconnect(page)
    assert go(page, site, CREUSE).status == 200
    assert go(page, site, GUERET).status == 503
    page.wait_for_selector("[data-kept-list] a")
    assert page.locator("[data-kept-list] a").first.get_attribute("href") == SUB_PATH + CREUSE
    assert set(kept(page, site) or []) == {OFFLINE, AHUN, CREUSE}


def test_the_map_works_under_the_worker(
    mini_site: Path, serve: Serve, open_page: OpenPage, problems: list[str]
) -> None:
    """A map that was opened opens again without a connection."""
    site = serve(mini_site)
    page = visit(install(open_page(site.url + CREUSE, worker=True), site), site, CREUSE)
    for offline in (False, True):
        page.context.set_offline(offline=offline)
        go(page, site, CREUSE)
        page.get_by_role("button", name="Voir la carte").click()
        page.wait_for_selector(".map .map-marker, .map .map-cluster")
        page.wait_for_timeout(300)
    assert problems == []


def test_without_storage_the_site_reads_as_before(
    mini_site: Path, serve: Serve, open_page: OpenPage, problems: list[str]
) -> None:
    """When the caches fail, pages come from the network."""
    site = serve(mini_site)
    page = install(open_page(site.url + AHUN, worker=True), site)
    [worker] = page.context.service_workers
    worker.evaluate("() => { caches.has = () => Promise.reject(new Error('full')); }")
    for address in (CREUSE, AHUN):
        assert go(page, site, address).status == 200
        assert page.locator(".site-footer").is_visible()
    assert page.evaluate(MARKS) == ["a", "a", "a"]
    assert problems == []
