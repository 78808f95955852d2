"""Waiting for what a page does in its own time, for as long as a machine may take."""

from collections.abc import Callable

from playwright.sync_api import Page, Request

LONGEST_MILLISECONDS = 60_000
_EVERY_MILLISECONDS = 20
_QUIET_MILLISECONDS = 100


def wait_until(page: Page, is_so: Callable[[], object]) -> None:
    """Let the page go on until something is so; whoever called asserts it, in words of its own."""
    for _ in range(LONGEST_MILLISECONDS // _EVERY_MILLISECONDS):
        if is_so():
            return
        page.wait_for_timeout(_EVERY_MILLISECONDS)


def open_until_quiet(page: Page, url: str) -> None:
    """Open an address and wait until the page has asked for nothing for _QUIET_MILLISECONDS.

    Playwright's `networkidle` is half a second without a request: for hundreds of pages, minutes of
    doing nothing. No script of the site waits before it asks, but for the worker, which is refused.
    """
    under_way: set[Request] = set()
    began = 0

    def begin(request: Request) -> None:
        nonlocal began
        began += 1
        under_way.add(request)

    def end(request: Request) -> None:
        under_way.discard(request)

    listeners = {"request": begin, "requestfinished": end, "requestfailed": end}
    for event, listener in listeners.items():
        page.on(event, listener)  # type: ignore[call-overload]
    page.goto(url, wait_until="load")
    quiet = 0
    while quiet < _QUIET_MILLISECONDS:
        seen = began
        page.wait_for_timeout(_EVERY_MILLISECONDS)
        quiet = 0 if under_way or began > seen else quiet + _EVERY_MILLISECONDS
    for event, listener in listeners.items():
        page.remove_listener(event, listener)
