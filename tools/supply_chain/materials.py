"""The bill of materials in CycloneDX, from the lock files alone: no network, twice the same bytes."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

from msap.own_folders import require_apart, require_no_link
from tools.supply_chain.programs import program

_ADVICE = "Écrivez un autre dossier, par exemple « output.sbom »."
LOCKS = ("publish", "test")
"""What runs in production, and all that a developer's machine has."""


def write_bills(root: Path, folder: Path) -> list[Path]:
    """Write one bill for each lock file of Python, and one for npm's; returns the files.

    Raises Refusal for a folder of sources, and for a link.
    """
    require_apart(folder, root, _ADVICE)
    files = [folder / f"{name}.cdx.json" for name in (*(f"python-{lock}" for lock in LOCKS), "npm")]
    for file in files:
        require_no_link(file, root, _ADVICE)
    folder.mkdir(parents=True, exist_ok=True)
    for lock, file in zip(LOCKS, files, strict=False):
        _python_bill(root, lock, file)
    _npm_bill(root, files[-1])
    return files


def _python_bill(root: Path, lock: str, file: Path) -> None:
    command = [program("cyclonedx-py"), "requirements", f"requirements/{lock}.txt"]
    command += ["--output-reproducible", "--output-format", "JSON", "--output-file", str(file)]
    subprocess.run(command, cwd=root, check=True, capture_output=True)


def _npm_bill(root: Path, file: Path) -> None:
    command = [program("npm"), "sbom", "--sbom-format", "cyclonedx", "--package-lock-only"]
    outcome = subprocess.run(command, cwd=root, check=True, capture_output=True, text=True)
    bill: dict[str, Any] = json.loads(outcome.stdout)
    # A number and a time of its own at each run would hide what really changed.
    bill.pop("serialNumber", None)
    bill["metadata"].pop("timestamp", None)
    file.write_text(json.dumps(bill, indent=2, sort_keys=True) + "\n", encoding="utf-8")
