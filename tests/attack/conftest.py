"""Two sites full of hostile texts, each built once: with the checks, and with none.

They come from the generator and the theme; what reads a built site again is left out, since its
refusal would hide how texts are written.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from filelock import FileLock

from tests.attack.accepted_project import write_accepted_project
from tests.projects import ROOT, SAMPLE_CONTENT
from tests.sites import BUILD_DAY, LONGEST_BUILD_SECONDS, SiteBuildError

URL = "https://msap.example"


@pytest.fixture(scope="session")
def bypassed_site(shared_folder: Path) -> Path:
    """Build the site whose every text is a payload, no check being asked; tests only read it."""

    def command(site: Path) -> tuple[list[str], Path]:
        content = site.with_name("bypassed-content")
        for name in ("documents", "images", "infographies"):
            (content / name).mkdir(parents=True)
        shutil.copytree(SAMPLE_CONTENT / "documents", content / "documents", dirs_exist_ok=True)
        return ["-m", "tests.attack.bypassed_build", str(site), str(content)], ROOT

    return _built(shared_folder / "bypassed", command)


@pytest.fixture(scope="session")
def accepted_site(shared_folder: Path) -> Path:
    """Build the site of all the payloads that the checks let pass; tests only read it."""

    def command(site: Path) -> tuple[list[str], Path]:
        project = write_accepted_project(site.with_name("accepted-project"))
        run = (
            "from pathlib import Path; from msap.build.pelican_plugin import Request, run_pelican; "
            "settings = Path('publishconf.py').resolve(); "
            "run_pelican(settings, Request(is_fresh=True), OUTPUT_PATH={!r})"
        )
        return ["-c", run.format(str(site))], project

    return _built(shared_folder / "accepted", command)


def _built(site: Path, command: object) -> Path:
    failure = site.with_suffix(".failed")
    with FileLock(site.with_suffix(".lock"), timeout=LONGEST_BUILD_SECONDS):
        if not site.exists() and not failure.exists():
            assert callable(command)
            arguments, folder = command(site)
            outcome = subprocess.run(
                [sys.executable, *arguments],
                cwd=folder,
                env={
                    **os.environ,
                    "PYTHONPATH": os.pathsep.join([str(folder / "plugins"), str(folder)]),
                    "PYTHONUTF8": "1",
                    "SOURCE_DATE_EPOCH": str(int(BUILD_DAY.timestamp())),
                    "SITEURL": URL,
                },
                capture_output=True,
                text=True,
                timeout=LONGEST_BUILD_SECONDS,
                check=False,
            )
            if outcome.returncode != 0:
                failure.write_text(f"{outcome.stdout}\n{outcome.stderr}", encoding="utf-8")
    if failure.exists():
        raise SiteBuildError(f"{site.name}: {failure.read_text(encoding='utf-8')[-4000:]}")
    return site


@pytest.fixture(params=["bypassed_site", "accepted_site"])
def payload_site(request: pytest.FixtureRequest) -> Path:
    """Return each of the two sites in turn."""
    site: Path = request.getfixturevalue(request.param)
    return site
