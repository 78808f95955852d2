"""What the search answers on the records of the sample, and what it does with an attack."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.fixtures import OpenPage, Serve

pytestmark = pytest.mark.browser


def heading(page: Page) -> str:
    """Return the title of the results, once the search has answered."""
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
    sample_site: Path,
    serve: Serve,
    open_page: OpenPage,
    problems: list[str],
) -> None:
    """The place asked for is said again, with its department."""
    page = open_page(serve(sample_site).url + f"recherche/?q={words}")
    assert title in heading(page)
    assert problems == []


def test_the_address_bar_cannot_write_into_the_page(
    sample_site: Path, serve: Serve, open_page: OpenPage, problems: list[str]
) -> None:
    """Markup in the question is shown as text."""
    attack = "%3Cimg%20src%3Dx%20onerror%3Ddocument.title%3D1%3E"
    page = open_page(serve(sample_site).url + f"recherche/?q={attack}")
    heading(page)
    assert page.locator("main img").count() == 0
    assert problems == []
