"""Fixtures for tests in a real Chromium: served sites, pages of three widths, axe."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from typing import Protocol

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Error, Page, Request

from tests.browser.axe import find_violations
from tests.browser.site_server import ServedSite, serve_site
from tests.browser.waiting import open_until_quiet
from tools.browser import launch, start_playwright
from tools.fonts import NARROW, WIDE, FontSet

in_both_fonts = pytest.mark.parametrize("fonts", [NARROW, WIDE], ids=["narrow", "wide"])
"""Marks a test of layout: what fits in one font may be too long, or too high, in another."""
in_each_look = pytest.mark.parametrize(
    "fonts, dark",
    [(NARROW, False), (NARROW, True), (WIDE, False)],
    ids=["narrow", "narrow-dark", "wide"],
)
"""Marks a test of layout and colours, which do not depend on each other."""
on_each_screen = pytest.mark.parametrize(
    "width, fonts, dark",
    [
        pytest.param(320, NARROW, False, id="phone"),
        pytest.param(320, NARROW, True, id="phone-dark"),
        pytest.param(320, WIDE, False, id="phone-wide"),
        pytest.param(1280, NARROW, False, id="desktop"),
        pytest.param(1280, WIDE, False, id="desktop-wide"),
    ],
)
"""Marks a test of layout and colours on a phone and on a desktop."""

WORKER_REFUSED = "Service Worker registration blocked by Playwright"
HEIGHTS = {320: 640, 768: 1024, 1280: 800}


class Serve(Protocol):
    """Serves a built site under a base address until the end of the tests' module."""

    def __call__(self, folder: Path, base: str = "/") -> ServedSite:
        """Return the served site; the same folder and base are served once."""


class OpenPage(Protocol):
    """Opens an address in a new, empty browser context."""

    def __call__(
        self,
        url: str,
        width: int = 320,
        *,
        javascript: bool = True,
        dark: bool = False,
        worker: bool = False,
    ) -> Page:
        """Return the loaded page; it closes at the end of the test.

        Without `worker` the browser refuses the site's worker, whose requests come at their own
        time and would disturb those that tests count.
        """


@pytest.fixture(scope="session")
def launch_browser() -> Iterator[Callable[[FontSet], Browser]]:
    """Yield the function that returns the worker's browser with a set of fonts, started once."""
    with ExitStack() as stack:
        playwright = stack.enter_context(start_playwright())

        @cache
        def launch_once(fonts: FontSet) -> Browser:
            return stack.enter_context(launch(playwright, fonts))

        yield launch_once


@pytest.fixture
def fonts() -> FontSet:
    """Return the set of fonts that pages are shown in; `in_both_fonts` gives a test each in turn."""
    return NARROW


@pytest.fixture
def browser(launch_browser: Callable[[FontSet], Browser], fonts: FontSet) -> Browser:
    """Return a Chromium that has the test's fonts and no other."""
    return launch_browser(fonts)


@pytest.fixture(scope="module")
def serve() -> Iterator[Serve]:
    """Serve built sites with the security policy of production, compressed."""
    served: dict[tuple[Path, str], ServedSite] = {}
    with ExitStack() as stack:

        def serve_once(folder: Path, base: str = "/") -> ServedSite:
            if (folder, base) not in served:
                served[folder, base] = stack.enter_context(serve_site(folder, base))
            site = served[folder, base]
            site.requests.clear()
            return site

        yield serve_once


@pytest.fixture(params=[320, 768, 1280])
def width(request: pytest.FixtureRequest) -> int:
    """Run the test at the width of a phone, of a tablet and of a desktop, in CSS pixels."""
    given: int = request.param
    return given


@pytest.fixture
def problems() -> list[str]:
    """Collect what the browser says against the pages of this test.

    Errors in the console, which include each breach of the security policy, errors of scripts,
    failed requests, and requests to any other host.
    """
    return []


@pytest.fixture
def open_page(browser: Browser, problems: list[str]) -> Iterator[OpenPage]:
    """Open pages as a French visitor does; what goes wrong is added to `problems`."""
    with ExitStack() as stack:

        def open_one(
            url: str,
            width: int = 320,
            *,
            javascript: bool = True,
            dark: bool = False,
            worker: bool = False,
        ) -> Page:
            context = browser.new_context(
                viewport={"width": width, "height": HEIGHTS.get(width, 800)},
                java_script_enabled=javascript,
                color_scheme="dark" if dark else "light",
                reduced_motion="reduce",
                locale="fr-FR",
                timezone_id="Europe/Paris",
                service_workers="allow" if worker else "block",
            )
            stack.callback(context.close)
            page = context.new_page()
            _watch(page, url, problems)
            if javascript:
                open_until_quiet(page, url)
            else:
                page.goto(url, wait_until="networkidle")
            return page

        yield open_one


def _watch(page: Page, url: str, problems: list[str]) -> None:
    host = "/".join(url.split("/")[:3]) + "/"

    def note_console(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and message.text != WORKER_REFUSED:
            problems.append(f"console: {message.text}")

    def note_error(error: Error) -> None:
        problems.append(f"script: {error}")

    def note_failure(request: Request) -> None:
        # What was still on its way when the page was left is no failure.
        if request.failure != "net::ERR_ABORTED":
            problems.append(f"failed: {request.url}")

    page.on("console", note_console)
    page.on("pageerror", note_error)
    page.on("requestfailed", note_failure)
    page.on(
        "request",
        lambda request: (
            None
            if request.url.startswith((host, "data:", "blob:"))
            else problems.append(f"other host: {request.url}")
        ),
    )


@pytest.fixture
def axe() -> Callable[[Page], list[str]]:
    """Return the function that lists a page's breaches of WCAG 2.2 A and AA, in French."""
    return find_violations
