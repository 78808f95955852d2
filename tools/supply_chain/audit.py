"""Known vulnerabilities of what the lock files name, from the registries, by the network."""

from __future__ import annotations

import json
import subprocess
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from tempfile import TemporaryDirectory

from tools.supply_chain.programs import program

_LONGEST_SECONDS = 300


class Outcome(Enum):
    """How one audit ended; each with the code of the process."""

    SOUND = 0
    FLAWED = 1
    UNREACHED = 2


@dataclass(frozen=True)
class Audit:
    """One registry's answer: `said` is what its tool printed."""

    name: str
    outcome: Outcome
    said: str


def audit_python(root: Path) -> Audit:
    """Audit everything the tests' lock file names, which holds all the others."""
    with TemporaryDirectory() as folder:
        report = Path(folder, "report.json")
        command = [program("pip-audit"), "--requirement", "requirements/test.txt", "--disable-pip"]
        command += ["--require-hashes", "--progress-spinner", "off"]
        command += ["--format", "json", "--output", str(report)]
        code, said = _run(root, command)
        if not report.is_file():
            return Audit("Python", Outcome.UNREACHED, said)
        found = json.loads(report.read_text(encoding="utf-8"))["dependencies"]
    flaws = [
        f"{package['name']} {package['version']}: {flaw['id']}, fixed in "
        f"{', '.join(flaw['fix_versions']) or 'no version yet'}"
        for package in found
        for flaw in package.get("vulns", [])
    ]
    if flaws:
        return Audit("Python", Outcome.FLAWED, "\n".join(flaws))
    skipped = [package["name"] for package in found if package.get("skip_reason")]
    if code or skipped:
        return Audit("Python", Outcome.UNREACHED, f"not told of: {', '.join(skipped)}\n{said}")
    return Audit("Python", Outcome.SOUND, said)


def audit_npm(root: Path) -> Audit:
    """Audit package-lock.json."""
    _code, said = _run(root, [program("npm"), "audit", "--json", "--package-lock-only"])
    try:
        report = json.loads(said[said.index("{") :])
        count = report["metadata"]["vulnerabilities"]["total"]
    except (ValueError, KeyError):
        return Audit("npm", Outcome.UNREACHED, said)
    if count:
        return Audit("npm", Outcome.FLAWED, ", ".join(sorted(report["vulnerabilities"])))
    return Audit("npm", Outcome.SOUND, "")


def _run(root: Path, command: list[str]) -> tuple[int, str]:
    try:
        outcome = subprocess.run(
            command,
            cwd=root,
            capture_output=True,
            text=True,
            check=False,
            timeout=_LONGEST_SECONDS,
        )
    except subprocess.TimeoutExpired:
        return 1, f"no answer in {_LONGEST_SECONDS} s"
    return outcome.returncode, f"{outcome.stdout}\n{outcome.stderr}".strip()
