"""Whole journeys on the official list, published under a sub-path: what citizens come to do."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.fixtures import OpenPage, Serve, in_both_fonts
from tests.sites import SUB_PATH

pytestmark = [pytest.mark.browser, pytest.mark.real_list]

FIELD = "main [role=search] input"
RESULTS = "#resultats .places > li"
WEAK_LINE = {
    "offline": False,
    "latency": 600,
    "downloadThroughput": 30_000,
    "uploadThroughput": 10_000,
}
"""A weak rural line: 600 ms there and back, 30 KB a second."""
SLOWER = 4

LOOK_UPS = {
    "Guéret": ("Près de Guéret (Creuse)", "Saint-Vaury"),
    "aubusson 23": ("Près d’Aubusson (Creuse)", "Aubusson"),
    "st flour": ("Près de Saint-Flour (Cantal)", "Ruynes-en-Margeride"),
    "23150": ("Près de 23150 Ahun (Creuse)", "Ahun"),
    "lhay les roses": ("Près de L’Haÿ-les-Roses (Val-de-Marne)", "Bourg-la-Reine"),
    "pole emploi ussel 19": ("Près d’Ussel (Corrèze)", "Meymac"),
    "caf gueret": ("Près de Guéret (Creuse)", "Saint-Vaury"),
    "saint denis 974": ("Près de Saint-Denis (La Réunion)", "Le Brûlé"),
    "ajaccio": ("Près d’Ajaccio (Corse-du-Sud)", "Jardins de l’Empereur"),
    "20000": ("Ajaccio (Corse-du-Sud)", "Jardins de l’Empereur"),
    "cayenne": ("Près de Cayenne (Guyane)", "France services de Cayenne"),
    "mamoudzou": ("Près de Mamoudzou (Mayotte)", "Kaweni"),
    "chateau chinon ville": ("Près de Château-Chinon (Ville) (Nièvre)", "Château-Chinon"),
    "bourganef": ("Près de Bourganeuf (Creuse)", "Bourganeuf"),
    "maison des services decize": ("Près de Decize (Nièvre)", "sud Nivernais"),
    "montagnac sur auvignon": ("Près de Montagnac-sur-Auvignon (Lot-et-Garonne)", "Laplume"),
    "œuilly 51": ("Près d’Œuilly (Marne)", "Châtillon"),
    "paris 13": ("Paris 13", "Gentilly"),
    "felletin ouvert samedi": ("Près de Felletin (Creuse)", "Aubusson"),
    "carte grise salers": ("Près de Salers (Cantal)", "Saint-Martin-Valmeroux"),
}
"""What one types, the title of the answer, and words of its first place: by hand from the list."""


def wide_spaces(text: str) -> str:
    """Return a text with ordinary spaces, as one would type it."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize("words", LOOK_UPS)
def test_the_right_place_comes_first(
    words: str, real_site: Path, serve: Serve, open_page: OpenPage, problems: list[str]
) -> None:
    """Typed on the home page of a phone: the place asked for is said again, the nearest is first."""
    title, first = LOOK_UPS[words]
    page = open_page(serve(real_site, SUB_PATH).url)
    page.fill(FIELD, words)
    page.keyboard.press("Enter")
    expect(page.locator(RESULTS).first).to_be_visible()
    assert title in wide_spaces(page.locator("h1").inner_text())
    assert first in wide_spaces(page.locator(RESULTS).first.inner_text())
    assert problems == []


def focus_by_tab(page: Page, target: str) -> None:
    """Press Tab until the first element that the selector finds has the focus."""
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.locator(target).first.evaluate("found => found === document.activeElement"):
            return
    raise AssertionError(f"never reached with Tab: {target}")


def test_with_the_keyboard_alone(
    real_site: Path, serve: Serve, open_page: OpenPage, problems: list[str]
) -> None:
    """From the home page to the telephone of a place, at 320 px, without touching a mouse."""
    page = open_page(serve(real_site, SUB_PATH).url)
    focus_by_tab(page, FIELD)
    page.keyboard.type("felletin", delay=60)
    expect(page.get_by_role("option").first).to_contain_text("Felletin")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator(RESULTS).first).to_be_visible()
    focus_by_tab(page, f"{RESULTS} h3 a")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("France services Aubusson")
    focus_by_tab(page, "a.button[href^='tel:']")
    assert problems == []


def test_on_a_weak_line_and_a_slow_phone(real_site: Path, serve: Serve, browser: Browser) -> None:
    """Words typed at once, before anything is loaded, are answered all the same."""
    context = browser.new_context(viewport={"width": 320, "height": 640}, locale="fr-FR")
    page = context.new_page()
    devtools = context.new_cdp_session(page)
    devtools.send("Network.enable")
    devtools.send("Network.emulateNetworkConditions", WEAK_LINE)
    devtools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.goto(serve(real_site, SUB_PATH).url, wait_until="commit")
    page.fill(FIELD, "aubusson (23)")
    page.keyboard.press("Enter")
    expect(page.locator(RESULTS).first).to_contain_text("Aubusson")
    page.locator(f"{RESULTS} h3 a").first.click()
    expect(page.locator("h1")).to_have_text("France services Aubusson")
    expect(page.locator(".state.now")).to_be_visible(timeout=30_000)
    context.close()


def test_without_javascript(real_site: Path, serve: Serve, open_page: OpenPage) -> None:
    """The department, then the place: two links from the home page."""
    page = open_page(serve(real_site, SUB_PATH).url, javascript=False)
    page.get_by_role("link", name="23 Creuse").click()
    page.locator(".places h3 a", has_text="Aubusson").click()
    expect(page.locator("h1")).to_have_text("France services Aubusson")
    expect(page.locator("table.hours")).to_be_visible()
    expect(page.get_by_role("link", name="Appeler")).to_be_visible()


@in_both_fonts
def test_no_breach_on_any_state(
    real_site: Path,
    serve: Serve,
    open_page: OpenPage,
    axe: Callable[[Page], list[str]],
    problems: list[str],
) -> None:
    """Suggestions, results, filters on, map with a popup, no result: none breaks WCAG 2.2 AA."""
    url = serve(real_site, SUB_PATH).url
    page = open_page(url)
    page.click(FIELD)
    page.keyboard.type("saint den", delay=60)
    expect(page.get_by_role("option").first).to_be_visible()
    assert axe(page) == []
    for question in ("gueret", "saint-denis", "xqzvwk"):
        page = open_page(f"{url}recherche/?q={question}")
        expect(page.locator("#resultats > *").first).to_be_visible()
        assert axe(page) == []
    page = open_page(f"{url}recherche/?q=gueret")
    page.locator("#filtres summary").click()
    page.get_by_label("Ouvert le samedi").check()
    expect(page).to_have_url(re.compile("jour=samedi"))
    expect(page.locator("#resultats[aria-busy]")).to_have_count(0)
    expect(page.locator(RESULTS).first).to_be_visible()
    assert axe(page) == []
    page = open_page(f"{url}departements/23-creuse/")
    page.get_by_role("button", name="Voir la carte").click()
    page.get_by_role("button", name="Voir sur la carte").first.click()
    expect(page.get_by_role("dialog")).to_be_visible()
    assert axe(page) == []
    assert problems == []
