"""Photos in a page: the right file for each screen, in its place from the start, upright, described."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.fixtures import OpenPage, Serve

pytestmark = pytest.mark.browser

NEWS = "actualites/programme-animation-nationale/"
DOSSIER = "dossiers/ouvrir-une-maison/animer/"
PUBLICATION = "publications/fiche-convention-locale/"
BOXES = """[...document.querySelectorAll("main img, main h2, main figcaption")].map((one) => {
    const box = one.getBoundingClientRect();
    return [one.tagName, Math.round(box.left), Math.round(box.top + scrollY), Math.round(box.width), Math.round(box.height)];
})"""


def boxes(page: Page) -> list[list[object]]:
    """Return where images, headings and captions stand, in CSS pixels."""
    found: list[list[object]] = page.evaluate(BOXES)
    return found


def test_each_screen_gets_one_file_that_fits(
    open_page: OpenPage, serve: Serve, mini_site: Path, width: int, problems: list[str]
) -> None:
    """In WebP, as wide as the room it has, and nothing is wider than the screen."""
    site = serve(mini_site)
    page = open_page(site.url + NEWS, width)
    image = page.locator("main figure img")
    shown, natural, chosen = image.evaluate(
        "(one) => [one.width, one.naturalWidth, one.currentSrc]"
    )
    assert chosen.endswith(".webp")
    assert shown <= natural <= 720
    assert shown == min(720, width - 32)
    assert len([one for one in site.requests if "/images/" in one.path]) == 1
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert problems == []


def test_nothing_moves_when_photos_come(
    open_page: OpenPage, serve: Serve, mini_site: Path, width: int
) -> None:
    """Their room is kept while they are on their way: every heading stands where it will."""
    url = serve(mini_site).url + DOSSIER
    page = open_page(url, width)
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    page.wait_for_function(
        "[...document.querySelectorAll('main img')].every((one) => one.complete)"
    )
    page.evaluate("scrollTo(0, 0)")
    whole = boxes(page)
    page.route("**/images/**", lambda _route: None)  # never answered
    page.reload(wait_until="domcontentloaded")
    assert page.evaluate("document.querySelector('main img').naturalWidth") == 0
    assert boxes(page) == whole


def test_a_portrait_leaves_some_of_the_screen(
    open_page: OpenPage, serve: Serve, mini_site: Path, width: int
) -> None:
    """It is higher than wide, upright, and lower than the screen by a quarter at least."""
    page = open_page(serve(mini_site).url + DOSSIER, width)
    image = page.locator("main figure img")
    image.scroll_into_view_if_needed()
    page.wait_for_function("document.querySelector('main figure img').complete")
    shown, height = image.evaluate("(one) => [one.width, one.height]")
    assert height == pytest.approx(shown * 4 / 3, abs=1)
    assert height <= page.viewport_size["height"] * 0.75  # type: ignore[index]
    assert image.evaluate("(one) => one.naturalHeight > one.naturalWidth")


@pytest.mark.parametrize("address", [NEWS, DOSSIER, PUBLICATION])
@pytest.mark.parametrize("dark", [False, True])
def test_no_breach_with_photos(
    open_page: OpenPage,
    serve: Serve,
    mini_site: Path,
    axe: Callable[[Page], list[str]],
    address: str,
    *,
    dark: bool,
) -> None:
    """Captions are read, texts stand for images, in both modes."""
    page = open_page(serve(mini_site).url + address, 320, dark=dark)
    assert page.locator("main img").count() >= 1
    assert all(
        page.locator("main img").evaluate_all("(all) => all.map((one) => one.alt.length > 20)")
    )
    assert axe(page) == []
