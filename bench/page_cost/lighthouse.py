"""Lighthouse, five times a page: the median of each category.

`npm ci --ignore-scripts --prefix bench/page_cost` brings it; nothing else of the project needs it.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.page_cost.kinds import NOT_FOUND
from tests.deploy.nginx_server import Listening
from tools.browser import FLAGS
from tools.setup.chromium import find_chromium

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = Path(__file__).parent / "node_modules/.bin/lighthouse"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
_LONGEST_SECONDS = 180

Report = dict[str, Any]
"""What Lighthouse prints: `categories` and `audits`, by identifier."""


@dataclass(frozen=True)
class Scores:
    """Medians over the runs, from 0 to 100 in the order of CATEGORIES, and what lost points.

    `lost` names the audits that were not passed in the last run.
    """

    medians: tuple[int, ...]
    lowest: tuple[int, ...]
    lost: tuple[str, ...]


def scores(name: str, listening: Listening, address: str, runs: int) -> Scores:
    """Run Lighthouse on an address of the site, as a phone, under its public host name.

    Chromium is told that this host is the server of this machine, and that no other exists.
    """
    reports = [_run(name, listening, address) for _ in range(runs)]
    by_category = [
        [round(100 * report["categories"][one]["score"]) for report in reports]
        for one in CATEGORIES
    ]
    return Scores(
        tuple(round(statistics.median(found)) for found in by_category),
        tuple(min(found) for found in by_category),
        _lost(reports[-1]),
    )


def _run(name: str, listening: Listening, address: str, tries: int = 3) -> Report:
    """Run it once more when it fails: on a loaded machine it loses the beginning of a trace."""
    hosts = (
        f"MAP {name}:443 127.0.0.1:{listening.https}",
        "MAP * ~NOTFOUND",
        "EXCLUDE 127.0.0.1",
    )
    flags = [
        *FLAGS,
        "--headless=new",
        "--ignore-certificate-errors",
        f'--host-resolver-rules="{", ".join(hosts)}"',
    ]
    command = [
        *(str(PROGRAM), f"https://{name}{listening.base}{_answered(address)}"),
        *("--output=json", "--quiet", "--locale=fr", f"--chrome-flags={' '.join(flags)}"),
        f"--only-categories={','.join(CATEGORIES)}",
        "--no-enable-error-reporting",
    ]
    path = f"{ROOT / '.venv/bin'}{os.pathsep}{os.environ['PATH']}"
    chromium = find_chromium()
    chosen = {"CHROME_PATH": str(chromium)} if chromium else {}
    done = subprocess.run(
        command,
        env={**os.environ, **chosen, "PATH": path},
        capture_output=True,
        text=True,
        check=False,
        timeout=_LONGEST_SECONDS,
    )
    if done.returncode == 0:
        report: Report = json.loads(done.stdout)
        return report
    if tries == 1:
        raise RuntimeError(done.stderr)
    return _run(name, listening, address, tries - 1)


def _answered(address: str) -> str:
    """Return the address itself; Lighthouse measures no answer 404, so its page by its own name."""
    return "404.html" if address == NOT_FOUND else address


def _lost(report: Report) -> tuple[str, ...]:
    return tuple(
        audit["id"]
        for one in CATEGORIES
        for reference in report["categories"][one]["auditRefs"]
        if reference["weight"]
        and (audit := report["audits"][reference["id"]])["score"] is not None
        and audit["score"] < 0.9
    )
