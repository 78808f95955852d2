"""A Chromium for the browser tests: the machine's, Debian's, or else Playwright's own."""

import os
import shutil
from pathlib import Path

from tools.setup.commands import run_step
from tools.setup.debian import can_install, install_packages
from tools.setup.errors import SetupError

# A browser without any font draws no text, and Debian only recommends these.
DEBIAN_PACKAGES = ["chromium", "fonts-liberation"]
PROGRAMS = ("chromium", "google-chrome")
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


def find_chromium() -> Path | None:
    """Give the browser named by MSAP_CHROMIUM, or the machine's; None leaves Playwright's own.

    A browser packed as a snap is passed over: it cannot read the tests' temporary folders.
    """
    chosen = os.environ.get("MSAP_CHROMIUM")
    if chosen:
        return Path(chosen)
    for program in PROGRAMS:
        found = shutil.which(program)
        if found and not Path(found).resolve().is_relative_to("/snap"):
            return Path(found)
    return None


def ensure_chromium(root: Path) -> None:
    """Leave a browser on the machine that `find_chromium` or Playwright finds; raises SetupError."""
    if find_chromium():
        return
    if can_install():
        install_packages(DEBIAN_PACKAGES, root=root)
    else:
        playwright = root / ".venv/bin/playwright"
        try:
            run_step("Playwright's Chromium", [playwright, "install", "chromium"], root=root)
        except SetupError as error:
            advice = "Install Chromium by hand, or name one in MSAP_CHROMIUM, and start again."
            raise SetupError(f"{error}\n{advice}") from error
