"""The project of the tests leaves nothing in the folder for temporary files, killed or not."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.projects import ROOT, remove_abandoned

WRITE = """
import os, sys
from tests.projects import sample_project
assert sample_project().is_dir()
if sys.argv[1:] == ["killed"]:
    os.kill(os.getpid(), 9)
"""


@pytest.mark.parametrize("end, count", [("ended", 0), ("killed", 1)])
def test_the_next_run_removes_what_a_killed_one_left(tmp_path: Path, end: str, count: int) -> None:
    """Nothing stays of a run that ended; of one that was killed, until the next one begins."""
    others = [tmp_path / f"msap-project-{name}" for name in (f"{os.getpid()}-a", "b-c", "1-d")]
    for folder in others:
        folder.mkdir()
    subprocess.run(
        [sys.executable, "-c", WRITE, end],
        env={**os.environ, "PYTHONPATH": f"{ROOT / 'plugins'}:{ROOT}", "TMPDIR": str(tmp_path)},
        check=False,
    )
    assert len(set(tmp_path.iterdir()) - set(others)) == count
    remove_abandoned(tmp_path)
    assert set(tmp_path.iterdir()) == set(others)
