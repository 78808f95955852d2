"""The pure parts of the scripts, tested by Node.js's own runner: typos, ranking, files, distances."""

import subprocess
from pathlib import Path

import pytest

from tests.scripts import bundle_script, find_node

UNITS = sorted(Path(__file__).with_name("units").glob("*.test.mjs"))


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name.split(".")[0])
def test_its_parts_do_what_they_say(unit: Path, tmp_path: Path) -> None:
    """Every test of the file passes, and there are some."""
    script = bundle_script(unit, tmp_path)
    done = subprocess.run(
        [find_node(), "--test", "--test-reporter=tap", script],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout
    assert "# pass 0" not in done.stdout
