"""The map beside the list of results: the same places, both ways, whatever the filters."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.fixtures import OpenPage, Serve, in_each_look

pytestmark = pytest.mark.browser

ITEMS = "#resultats .places > li"
MARKERS = "#carte-des-resultats .map .map-marker:not(.map-from)"
MOST_BYTES = 120_000
MOST_REQUESTS = 20
HOSTILE = "</script><img src=x onerror=\"window.broken='html'\">${window.broken='template'}`\"'"


@pytest.fixture
def open_results(sample_site: Path, serve: Serve, open_page: OpenPage) -> Callable[..., Page]:
    """Open the results near Guéret with these filters."""

    def open_one(filters: str = "", width: int = 320, *, dark: bool = False) -> Page:
        site = serve(sample_site)
        page = open_page(f"{site.url}recherche/?q=gueret{filters}", width, dark=dark)
        expect(page.locator(ITEMS)).to_have_count(5)
        return page

    return open_one


def open_map(page: Page) -> None:
    """Press the button and wait for the markers."""
    page.get_by_role("button", name="Voir la carte").click()
    expect(page.locator(MARKERS).first).to_be_visible()


def names_on_map(page: Page) -> set[str]:
    """Return the names of the markers, without their kind."""
    titles = page.locator(MARKERS).evaluate_all("all => all.map(one => one.title)")
    return {re.sub(", [^,]+$", "", title) for title in titles}


def test_a_map_of_results_is_light(
    sample_site: Path, serve: Serve, open_results: Callable[..., Page]
) -> None:
    """Page, answer and map within 120 KB and 20 requests; nothing of the map before its button."""
    page = open_results()
    site = serve(sample_site)
    site.requests.clear()
    page.reload(wait_until="networkidle")
    assert not [request for request in site.requests if "leaflet" in request.path]
    open_map(page)
    page.wait_for_load_state("networkidle")
    assert site.weight <= MOST_BYTES, site.weight
    assert len(site.requests) <= MOST_REQUESTS, site.requests


@in_each_look
def test_no_breach_with_the_map_open(
    open_results: Callable[..., Page],
    width: int,
    *,
    dark: bool,
    axe: Callable[[Page], list[str]],
    problems: list[str],
) -> None:
    """List, map and popup break no rule, fit the screen, and stand side by side where they can."""
    page = open_results("&partenaire=caf", width, dark=dark)
    open_map(page)
    assert axe(page) == []
    page.get_by_role("button", name="Voir sur la carte").first.click()
    expect(page.get_by_role("dialog")).to_be_visible()
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    boxes = [page.locator(part).bounding_box() for part in ("#resultats", ".map")]
    assert boxes[0]
    assert boxes[1]
    is_beside = boxes[1]["x"] >= boxes[0]["x"] + boxes[0]["width"]
    assert is_beside if width == 1280 else boxes[1]["y"] >= boxes[0]["y"] + boxes[0]["height"]
    assert problems == []


def test_the_map_follows_the_list(open_results: Callable[..., Page]) -> None:
    """Filters, more places and another question: the map shows what the list shows."""
    page = open_results("", 1280)
    open_map(page)
    names = page.locator(f"{ITEMS} h3")
    assert names_on_map(page) == set(names.all_inner_texts())
    before = names_on_map(page)
    page.locator("#filtres summary").click()
    page.get_by_role("checkbox", name=re.compile("^Ouvert le samedi")).check()
    expect(page.locator("#etat")).to_contain_text("samedi")
    expect(page.locator(ITEMS).last.get_by_role("button", name="Voir sur la carte")).to_be_visible()
    assert names_on_map(page) == set(names.all_inner_texts()) != before
    page.fill("[role=search] input", "tulle")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("Tulle")
    expect(page.locator(ITEMS).last.get_by_role("button", name="Voir sur la carte")).to_be_visible()
    assert names_on_map(page) == set(names.all_inner_texts())


def test_list_and_map_point_at_each_other(open_results: Callable[..., Page]) -> None:
    """An item's button opens its popup, a marker marks its item; focus comes back on Escape."""
    page = open_results("", 1280)
    open_map(page)
    button = page.locator(ITEMS).nth(2).get_by_role("button", name="Voir sur la carte")
    button.click()
    popup = page.get_by_role("dialog")
    name = page.locator(f"{ITEMS} h3").nth(2).inner_text()
    expect(popup.get_by_role("link").first).to_have_text(name)
    expect(popup.get_by_role("link").nth(1)).to_have_attribute("href", re.compile("^tel:0"))
    expect(page.locator(ITEMS).nth(2)).to_have_class("map-chosen")
    page.keyboard.press("Escape")
    expect(button).to_be_focused()
    marker = page.locator(MARKERS).first
    title = marker.get_attribute("title")
    assert title
    marker.press("Enter")
    expect(popup.get_by_role("link").first).to_be_focused()
    expect(page.locator(".map-chosen h3")).to_have_text(re.sub(", [^,]+$", "", title))
    expect(page.locator(".map-chosen")).to_be_in_viewport()


def test_a_map_that_cannot_load_says_so(open_results: Callable[..., Page]) -> None:
    """The list stays, the message tells what to do, and the button works again."""
    page = open_results()
    page.route("**/leaflet.*.js", lambda route: route.abort())
    page.get_by_role("button", name="Voir la carte").click()
    expect(page.locator("#carte-des-resultats [role=status]")).to_contain_text("n’a pas pu être")
    expect(page.locator(ITEMS)).to_have_count(5)
    page.unroute("**/leaflet.*.js")
    open_map(page)


def test_nothing_in_a_record_is_ever_run(
    open_results: Callable[..., Page], problems: list[str]
) -> None:
    """Markup, template marks and addresses of scripts stay the text that they are."""

    def spoil(route: Route) -> None:
        data = route.fetch().json()
        for column in ("name", "place", "words", "phone", "street", "partners", "services"):
            data[column] = [HOSTILE for _ in data["kind"]]
        data["url"] = ["javascript:window.broken='link'//" for _ in data["url"]]
        route.fulfill(json=data)

    page = open_results("", 1280)
    page.route("**/points-*.json", spoil)
    page.get_by_role("button", name="Plus de maisons").click()
    expect(page.locator(ITEMS)).to_have_count(15)
    open_map(page)
    page.locator(f"{ITEMS} h3 a").first.click()
    assert page.locator("main img, main script").count() == 0
    assert page.evaluate("window.broken ?? null") is None
    assert not [said for said in problems if "404" not in said]
