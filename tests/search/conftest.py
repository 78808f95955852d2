"""What the tests of the search share: the site's own scripts, run by Node.js."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent


def find_node() -> str:
    """Return the Node of the environment, else the machine's; without any the test is skipped."""
    own = Path(sys.executable).with_name("node")
    node = str(own) if own.is_file() else shutil.which("node")
    if node is None:
        pytest.skip("NODE IS NOT AT HAND: install requirements/test.txt to run the script's tests")
    return node


def run_node(script: str, *arguments: Path) -> str:
    """Run a script of this folder and give what it prints."""
    done = subprocess.run(
        [find_node(), HERE / script, *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout
