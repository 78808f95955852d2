"""What a page costs the phone that opens it with an empty cache: bytes, requests, elements, script."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import Browser, CDPSession, Page, ViewportSize

from bench.page_cost.ecoindex import ecoindex
from bench.page_cost.kinds import PageKind
from tests.browser.site_server import ServedSite

_PHONE = ViewportSize(width=390, height=800)


@dataclass(frozen=True)
class Cost:
    """Bodies as sent with gzip, every element of the document, and the work of the scripts.

    Work is counted in blocks run: each time that the engine enters a function, a branch or a turn
    of a loop. It is the same on every machine, and at every load.
    """

    requests: int
    sent: int
    elements: int
    blocks: int

    @property
    def ecoindex(self) -> float:
        """Return the page's score."""
        return ecoindex(self.elements, self.requests, self.sent / 1000)


@contextmanager
def open_as_phone(browser: Browser) -> Iterator[Page]:
    """Yield a page of an empty browser, as wide as a phone.

    The worker that keeps pages is refused: its requests come later, at their own time.
    """
    context = browser.new_context(
        viewport=_PHONE, locale="fr-FR", timezone_id="Europe/Paris", service_workers="block"
    )
    yield context.new_page()
    context.close()


def visit(page: Page, kind: PageKind, url: str) -> None:
    """Open an address, and what the kind opens, until nothing more is fetched."""
    page.goto(url, wait_until="networkidle")
    if kind.opens:
        page.get_by_role("button", name=kind.opens).click()
    page.wait_for_selector(kind.ready, state="attached")
    page.wait_for_load_state("networkidle")


def cost_of(kind: PageKind, address: str, site: ServedSite, browser: Browser) -> Cost:
    """Open a page of a served site and count."""
    site.requests.clear()
    with open_as_phone(browser) as page:
        session = page.context.new_cdp_session(page)
        session.send("Profiler.enable")
        session.send("Profiler.startPreciseCoverage", {"callCount": True, "detailed": True})
        visit(page, kind, site.url + address)
        blocks = _blocks_run(session)
        elements = page.evaluate("document.querySelectorAll('*').length")
    return Cost(len(site.requests), site.weight, elements, blocks)


def _blocks_run(session: CDPSession) -> int:
    scripts = session.send("Profiler.takePreciseCoverage")["result"]
    return sum(
        block["count"]
        for script in scripts
        if script["url"].startswith("http")
        for function in script["functions"]
        for block in function["ranges"]
    )
