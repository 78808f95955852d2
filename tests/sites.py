"""Real sites for the tests, built by the editors' own command in a process of its own."""

import os
import subprocess
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock

from tests.projects import sample_project

# Sites are built as on this day, so that notices, closures and ages are the same every year.
BUILD_DAY = datetime(2026, 11, 23, 12, tzinfo=UTC)
LONGEST_BUILD_SECONDS = 600
SUB_PATH = "/annuaire/essai/"
"""Where a site that does not stand at the root of its host is served."""


def run_msap(
    *arguments: str | Path,
    environment: Mapping[str, str] | None = None,
    root: Path | None = None,
) -> subprocess.CompletedProcess[str]:
    """Run `python -m msap` from the root of a project as editors and CI do, on BUILD_DAY.

    Without `root` it is the project of the tests. Return the outcome, whatever the exit code.
    """
    return subprocess.run(
        [sys.executable, "-m", "msap", *map(str, arguments)],
        cwd=root or sample_project(),
        env={
            **os.environ,
            "PYTHONPATH": "plugins",
            "PYTHONUTF8": "1",
            "SOURCE_DATE_EPOCH": str(int(BUILD_DAY.timestamp())),
            **(environment or {}),
        },
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=LONGEST_BUILD_SECONDS,
        check=False,
    )


def wait_until_stopped(process: subprocess.Popen[str] | subprocess.Popen[bytes]) -> None:
    """Wait until a process has sent itself SIGSTOP, however long it takes to get there."""
    state = os.waitid(os.P_PID, process.pid, os.WSTOPPED | os.WEXITED | os.WNOWAIT)
    assert state
    assert state.si_code == os.CLD_STOPPED, f"it ended, with code {state.si_status}"


class SiteBuildError(Exception):
    """The build ended with an error; the text is what it printed."""


def build_once(name: str, records: Path, folder: Path, url: str = "") -> Path:
    """Build these records into `folder/name`, or give the site that another worker built there.

    With `url` the site is the published one, at that public address.

    A failed build is not tried again by the other workers: each raises SiteBuildError with the
    same words.
    """
    site, failure = folder / name, folder / f"{name}.failed"
    with FileLock(folder / f"{name}.lock", timeout=LONGEST_BUILD_SECONDS):
        if not site.exists() and not failure.exists():
            arguments: list[str | Path] = ["build", "--records", records, "--output", site]
            arguments += ["--settings", "publishconf.py"] if url else []
            outcome = run_msap(*arguments, environment={"SITEURL": url} if url else None)
            if outcome.returncode != 0 or not site.is_dir():
                said = f"exit code {outcome.returncode}\n{outcome.stdout}\n{outcome.stderr}"
                failure.write_text(said, encoding="utf-8")
    if failure.exists():
        raise SiteBuildError(f"{name}: {failure.read_text(encoding='utf-8')}")
    return site


def import_once(official_list: Path, folder: Path) -> Path:
    """Import the list into `folder`, or give the records that another worker imported there."""
    records = folder / "official-records"
    with FileLock(folder / "official-records.lock", timeout=LONGEST_BUILD_SECONDS):
        if not records.exists():
            outcome = run_msap("import-list", official_list, "--records", records)
            assert outcome.returncode == 0, outcome.stderr
    return records
