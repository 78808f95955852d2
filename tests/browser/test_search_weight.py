"""What looking up costs in a real Chromium, compressed, on the sample and the official list.

A host lets browsers keep what is named after its content, and answers that the manifest has not
changed: each address counts once, and not at all when it was fetched before the count began.
"""

import re
from collections.abc import Iterable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.fixtures import OpenPage, Serve
from tests.browser.site_server import Request, ServedSite
from tests.sites import SUB_PATH

pytestmark = pytest.mark.browser

FIRST_KEY_TO_ANSWER = 7_500
WITH_A_PARTNER = 18_500
FOCUS_TO_ANSWER = 25_000
SHARED_ADDRESS = 45_000
FULL_TEXT_WITH_A_TYPO = 30_000
FIELD = "[role=search] input"
COMMUNES = {
    "gueret": "Guéret",
    "23000": "23000 Guéret",
    "st flour": "Saint-Flour",
    "caf ussel": "Ussel",
}
OF_THE_SEARCH = re.compile(r"/static/(index/|search\.|fuzzy\.|chunk\.)")


@pytest.fixture(params=["sample", "official list"])
def site(request: pytest.FixtureRequest, serve: Serve) -> ServedSite:
    """Serve both sites, the second where it was built for."""
    if request.param == "sample":
        return serve(request.getfixturevalue("sample_site"))
    folder: Path = request.getfixturevalue("real_site")
    return serve(folder, SUB_PATH)


def weight(requests: Iterable[Request], before: Iterable[Request] = ()) -> int:
    """Sum what was fetched, each address once, without what was there before."""
    kept = {request.path.split("?")[0] for request in before}
    return sum({r.path: r.size for r in requests if r.path.split("?")[0] not in kept}.values())


def focus(page: Page) -> None:
    """Enter the field, and wait for what this loads: the search, then what its answer will need."""
    style, script = (re.compile(rf"/static/results\.\w+\.{suffix}$") for suffix in ("css", "js"))
    with page.expect_response(style), page.expect_response(script):
        page.click(FIELD)
    expect(page.locator(FIELD)).to_have_attribute("role", "combobox")


def look_up(page: Page, words: str) -> None:
    """Type as people do, take the first suggestion, wait for the places.

    The suggestions of the first letters may come first: what is taken is named in COMMUNES.
    """
    page.keyboard.type(words, delay=60)
    expect(page.locator("[role=option]").first).to_contain_text(COMMUNES[words])
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("#resultats li").first).to_be_visible()


@pytest.mark.parametrize(
    "words, most",
    [
        ("gueret", FIRST_KEY_TO_ANSWER),
        ("23000", FIRST_KEY_TO_ANSWER),
        ("st flour", FIRST_KEY_TO_ANSWER),
        ("caf ussel", WITH_A_PARTNER),
    ],
)
def test_from_the_first_key_to_the_answer(
    words: str, most: int, site: ServedSite, open_page: OpenPage
) -> None:
    """Suggestions, the page of results and its places, once the field has been entered.

    With a partner the list comes with its filter set, and the script of filters.
    """
    page = open_page(site.url)
    focus(page)
    before = list(site.requests)
    look_up(page, words)
    assert weight(site.requests, before) <= most


def test_from_entering_the_field_to_the_answer(site: ServedSite, open_page: OpenPage) -> None:
    """The same with the search itself, on an empty cache."""
    page = open_page(site.url)
    before = list(site.requests)
    focus(page)
    look_up(page, "gueret")
    assert weight(site.requests, before) <= FOCUS_TO_ANSWER


def test_a_shared_address_on_an_empty_cache(site: ServedSite, open_page: OpenPage) -> None:
    """Everything: page, style, scripts, search, places, and what the worker keeps for offline."""
    page = open_page(f"{site.url}recherche/?q=gueret")
    expect(page.locator("#resultats li").first).to_be_visible()
    assert weight(site.requests) <= SHARED_ADDRESS


def test_a_first_question_in_full_text_with_a_typo(site: ServedSite, open_page: OpenPage) -> None:
    """The search, what it guesses with and its index: words of a page, one of them misspelt."""
    page = open_page(f"{site.url}recherche/?q=finansement+d'une+maison")
    expect(page.locator("#resultats a[href*='financer']")).to_be_visible()
    searched = [r for r in site.requests if OF_THE_SEARCH.search(r.path)]
    assert weight(searched) <= FULL_TEXT_WITH_A_TYPO
