"""The site's scripts as tests run them: bundled by the build's own door, run by its own Node.js."""

import os
import subprocess
import sys
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from msap.build.esbuild import Bundling, start_bundling
from msap.publish.scripts.assets import Assets, Run, assets_of
from msap.publish.scripts.constants import Constants, script_constants
from tests.projects import ROOT
from tests.sites import BUILD_DAY

THEME = ROOT / "theme"
PACKAGES = ROOT / "node_modules"


def constants(today: date | None = None) -> Constants:
    """Return what the build tells scripts on a day, by default that of the tests' sites."""
    return script_constants(today or BUILD_DAY.date(), keeps_pages=True)


@cache
def assets() -> Assets:
    """Return the styles and scripts as they are published, at the root of a host."""
    with start_bundling(THEME, PACKAGES, constants()) as bundling:
        return assets_of(bundling.finish(), "/")


def find_node() -> str:
    """Return the Node.js of the environment; without it the test is skipped."""
    own = Path(sys.executable).with_name("node")
    if not own.is_file():
        pytest.skip("NODE IS NOT AT HAND: install requirements/test.txt to run the script's tests")
    return str(own)


def bundle_script(entry: Path, folder: Path, told: Constants | None = None) -> Path:
    """Bundle a script of the tests, which imports `theme/…`, into a module that stands alone."""
    with Bundling(THEME / "src", PACKAGES, told or constants()) as bundling:
        options = "--format=esm", "--platform=node", "--out-extension:.js=.mjs"
        bundling.start(Run({entry.stem: str(entry)}, (*options, "--alias:theme=./src")))
        [bundle] = bundling.finish()
    folder.mkdir(parents=True, exist_ok=True)
    made = folder / bundle.name
    made.write_bytes(bundle.content)
    return made


def run_node(
    script: Path, *arguments: str | Path, stdin: str = "", timezone: str = "Europe/Paris"
) -> str:
    """Run a bundled script and return what it prints."""
    done = subprocess.run(
        [find_node(), script, *arguments],
        input=stdin,
        env={**os.environ, "TZ": timezone},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout
