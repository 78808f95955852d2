"""A Python that is too old prints what is needed, by the set-up's own sentence."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from tools.setup.programs import ROOT

# What `python -m tools.setup` does in a Python of another version, and what it has read by then.
RUN = """
import sys
sys.version_info, sys.version = {version}, "{name} (main)"
from tools.setup.__main__ import main
code = main(["tests"])
print("\\n".join(module.__file__ for name, module in sys.modules.items() if name[:5] == "tools"))
sys.exit(code)
"""


@pytest.mark.parametrize("version", [(3, 8, 20), (3, 9, 2), (3, 10, 12)])
def test_an_old_python_reads_the_sentence_and_nothing_else(version: tuple[int, ...]) -> None:
    """The files read until then hold no syntax that Python 3.8 does not know."""
    name = ".".join(map(str, version))
    done = subprocess.run(
        [sys.executable, "-c", RUN.format(version=version, name=name)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr == (
        f"Python 3.11 or later is needed, and this is {name}: "
        "install it, or name it with `make PYTHON=/path/to/python3.11 ...`.\n"
    )
    read = [Path(line) for line in done.stdout.splitlines()]
    assert {str(path.relative_to(ROOT)) for path in read} == {
        "tools/__init__.py",
        "tools/setup/__init__.py",
        "tools/setup/__main__.py",
    }
    for path in read:
        ast.parse(path.read_text(encoding="utf-8"), feature_version=(3, 8))


def test_make_takes_a_python_that_is_new_enough(tmp_path: Path) -> None:
    """The first of 3.11 to 3.14 that is there, before a `python3` of any age."""
    for name in ("python3", "python3.12", "python3.13"):
        (tmp_path / name).write_text(f'#!/bin/sh\necho "{name} $*"\n', encoding="ascii")
        (tmp_path / name).chmod(0o755)
    for name in ("make", "sh"):
        (tmp_path / name).symlink_to(Path("/usr/bin", name))
    done = subprocess.run(
        ["make", "setup"],
        cwd=ROOT,
        env={"PATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "python3.12 -m tools.setup site\n"
