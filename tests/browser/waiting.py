"""Waiting for what a page does in its own time, for as long as a machine may take."""

from collections.abc import Callable

from playwright.sync_api import Page

LONGEST_MILLISECONDS = 60_000
_EVERY_MILLISECONDS = 20


def wait_until(page: Page, is_so: Callable[[], object]) -> None:
    """Let the page go on until something is so; whoever called asserts it, in words of its own."""
    for _ in range(LONGEST_MILLISECONDS // _EVERY_MILLISECONDS):
        if is_so():
            return
        page.wait_for_timeout(_EVERY_MILLISECONDS)
