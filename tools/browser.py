"""One way to start Chromium, for tests, documents and measures.

`python -m tools.browser` starts it once, and says which it is.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Error, Playwright, sync_playwright

from tools.fonts import NARROW, FontSet, write_configuration
from tools.setup.chromium import find_chromium
from tools.setup.environment import node_program
from tools.setup.programs import ROOT

# The sandbox needs rights that containers do not give; the rest keeps the browser off the network.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@contextmanager
def start_playwright() -> Iterator[Playwright]:
    """Yield Playwright, driven by the project's own Node.js."""
    os.environ.setdefault("PLAYWRIGHT_NODEJS_PATH", str(node_program(ROOT)))
    with sync_playwright() as playwright:
        yield playwright


@contextmanager
def launch(playwright: Playwright, fonts: FontSet = NARROW) -> Iterator[Browser]:
    """Yield a new Chromium that has these fonts and no other."""
    with tempfile.TemporaryDirectory(prefix="fonts-") as folder:
        configuration = write_configuration(fonts, Path(folder))
        browser = playwright.chromium.launch(
            executable_path=find_chromium(),
            args=FLAGS,
            env={**os.environ, "FONTCONFIG_FILE": str(configuration)},
        )
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def open_browser() -> Iterator[Browser]:
    """Yield a new Chromium, the only one of its program."""
    with start_playwright() as playwright, launch(playwright) as browser:
        yield browser


def main() -> int:
    """Show a line of text in the browser and return the exit code: 0 shown, 1 not."""
    try:
        with open_browser() as browser:
            page = browser.new_page()
            page.set_content("<span>Maisons de services au public</span>")
            width = page.evaluate("document.querySelector('span').offsetWidth")
            print(f"Chromium {browser.version}: {find_chromium() or 'Playwright’s own'}")
    except Error as error:
        # After this come the same lines again, with the steps of the driver.
        print(error.message.partition("Call log:")[0].strip(), file=sys.stderr)
        return 1
    if not width:
        print("The browser draws no text.", file=sys.stderr)
    return 0 if width else 1


if __name__ == "__main__":
    sys.exit(main())
