"""`python -m tools.setup site` for a build; `publish` and `tests` add what these need."""

import sys
from pathlib import Path

from tools.setup.chromium import ensure_chromium
from tools.setup.environment import (
    ensure_virtual_environment,
    install_npm_packages,
    install_python_packages,
)
from tools.setup.errors import SetupError
from tools.setup.servers import ensure_servers

ROOT = Path(__file__).resolve().parents[2]
LOWEST_PYTHON = (3, 11)


def set_up(level: str) -> None:
    """Install what `level` needs: `site`, or `publish` or `tests`, which hold all of `site`."""
    ensure_virtual_environment(ROOT)
    install_python_packages(ROOT, "site")
    install_npm_packages(ROOT, "tests" if level == "tests" else "site")
    if level == "publish":
        install_python_packages(ROOT, "publish")
    if level == "tests":
        install_python_packages(ROOT, "test")
        ensure_chromium(ROOT)
        ensure_servers(ROOT)


def main(arguments: list[str]) -> int:
    """Set up and give the exit code: 0 ready, 1 a step failed, 2 used wrongly."""
    if arguments not in (["site"], ["publish"], ["tests"]):
        print("Usage: python -m tools.setup site|publish|tests", file=sys.stderr)
        return 2
    if sys.version_info < LOWEST_PYTHON:
        print(
            f"Python 3.11 is needed, and this is {sys.version.split()[0]}: "
            "install it, or name it with `make PYTHON=/path/to/python3.11 …`.",
            file=sys.stderr,
        )
        return 1
    try:
        set_up(arguments[0])
    except SetupError as error:
        print(f"Set-up stopped. {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
