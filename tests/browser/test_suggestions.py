"""Suggestions when things go badly: slow network, failures, answers that come in another order."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.fixtures import OpenPage, Serve
from tests.browser.waiting import wait_until

pytestmark = pytest.mark.browser

FIELD = "[role=search] input"
LIST = "[role=listbox]"
STATUS = "[role=search] [role=status]"
SHARDS = "**/static/index/k.*/*"
PATIENCE = 1_500
"""Milliseconds after which the last suggestions, those for typos, have come."""


def enter(page: Page) -> None:
    """Enter the field and wait for the search."""
    page.click(FIELD)
    expect(page.locator(FIELD)).to_have_attribute("role", "combobox")
    page.wait_for_load_state("networkidle")


def test_homonyms_are_distinguished(mini_site: Path, serve: Serve, open_page: OpenPage) -> None:
    """Each commune of one name comes with its department."""
    page = open_page(serve(mini_site).url)
    enter(page)
    page.keyboard.type("saint denis", delay=40)
    options = page.locator(f"{LIST} [role=option]")
    expect(options.filter(has_text="Seine-Saint-Denis")).to_have_count(1)
    expect(options.filter(has_text="La Réunion").first).to_contain_text("Saint-Denis")


def test_a_late_answer_does_not_replace_a_newer_one(
    mini_site: Path, serve: Serve, open_page: OpenPage
) -> None:
    """The files of the first words come after those of the words that replaced them."""
    page = open_page(serve(mini_site).url)
    enter(page)
    held: list[Route] = []
    is_first = [True]
    page.route(SHARDS, lambda route: held.append(route) if is_first[0] else route.continue_())
    page.keyboard.type("ahun")
    wait_until(page, lambda: held)
    assert held
    is_first[0] = False
    page.fill(FIELD, "gueret")
    expect(page.locator(LIST)).to_contain_text("Guéret")
    for route in held:
        route.continue_()
    page.wait_for_timeout(PATIENCE)
    expect(page.locator(LIST)).to_contain_text("Guéret")
    expect(page.locator(LIST)).not_to_contain_text("Ahun")


def test_escape_holds_back_what_was_still_to_come(
    mini_site: Path, serve: Serve, open_page: OpenPage
) -> None:
    """After Escape nothing opens by itself, not even the suggestions for typos."""
    page = open_page(serve(mini_site).url)
    enter(page)
    page.keyboard.type("geuret")
    page.wait_for_timeout(300)
    page.keyboard.press("Escape")
    page.fill(FIELD, "geuret")
    page.keyboard.press("Tab")
    page.wait_for_timeout(PATIENCE)
    expect(page.locator(LIST)).to_be_hidden()


def test_a_failure_is_said_and_the_next_key_tries_again(
    mini_site: Path, serve: Serve, open_page: OpenPage
) -> None:
    """Without the index the field says what to do; with it back, suggestions come."""
    page = open_page(serve(mini_site).url)
    enter(page)
    page.route(SHARDS, lambda route: route.abort())
    page.keyboard.type("ahun")
    expect(page.locator(STATUS)).to_contain_text("n’ont pas pu être chargées")
    expect(page.locator(STATUS)).not_to_have_class("visually-hidden")
    page.unroute(SHARDS)
    page.fill(FIELD, "gueret")
    expect(page.locator(LIST)).to_contain_text("Guéret")


def test_enter_does_not_wait_for_the_search(
    mini_site: Path, serve: Serve, open_page: OpenPage
) -> None:
    """On a line so slow that the search is not there yet, the form leads to the answer."""
    page = open_page(serve(mini_site).url)
    page.route("**/static/search.*", lambda _route: None)
    page.click(FIELD)
    page.keyboard.type("gueret")
    page.unroute("**/static/search.*")
    page.keyboard.press("Enter")
    page.wait_for_url("**/recherche/?q=gueret")
    expect(page.locator("h1")).to_contain_text("Guéret")


def test_arrows_go_round_and_enter_takes_what_is_marked(
    mini_site: Path, serve: Serve, open_page: OpenPage
) -> None:
    """Up from the field marks the last suggestion, down from it returns to the field."""
    page = open_page(serve(mini_site).url)
    enter(page)
    page.keyboard.type("saint denis", delay=40)
    options = page.locator(f"{LIST} [role=option]")
    expect(options.first).to_be_visible()
    page.keyboard.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")
    assert page.locator(FIELD).get_attribute("aria-activedescendant") is None
    expect(page.locator(f"{LIST} [aria-selected=true]")).to_have_count(0)
