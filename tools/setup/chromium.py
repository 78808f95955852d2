"""The Chromium of the browser tests: the machine's or Debian's, or else Playwright's own.

The headless shell comes first: the same engine without windows, three times quicker per page.
"""

import os
import subprocess
from pathlib import Path

from tools.setup.commands import run_step
from tools.setup.environment import node_program
from tools.setup.errors import SetupError
from tools.setup.programs import BROWSER, ROOT, files_of, find_program, library_path

PROGRAMS = (BROWSER.name, "chromium", "google-chrome")


def find_chromium(root: Path = ROOT) -> Path | None:
    """Return the browser named by MSAP_CHROMIUM, or one found; None leaves Playwright's own.

    A browser packed as a snap is passed over: it cannot read the tests' temporary folders.
    """
    chosen = os.environ.get("MSAP_CHROMIUM")
    if chosen:
        return Path(chosen)
    for program in PROGRAMS:
        found = find_program(program, root)
        if found and not found.resolve().is_relative_to("/snap"):
            return found
    return None


def ensure_chromium(root: Path) -> None:
    """Download Playwright's own browser where no other is found; raises SetupError."""
    if find_chromium(root):
        return
    command: list[str | Path] = [
        root / ".venv/bin/playwright",
        "install",
        "--only-shell",
        "chromium",
    ]
    environment = {"PLAYWRIGHT_NODEJS_PATH": str(node_program(root))}
    try:
        run_step("Playwright's Chromium", command, folder=root, environment=environment)
    except SetupError as error:
        advice = "Install Chromium by hand, or name one in MSAP_CHROMIUM, and start again."
        raise SetupError(f"{error}\n{advice}") from error


def start_once(root: Path) -> None:
    """Start the browser and show a page in it; raises SetupError with what it lacks."""
    command: list[str | Path] = [root / ".venv/bin/python", "-m", "tools.browser"]
    try:
        run_step("First start of the browser", command, folder=root)
    except SetupError as error:
        raise SetupError(f"{error}\n{_advice(find_chromium(root), root)}") from error


def _advice(program: Path | None, root: Path) -> str:
    if program is None:
        return (
            "What Playwright's browser needs is installed by an administrator, with "
            f"`{root}/.venv/bin/playwright install-deps chromium`."
        )
    missing = missing_libraries(program, root)
    lacks = f"{program} lacks {', '.join(missing)}" if missing else f"It was {program}"
    return (
        f"{lacks}. Debian's package chromium-headless-shell brings a browser with all it needs; "
        "MSAP_CHROMIUM names another browser."
    )


def missing_libraries(program: Path, root: Path = ROOT) -> list[str]:
    """Return the shared libraries that a browser asks for and that are not found.

    Debian's and ours are short scripts: what they start is looked at.
    """
    started = files_of(program.name, root) / BROWSER.path
    looked_at = started if program.name == BROWSER.name and started.exists() else program
    said = subprocess.run(
        ["ldd", str(looked_at)],
        env={**os.environ, "LD_LIBRARY_PATH": library_path(root)},
        capture_output=True,
        text=True,
        check=False,
    )
    return sorted({line.split()[0] for line in said.stdout.splitlines() if "not found" in line})
