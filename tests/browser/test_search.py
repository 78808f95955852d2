"""The search as people meet it: suggestions by keyboard and touch, results, position, no script."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.fixtures import OpenPage, Serve, in_both_fonts

pytestmark = pytest.mark.browser

FIELD = "[role=search] input"


def type_words(page: Page, words: str) -> None:
    """Type as a person does, and wait for the suggestions."""
    page.click(FIELD)
    page.keyboard.type(words, delay=60)
    expect(page.locator("[role=listbox]")).to_be_visible()


def test_a_commune_is_chosen_by_keyboard(
    mini_site: Path, serve: Serve, open_page: OpenPage, problems: list[str]
) -> None:
    """Arrow, Enter: the place asked for is repeated in words, then the places by distance."""
    page = open_page(serve(mini_site).url)
    type_words(page, "gueret")
    field = page.locator(FIELD)
    expect(field).to_have_attribute("role", "combobox")
    expect(field).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    active = field.get_attribute("aria-activedescendant")
    option = page.locator(f"[id='{active}']")
    expect(option).to_have_attribute("aria-selected", "true")
    expect(option).to_contain_text("Guéret")
    expect(option).to_contain_text("Commune · Creuse")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Près de Guéret (Creuse)")
    expect(page.locator("#resultats .places li").first).to_contain_text("dans la commune")
    assert page.url.endswith("recherche/?q=Gu%C3%A9ret+(23)")
    assert problems == []


def test_escape_closes_and_the_number_is_announced(
    mini_site: Path, serve: Serve, open_page: OpenPage
) -> None:
    """A screen reader hears how many suggestions there are; Escape leaves the words typed."""
    page = open_page(serve(mini_site).url)
    type_words(page, "ahun")
    expect(page.locator("[role=search] [role=status]")).to_contain_text("suggestion")
    page.keyboard.press("Escape")
    expect(page.locator("[role=listbox]")).to_be_hidden()
    expect(page.locator(FIELD)).to_have_value("ahun")
    expect(page.locator(FIELD)).to_have_attribute("aria-expanded", "false")


def test_a_suggestion_is_tapped(mini_site: Path, serve: Serve, open_page: OpenPage) -> None:
    """A tap on a place leads to its page."""
    page = open_page(serve(mini_site).url)
    type_words(page, "ahun")
    page.locator("[role=option]", has_text="Maison").first.click()
    page.wait_for_url("**/lieux/ahun/")


@in_both_fonts
def test_no_breach_with_suggestions_open(
    mini_site: Path,
    width: int,
    serve: Serve,
    open_page: OpenPage,
    axe: Callable[[Page], list[str]],
    problems: list[str],
) -> None:
    """Open suggestions break no rule of WCAG 2.2 AA and stay inside the screen."""
    page = open_page(serve(mini_site).url, width)
    type_words(page, "saint")
    page.keyboard.press("ArrowDown")
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert problems == []


QUESTIONS = {
    "caf gueret": "Près de Guéret (Creuse)",
    "23000": "Près de 23000 Guéret (Creuse)",
    "geuret": "Près de Guéret (Creuse)",
    "Saint-Denis (974)": "Près de Saint-Denis (La Réunion)",
    "saint denis": "Saint-Denis : de quel lieu s’agit-il ?",
    "zzzzqq": "Rien pour « zzzzqq »",
}


@in_both_fonts
@pytest.mark.parametrize("question, title", QUESTIONS.items())
def test_a_question_in_the_address_is_answered(
    mini_site: Path,
    question: str,
    title: str,
    serve: Serve,
    open_page: OpenPage,
    axe: Callable[[Page], list[str]],
    problems: list[str],
) -> None:
    """A shared address gives the answer, without a breach, at 320 px."""
    page = open_page(f"{serve(mini_site).url}recherche/?q={question}")
    expect(page.locator("h1")).to_have_text(re.compile(title.translate(_LOOSE)))
    assert axe(page) == []
    assert problems == []


_LOOSE = {ord(" "): r"\s", ord("("): r"\(", ord(")"): r"\)", ord("?"): r"\?"}


def test_back_returns_to_the_question_before(
    mini_site: Path, serve: Serve, open_page: OpenPage
) -> None:
    """A second question on the page of results is in the address; back shows the first again."""
    page = open_page(f"{serve(mini_site).url}recherche/?q=gueret")
    expect(page.locator("h1")).to_contain_text("Guéret")
    page.fill(FIELD, "ahun")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("Ahun")
    assert page.url.endswith("?q=ahun")
    page.go_back()
    expect(page.locator("h1")).to_contain_text("Guéret")


def test_without_javascript_two_links_suffice(
    mini_site: Path, serve: Serve, open_page: OpenPage
) -> None:
    """The form leads to a page that says so, and whose link leads to the departments."""
    page = open_page(serve(mini_site).url, javascript=False)
    page.fill(FIELD, "gueret")
    page.keyboard.press("Enter")
    page.wait_for_url("**/recherche/?q=gueret")
    expect(page.locator("[data-without-script]")).to_be_visible()
    page.click("main a[href$='annuaire/']")
    page.click("main a[href*='23-creuse']")
    expect(page.locator("h1")).to_contain_text("Creuse")


@pytest.mark.parametrize("allowed", [True, False], ids=["accepted", "refused"])
def test_the_position_is_asked_on_click_only(
    mini_site: Path, *, allowed: bool, serve: Serve, browser: Browser
) -> None:
    """Accepted, the nearest come first and no address holds the position; refused, it is said."""
    site = serve(mini_site)
    context = browser.new_context(
        geolocation={"latitude": 46.087, "longitude": 2.044},
        permissions=["geolocation"] if allowed else [],
        locale="fr-FR",
    )
    page = context.new_page()
    page.goto(f"{site.url}recherche/")
    expect(page.locator(".ask .around")).to_be_visible()
    page.click(".ask .around button")
    if allowed:
        expect(page.locator("h1")).to_have_text("Autour de vous")
        expect(page.locator("#resultats .places li").first).to_contain_text("Ahun")
        assert not [
            r.path for r in site.requests if "46" in r.path.split("?")[-1] and "?" in r.path
        ]
    else:
        expect(page.locator("#etat")).to_contain_text("Tapez plutôt votre commune")
    context.close()
