"""The same sources give the same bytes, whatever the machine is like."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.faults.project import Project, digest
from tests.sites import LONGEST_BUILD_SECONDS

OLD = 978_307_200
"""The first of January 2001."""


def _touch(project: Project) -> None:
    """Return every source another date, in another order."""
    for rank, path in enumerate(sorted(project.root.rglob("*"), reverse=True)):
        if not path.is_symlink():
            os.utime(path, (OLD + rank, OLD + rank))


def _write_again(project: Project) -> None:
    """Make the files anew in reverse, so that folders list them in another order."""
    for name in ("content", "data", "theme"):
        files = [path for path in sorted((project.root / name).rglob("*")) if path.is_file()]
        kept = {path: path.read_bytes() for path in reversed(files)}
        for path in files:
            path.unlink()
        for path, content in kept.items():
            path.write_bytes(content)


def _one_core() -> None:
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def _private_files() -> None:
    os.umask(0o077)


def _nothing(_project: Project) -> None:
    """Change no source."""


@pytest.mark.parametrize(
    "environment, prepare, before_start, elsewhere",
    [
        pytest.param({"PYTHONHASHSEED": "1"}, _nothing, None, False, id="hash seed 1"),
        pytest.param({"PYTHONHASHSEED": "2"}, _nothing, None, False, id="hash seed 2"),
        pytest.param({"TZ": "Pacific/Noumea"}, _nothing, None, False, id="time zone east"),
        pytest.param({"TZ": "America/Martinique"}, _nothing, None, False, id="time zone west"),
        pytest.param(
            {"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0"}, _nothing, None, False, id="locale"
        ),
        pytest.param({}, _touch, None, False, id="dates of files"),
        pytest.param({}, _write_again, None, False, id="order of folders"),
        pytest.param({}, _nothing, _one_core, False, id="one core"),
        pytest.param({}, _nothing, _private_files, False, id="umask"),
        pytest.param({}, _nothing, None, True, id="working folder"),
    ],
)
def test_the_machine_leaves_no_trace(
    project: Project,
    tmp_path: Path,
    environment: dict[str, str],
    prepare: Callable[[Project], None],
    before_start: Callable[[], None] | None,
    elsewhere: bool,  # noqa: FBT001
) -> None:
    """Built in another folder of another name each time, the site is the same to the byte."""
    prepare(project)
    settings = ["--settings", "publishconf.py", "--output", str(tmp_path / "site")]
    built = subprocess.run(
        [sys.executable, "-m", "msap", "build", *settings],
        cwd="/" if elsewhere else project.root,
        env=project.environment(**environment, PYTHONPATH=str(project.root / "plugins")),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=LONGEST_BUILD_SECONDS,
        check=False,
        preexec_fn=before_start,
    )
    assert built.returncode == 0, built.stderr
    assert digest(tmp_path / "site") == digest(project.site)
