"""Chromium on sites built from payloads: whatever is opened, typed or pressed, none runs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from string import digits
from urllib.parse import quote

import pytest
from playwright.sync_api import Dialog, Page, expect

from tests.attack.outputs import payload_files
from tests.attack.payloads import MARK, PAYLOADS
from tests.browser.fixtures import OpenPage, Serve

pytestmark = pytest.mark.browser

FIELD = "[role=search] input"
ADDED = "main iframe, main object, main embed, main base, main script, main style, main form form"
"""Elements that no page has in its text."""

ANSWERED = """() => !/^(Recherche…)?$/.test(
  document.querySelector("[role=status].lead").textContent.trim())"""
"""Whether the page of results has said something of a question."""

LEAVING = 'http-equiv="refresh"'
"""What a page holds that leaves at once for one of another kind."""
_MOST_OF_A_KIND = 8


@pytest.fixture
def watched(open_page: OpenPage, serve: Serve, payload_site: Path) -> Iterator[Page]:
    """Open the home page, and hear the dialogs of every page opened after it in the same tab."""
    page = open_page(serve(payload_site).url, 1280)
    dialogs: list[str] = []

    def dismiss(dialog: Dialog) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", dismiss)
    yield page
    assert dialogs == []


def faults_of(page: Page) -> list[str]:
    """List what a payload that ran would have left: its mark, or elements of its own.

    A heading whose anchor is the mark is found under `window` too, but is not its own property.
    """
    return [
        f"{page.url}: {fault}"
        for fault in page.evaluate(
            """([mark, added]) => [
                ...(Object.hasOwn(window, mark) ? ["the payload ran"] : []),
                ...[...document.querySelectorAll(added)].map((one) => one.outerHTML.slice(0, 80)),
            ]""",
            [MARK, ADDED],
        )
    ]


def kinds_of(site: Path) -> list[str]:
    """Return addresses of every kind of page with a payload, at most _MOST_OF_A_KIND of each."""
    kinds: dict[str, list[str]] = {}
    for path in payload_files(site, ".html"):
        address = path.relative_to(site).as_posix().removesuffix("index.html")
        content = path.read_bytes()
        if LEAVING.encode() in content:
            continue
        kind = re.search(rb"<main.*?(<(?:h1|header)[^>]*>)", content, re.DOTALL)
        steps = address.split("/")
        kinds.setdefault(
            f"{steps[0].rstrip(digits)} {len(steps)} {kind[1]!r}" if kind else "", []
        ).append(address)
    return [
        address
        for addresses in kinds.values()
        for address in addresses[:: max(1, len(addresses) // _MOST_OF_A_KIND)]
    ]


def test_no_page_runs_a_payload(watched: Page, payload_site: Path, problems: list[str]) -> None:
    """Pages of every kind open without a word from the console, and run nothing."""
    start = watched.url
    faults = []
    addresses = kinds_of(payload_site)
    assert len(addresses) > 40
    for address in addresses:
        watched.goto(start + quote(address), wait_until="load")
        faults += faults_of(watched)
    assert faults == []
    assert problems == []


def test_the_longest_words_stay_in_the_page(
    open_page: OpenPage, serve: Serve, payload_site: Path
) -> None:
    """A word of hundreds of letters is cut, not scrolled to, on the screen of a phone."""
    site = serve(payload_site)
    pages = [
        path
        for path in payload_files(payload_site, ".html")
        if MARK * 10 in (text := path.read_text(encoding="utf-8"))
        and LEAVING not in text
        and path.is_relative_to(payload_site)
    ]
    page = open_page(site.url, 320)
    wide = []
    for path in _few(pages):
        address = path.relative_to(payload_site).as_posix().removesuffix("index.html")
        page.goto(site.url + quote(address), wait_until="load")
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wide.append(address)
    assert wide == []


def test_no_question_in_the_address_runs(watched: Page, problems: list[str]) -> None:
    """Each payload as the question of the results, as a fragment, and as an unknown key."""
    start = watched.url
    faults = []
    for text in PAYLOADS.values():
        asked = quote(text, safe="")[:2000]
        watched.goto(f"{start}recherche/?q={asked}&{asked}={asked}#{asked}", wait_until="load")
        # At each frame: `expect` looks again after 0.1, 0.35 and 0.85 s, for two hundred questions.
        watched.wait_for_function(ANSWERED)
        expect(watched.locator("[role=status].lead")).not_to_contain_text("n’a pas abouti")
        faults += faults_of(watched)
    assert faults == []
    assert problems == []


@pytest.mark.parametrize("address", ["", "carte/", "actualites/", "lieux/"])
def test_no_address_of_another_page_runs(address: str, watched: Page, problems: list[str]) -> None:
    """Other pages look neither at their question nor, but for the map, at their fragment."""
    start = watched.url
    faults = []
    for text in list(PAYLOADS.values())[:: 4 if address else 2]:
        asked = quote(text, safe="")[:2000]
        watched.goto(f"{start}{address}?q={asked}#{asked}", wait_until="load")
        faults += faults_of(watched)
    assert faults == []
    assert [said for said in problems if "404" not in said] == []


def test_no_word_typed_runs(watched: Page, problems: list[str]) -> None:
    """Suggestions for payloads, and suggestions that are payloads, are words."""
    faults = []
    watched.goto(f"{watched.url}carte/", wait_until="load")
    field = watched.locator(FIELD)
    field.click()
    for text in [MARK, *PAYLOADS.values()]:
        field.fill(text.replace("\n", " ").replace("\r", " ")[:300])
        watched.wait_for_timeout(150)
        faults += faults_of(watched)
    field.fill(MARK)
    expect(watched.locator("[role=listbox]")).to_be_visible()
    expect(watched.locator("[role=option]").first).to_contain_text(MARK)
    assert faults == []
    assert problems == []


def test_no_word_on_a_map_runs(watched: Page, payload_site: Path, problems: list[str]) -> None:
    """Markers, popups and the list of a map hold hostile names as texts."""
    folder = next((payload_site / "departements").glob("23-*"))
    start = watched.url
    for address in ("carte/", quote(f"departements/{folder.name}/")):
        watched.goto(start + address, wait_until="load")
        watched.get_by_role("button", name="Voir la carte").click()
        watched.wait_for_selector(".map .map-marker, .map .map-cluster")
        assert faults_of(watched) == []
    buttons = watched.get_by_role("button", name="Voir sur la carte")
    for rank in range(min(buttons.count(), 15)):
        buttons.nth(rank).click()
        expect(watched.get_by_role("dialog")).to_be_visible()
        assert MARK in (watched.get_by_role("dialog").text_content() or "")
        assert faults_of(watched) == []
    assert problems == []


def _few(pages: list[Path]) -> Iterable[Path]:
    return pages[:: max(1, len(pages) // 40)]
