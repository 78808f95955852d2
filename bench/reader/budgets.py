"""What a page costs the phone that opens it with an empty cache: bytes, requests, elements, tasks."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, ViewportSize

from bench.reader.ecoindex import ecoindex
from bench.reader.kinds import Kind
from tests.browser.site_server import ServedSite
from tests.browser.trace import CATEGORIES, longest_task

SLOWER = 4
"""How many times slower than this machine's processor an old phone's is taken to be."""
_PHONE = ViewportSize(width=390, height=800)


@dataclass(frozen=True)
class Cost:
    """Bodies as sent with gzip, every element of the document, and the longest task in ms.

    The task is measured in processor time, not by a clock, so that a loaded machine adds little,
    then multiplied by SLOWER. Chromium's own slowing waits by the clock: on a loaded machine the
    same task took from 69 to 134 ms with it, from 61 to 99 ms without.
    """

    requests: int
    sent: int
    elements: int
    longest_task: float

    @property
    def ecoindex(self) -> float:
        """Give the page's score."""
        return ecoindex(self.elements, self.requests, self.sent / 1000)


def cost_of(kind: Kind, address: str, site: ServedSite, browser: Browser, work: Path) -> Cost:
    """Open a page of a served site and count; `work` is a folder for the trace.

    The worker that keeps pages is refused: its requests come later, at their own time.
    """
    context = browser.new_context(
        viewport=_PHONE, locale="fr-FR", timezone_id="Europe/Paris", service_workers="block"
    )
    page = context.new_page()
    site.requests.clear()
    trace = work / "trace.json"
    browser.start_tracing(page=page, path=trace, categories=CATEGORIES)
    page.goto(site.url + address, wait_until="networkidle")
    if kind.opens:
        page.get_by_role("button", name=kind.opens).click()
    page.wait_for_selector(kind.ready, state="attached")
    page.wait_for_load_state("networkidle")
    browser.stop_tracing()
    elements = page.evaluate("document.querySelectorAll('*').length")
    context.close()
    return Cost(len(site.requests), site.weight, elements, SLOWER * longest_task(trace))
