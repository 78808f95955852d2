"""What each level of set-up installs, in order."""

import sys
from pathlib import Path

from tools.setup.chromium import ensure_chromium, start_once
from tools.setup.environment import (
    ensure_virtual_environment,
    install_npm_packages,
    install_project,
    install_python_packages,
)
from tools.setup.errors import SetupError
from tools.setup.programs import ROOT, ensure_programs


def set_up(level: str) -> int:
    """Install what `level` needs and return the exit code: 0 ready, 1 a step failed.

    `publish` and `tests` hold all of `site`. `tests` ends by starting the browser once.
    """
    try:
        _install(ROOT, level)
    except SetupError as error:
        print(f"Set-up stopped. {error}", file=sys.stderr)
        return 1
    return 0


def _install(root: Path, level: str) -> None:
    ensure_virtual_environment(root)
    install_python_packages(root, "site")
    install_project(root)
    install_npm_packages(root, "tests" if level == "tests" else "site")
    if level == "publish":
        install_python_packages(root, "publish")
    if level == "tests":
        install_python_packages(root, "test")
        ensure_programs(root)
        ensure_chromium(root)
        start_once(root)
