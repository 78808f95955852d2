"""The bill of materials in CycloneDX, from the lock files alone: no network, twice the same bytes."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

from tools.supply_chain.programs import program

LOCKS = ("publish", "test")
"""What runs in production, and all that a developer's machine has."""


def write_bills(root: Path, folder: Path) -> list[Path]:
    """Write one bill for each lock file of Python, and one for npm's; returns the files."""
    folder.mkdir(parents=True, exist_ok=True)
    written = [_python_bill(root, lock, folder / f"python-{lock}.cdx.json") for lock in LOCKS]
    return [*written, _npm_bill(root, folder / "npm.cdx.json")]


def _python_bill(root: Path, lock: str, file: Path) -> Path:
    command = [program("cyclonedx-py"), "requirements", f"requirements/{lock}.txt"]
    command += ["--output-reproducible", "--output-format", "JSON", "--output-file", str(file)]
    subprocess.run(command, cwd=root, check=True, capture_output=True)
    return file


def _npm_bill(root: Path, file: Path) -> Path:
    command = [program("npm"), "sbom", "--sbom-format", "cyclonedx", "--package-lock-only"]
    outcome = subprocess.run(command, cwd=root, check=True, capture_output=True, text=True)
    bill: dict[str, Any] = json.loads(outcome.stdout)
    # A number and a time of its own at each run would hide what really changed.
    bill.pop("serialNumber", None)
    bill["metadata"].pop("timestamp", None)
    file.write_text(json.dumps(bill, indent=2, sort_keys=True) + "\n", encoding="utf-8")
    return file
