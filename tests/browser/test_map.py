"""The map in a real Chromium: on demand, light, by keyboard, and deaf to what records hold."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.fixtures import OpenPage, Serve, on_each_screen
from tests.browser.slices import count_slices, slices_of
from tests.sites import SUB_PATH

pytestmark = pytest.mark.browser

COUNTRY = "carte/"
CREUSE = "departements/23-creuse/"
BOTH = pytest.mark.parametrize("address", [COUNTRY, CREUSE])
MOST_BYTES = 120_000
MOST_REQUESTS = 20
MOST_ELEMENTS = 350
MOST_POINTS_AT_ONCE = 20_000
HOSTILE = "</script><img src=x onerror=\"window.broken='html'\">${window.broken='template'}`\"'"
# The markers, not the samples of the legend.
MARKER = ".map .map-marker"


def open_map(page: Page) -> None:
    """Press the button and wait for what the map shows."""
    page.get_by_role("button", name="Voir la carte").click()
    page.wait_for_selector(f"{MARKER}, .map .map-cluster")


def axe_of_popup(page: Page, axe: Callable[[Page], list[str]]) -> list[str]:
    """Open the first place of the list on the map and check the page with its popup."""
    page.get_by_role("button", name="Voir sur la carte").first.click()
    expect(page.get_by_role("dialog")).to_be_visible()
    return axe(page)


@BOTH
def test_nothing_is_loaded_before_it_is_asked_for(
    mini_site: Path, address: str, serve: Serve, open_page: OpenPage
) -> None:
    """The page has its style, its script and few elements; no part of the map."""
    site = serve(mini_site)
    page = open_page(site.url + address)
    assert len(site.requests) <= 3, site.requests
    assert page.evaluate("document.querySelectorAll('*').length") <= MOST_ELEMENTS


@BOTH
@on_each_screen
def test_an_open_map_is_light_and_accessible(
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
    """Page and map stay within 120 KB and 20 requests, break no rule and fit the screen."""
    site = serve(mini_site)
    page = open_page(site.url + address, width, dark=dark)
    open_map(page)
    assert site.weight <= MOST_BYTES
    assert len(site.requests) <= MOST_REQUESTS
    assert axe(page) == []
    if address == CREUSE:
        assert axe_of_popup(page, axe) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert problems == []


def test_a_map_is_used_with_the_keyboard_alone(
    mini_site: Path, serve: Serve, open_page: OpenPage, problems: list[str]
) -> None:
    """Enter opens map and marker, focus goes into the popup, Escape brings it back."""
    page = open_page(serve(mini_site).url + CREUSE, 1280)
    page.get_by_role("button", name="Voir la carte").focus()
    page.keyboard.press("Enter")
    marker = page.locator(MARKER).first
    expect(marker).to_be_visible()
    expect(page.get_by_role("region", name="Carte de la Creuse")).to_be_focused()
    name = marker.get_attribute("title")
    assert name
    marker.focus()
    for key in ("Enter", " "):
        page.keyboard.press(key)
        popup = page.get_by_role("dialog")
        expect(popup.get_by_role("link").first).to_be_focused()
        assert name.split(",")[0] == popup.get_by_role("link").first.inner_text()
        page.keyboard.press("Escape")
        expect(popup).to_have_count(0)
        expect(marker).to_be_focused()
    assert problems == []


def test_a_place_of_the_list_is_shown_on_the_map(
    mini_site: Path, serve: Serve, open_page: OpenPage
) -> None:
    """Its button opens its marker, marks it in the list, and gets the focus back."""
    page = open_page(serve(mini_site).url + CREUSE)
    open_map(page)
    item = page.locator(".places > li", has_text="MSAP d’Ahun")
    button = item.get_by_role("button", name="Voir sur la carte : MSAP d’Ahun")
    button.click()
    link = page.get_by_role("dialog").get_by_role("link").first
    expect(link).to_be_focused()
    expect(item).to_have_class("map-chosen")
    page.keyboard.press("Escape")
    expect(button).to_be_focused()
    button.click()
    expect(link).to_be_focused()
    link.click()
    expect(page.locator("h1")).to_have_text("MSAP d’Ahun")


def test_the_country_shows_a_place_from_its_department(
    mini_site: Path, serve: Serve, open_page: OpenPage
) -> None:
    """Only the popup fetches what the country's file leaves out; other territories are a jump."""
    site = serve(mini_site)
    page = open_page(site.url + COUNTRY, 1280)
    open_map(page)
    assert "points-974" not in str(site.requests)
    page.get_by_role("button", name="La Réunion").click()
    page.locator(".map").get_by_role("button", name="Saint-Denis").press("Enter")
    expect(page.get_by_role("dialog").get_by_role("link").first).to_be_focused()
    assert "points-974" in str(site.requests)


def test_an_address_may_open_the_map(mini_site: Path, serve: Serve, open_page: OpenPage) -> None:
    """The directory's link leads to a map that is already open."""
    page = open_page(serve(mini_site).url + "annuaire/")
    page.get_by_role("link", name="Voir la carte").click()
    page.wait_for_selector(f"{MARKER}, .map .map-cluster")


def test_nothing_in_a_record_is_ever_run(
    mini_site: Path, serve: Serve, open_page: OpenPage, problems: list[str]
) -> None:
    """Markup, template marks, quotes and addresses of scripts stay the text that they are."""

    def spoil(route: Route) -> None:
        data = route.fetch().json()
        for column in ("name", "place", "words"):
            data[column] = [HOSTILE for _ in data[column]]
        data["url"] = ["javascript:window.broken='link'//" for _ in data["url"]]
        route.fulfill(json=data)

    page = open_page(serve(mini_site).url + CREUSE, 1280)
    page.route("**/points-23.*.json", spoil)
    open_map(page)
    page.locator(MARKER).first.press("Enter")
    link = page.get_by_role("dialog").get_by_role("link").first
    expect(link).to_have_text(HOSTILE)
    assert page.locator(".map img, .map script").count() == 0
    link.click()
    assert page.evaluate("window.broken ?? null") is None
    assert not [said for said in problems if "404" not in said]


def test_a_map_that_cannot_load_says_so(mini_site: Path, serve: Serve, open_page: OpenPage) -> None:
    """The message tells what to do, and the button works again."""
    page = open_page(serve(mini_site).url + CREUSE)
    page.route("**/leaflet.*.js", lambda route: route.abort())
    page.get_by_role("button", name="Voir la carte").click()
    expect(page.get_by_role("status")).to_contain_text("n’a pas pu être chargée")
    page.unroute("**/leaflet.*.js")
    open_map(page)


@BOTH
def test_without_javascript_or_on_paper_the_list_is_there(
    mini_site: Path, address: str, serve: Serve, open_page: OpenPage, problems: list[str]
) -> None:
    """No button that does nothing, no map on paper; the list stays."""
    url = serve(mini_site).url + address
    still = open_page(url, javascript=False)
    expect(still.get_by_role("button", name="Voir la carte")).to_have_count(0)
    expect(still.locator("main section li a").first).to_be_visible()
    if address == COUNTRY:
        expect(still.get_by_text("La carte demande JavaScript.")).to_be_visible()
    page = open_page(url)
    open_map(page)
    page.emulate_media(media="print")
    expect(page.locator(".map")).to_be_hidden()
    expect(page.locator("main section li a").first).to_be_visible()
    assert problems == []


def test_a_map_works_under_a_sub_path(
    mini_site_below: Path, serve: Serve, open_page: OpenPage, problems: list[str]
) -> None:
    """Every address of a map begins with the site's path."""
    page = open_page(serve(mini_site_below, SUB_PATH).url + CREUSE)
    open_map(page)
    page.locator(MARKER).first.press("Enter")
    page.get_by_role("dialog").get_by_role("link").first.click()
    expect(page.locator("h1")).to_be_visible()
    assert f"{SUB_PATH}lieux/" in page.url
    assert problems == []


@pytest.mark.real_list
def test_the_whole_list_is_light_and_never_freezes_a_phone(
    real_site: Path, serve: Serve, browser: Browser
) -> None:
    """All places in 120 KB, and never more done at once than a slow phone does in an instant.

    The outline of the country is the largest part that is not cut further.
    """
    site = serve(real_site, SUB_PATH)
    context = browser.new_context(viewport={"width": 390, "height": 800}, service_workers="block")
    count_slices(context)
    page = context.new_page()
    page.goto(site.url + COUNTRY, wait_until="networkidle")
    open_map(page)
    page.wait_for_load_state("networkidle")
    expect(page.locator(".map .map-cluster").first).to_be_visible()
    slices = slices_of(page)
    context.close()
    assert site.weight <= MOST_BYTES, site.requests
    assert len(site.requests) <= MOST_REQUESTS
    assert sum(slices) > 50_000, "the work is not counted any more"
    assert max(slices) <= MOST_POINTS_AT_ONCE
