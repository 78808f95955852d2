"""The search as people use it, in a real Chromium under the strict policy."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage, Serve

pytestmark = pytest.mark.browser

MOST_BYTES_TO_AN_ANSWER = 15_000


def ask(page: Page, words: str) -> None:
    """Type in the first search field and send, as with the Enter key."""
    page.get_by_role("searchbox").or_(page.get_by_role("combobox")).first.fill(words)
    page.keyboard.press("Enter")


def heading(page: Page) -> str:
    """Give the title of the results, once the search has answered."""
    page.wait_for_selector("#resultats:not(:empty)")
    return page.locator("h1").inner_text().replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize(
    "words, title",
    [
        ("gueret", "Près de Guéret (Creuse)"),
        ("23150", "23150"),
        ("guerett", "Près de Guéret (Creuse)"),
        ("caf gueret", "Près de Guéret (Creuse)"),
        ("st sulpice le gueretois", "Près de Saint-Sulpice-le-Guérétois (Creuse)"),
        ("saint denis", "Saint-Denis : de quel lieu"),
        ("criteres du label", "Résultats pour « criteres du label »"),
        ("xqzvwk", "Rien pour « xqzvwk »"),
    ],
)
def test_a_question_is_answered_in_words(
    words: str,
    title: str,
    demonstration_site: Path,
    serve: Serve,
    open_page: OpenPage,
    problems: list[str],
) -> None:
    """The place asked for is said again, with its department."""
    page = open_page(serve(demonstration_site).url + f"recherche/?q={words}")
    assert title in heading(page)
    assert problems == []


def test_the_answer_to_a_commune_has_all_one_needs(
    demonstration_site: Path, serve: Serve, open_page: OpenPage
) -> None:
    """Each of the nearest places has a link, a distance and its hours."""
    page = open_page(serve(demonstration_site).url + "recherche/?q=ahun")
    heading(page)
    first = page.locator("#resultats li").first
    expect(first.get_by_role("link").first).to_have_text("MSAP d’Ahun")
    expect(first).to_contain_text("dans la commune")
    expect(first).to_contain_text("Aujourd’hui")
    expect(first.locator("a[href^='tel:']")).to_be_visible()
    second = page.locator("#resultats li").nth(1)
    expect(second).to_contain_text(re.compile(r"à \d+([,.]\d)?\s(km|m)"))


def test_suggestions_by_keyboard_alone(
    demonstration_site: Path, serve: Serve, open_page: OpenPage, problems: list[str]
) -> None:
    """Type, go down, come back with Escape, go down again, enter: the place's page."""
    page = open_page(serve(demonstration_site).url)
    field = page.locator("main [role=search] input")
    field.focus()
    page.keyboard.type("msap d'ahun", delay=20)
    expect(field).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Escape")
    expect(field).to_have_attribute("aria-expanded", "false")
    expect(field).to_have_value("msap d'ahun")
    page.keyboard.press("ArrowDown")
    expect(field).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    active = field.get_attribute("aria-activedescendant")
    assert active
    expect(page.locator(f"#{active}")).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    page.wait_for_url("**/lieux/ahun/")
    assert problems == []


def test_state_in_the_address_and_back(
    demonstration_site: Path, serve: Serve, open_page: OpenPage
) -> None:
    """A second question changes the address; the back button gives the first answer again."""
    page = open_page(serve(demonstration_site).url + "recherche/?q=ahun")
    assert "Ahun" in heading(page)
    field = page.locator("main [role=search] input")
    field.fill("gouzon")
    field.press("Enter")
    page.wait_for_url("**/recherche/?q=gouzon")
    expect(page.locator("h1")).to_contain_text("Gouzon")
    page.go_back()
    expect(page.locator("h1")).to_contain_text("Ahun")


def test_around_me_asks_once_and_only_then(
    demonstration_site: Path, serve: Serve, open_page: OpenPage, problems: list[str]
) -> None:
    """With the position, the nearest places; nothing is asked of another host."""
    page = open_page(serve(demonstration_site).url + "recherche/")
    page.context.grant_permissions(["geolocation"])
    page.context.set_geolocation({"latitude": 46.17, "longitude": 1.87})
    page.get_by_role("button", name="Autour de moi").click()
    assert heading(page) == "Autour de vous"
    expect(page.locator("#resultats li").first).to_contain_text("km")
    assert problems == []


def test_a_refused_position_has_its_message(
    demonstration_site: Path, serve: Serve, open_page: OpenPage
) -> None:
    """A refusal says what to do instead."""
    page = open_page(serve(demonstration_site).url + "recherche/")
    page.context.clear_permissions()
    page.get_by_role("button", name="Autour de moi").click()
    expect(page.get_by_role("status").first).to_contain_text("Tapez plutôt votre commune")


def test_without_javascript_two_links_lead_there(
    demonstration_site: Path, serve: Serve, open_page: OpenPage
) -> None:
    """The page of the search leads to the departments."""
    page = open_page(serve(demonstration_site).url + "recherche/?q=ahun", javascript=False)
    expect(page.get_by_text("La recherche a besoin de JavaScript")).to_be_visible()
    page.get_by_role("link", name="23 Creuse").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Creuse")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_every_state_is_accessible(
    width: int,
    *,
    dark: bool,
    demonstration_site: Path,
    serve: Serve,
    open_page: OpenPage,
    axe: Callable[[Page], list[str]],
) -> None:
    """Suggestions open, results, choice and no result have no breach of WCAG 2.2 AA."""
    url = serve(demonstration_site).url
    page = open_page(url, width, dark=dark)
    field = page.locator("main [role=search] input")
    field.focus()
    page.keyboard.type("gue", delay=20)
    expect(field).to_have_attribute("aria-expanded", "true")
    assert axe(page) == []
    for words in ("gueret", "saint denis", "xqzvwk"):
        page.goto(f"{url}recherche/?q={words}")
        heading(page)
        assert axe(page) == []


def test_an_answer_costs_little(
    demonstration_site: Path, serve: Serve, open_page: OpenPage
) -> None:
    """From the first key to the nearest places, at most 15 KB compressed are fetched."""
    site = serve(demonstration_site)
    page = open_page(site.url)
    site.requests.clear()
    field = page.locator("main [role=search] input")
    field.focus()
    page.keyboard.type("gueret", delay=20)
    expect(field).to_have_attribute("aria-expanded", "true")
    suggested = {request.path: request.size for request in site.requests}
    page.keyboard.press("Enter")
    heading(page)
    answered = {request.path: request.size for request in site.requests}
    fetched = suggested | {path: size for path, size in answered.items() if "/index" in path}
    assert sum(fetched.values()) <= MOST_BYTES_TO_AN_ANSWER, fetched


def test_the_address_bar_cannot_write_into_the_page(
    demonstration_site: Path, serve: Serve, open_page: OpenPage, problems: list[str]
) -> None:
    """Markup in the question is shown as text."""
    attack = "%3Cimg%20src%3Dx%20onerror%3Ddocument.title%3D1%3E"
    page = open_page(serve(demonstration_site).url + f"recherche/?q={attack}")
    heading(page)
    assert page.locator("main img").count() == 0
    assert problems == []
