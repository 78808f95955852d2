"""Two roads: records and pages alone, or the program too. With real repositories."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.projects import ROOT

FIRST = ("data/msap/23/ahun.yml", "content/pages/label.md", "plugins/a.py", "data/msap.schema.json")


def git(root: Path, *arguments: str) -> None:
    """Run git as somebody."""
    who = ("-c", "user.name=x", "-c", "user.email=x@example.org")
    subprocess.run(["git", *who, *arguments], cwd=root, check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Return a repository with a commit."""
    git(tmp_path, "init", "-q")
    for name in FIRST:
        write(tmp_path, name)
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "first")
    return tmp_path


def write(root: Path, name: str, text: str = "x\n" * 40) -> None:
    """Write a file."""
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def forge(
    root: Path, *arguments: str, **environment: str | Path
) -> subprocess.CompletedProcess[str]:
    """Run a step of a workflow."""
    return subprocess.run(
        [sys.executable, "-m", "tools.forge", *arguments],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(ROOT), **{k: str(v) for k, v in environment.items()}},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    "changed, code",
    [
        (["data/msap/23/ahun.yml"], "false"),
        (["data/msap/23/été à venir.yml", "content/images/a.svg"], "false"),
        (["data/msap/23/ahun.yml", "plugins/a.py"], "true"),
        (["docs/a.md"], "true"),
        (["data/msap.schema.json"], "true"),
        (["database/a.yml"], "true"),
        ([".github/workflows/check.yml"], "true"),
        ([], "true"),
    ],
)
def test_what_changes_decides(repository: Path, changed: list[str], code: str) -> None:
    """Only what editors write goes without the tests; whatever else, or nothing, has them."""
    for name in changed:
        write(repository, name, "changed\n")
    git(repository, "add", ".")
    git(repository, "commit", "-qm", "second", "--allow-empty")
    output = repository / "output"
    ran = forge(repository, "changes", "HEAD^1", GITHUB_OUTPUT=output)
    assert ran.returncode == 0, ran.stderr
    assert output.read_text(encoding="utf-8") == f"code={code}\n"
    ran = forge(repository, "unless-content", "HEAD^1", "sh", "-c", "echo essais; exit 3")
    assert ("essais" in ran.stdout, ran.returncode) == ((True, 3) if code == "true" else (False, 0))


def test_a_file_moved_out_of_the_program_is_a_change_of_it(repository: Path) -> None:
    """Git would call it one file of `data/`, renamed."""
    git(repository, "mv", "plugins/a.py", "data/a.py")
    git(repository, "commit", "-qm", "second")
    assert "Le programme change aussi." in forge(repository, "changes", "HEAD^1").stdout


def test_an_unknown_base_stops_the_step(repository: Path) -> None:
    """Never « nothing changed » for want of history."""
    assert forge(repository, "changes", "0" * 40).returncode != 0
    assert forge(repository, "unless-content", "", "true").returncode != 0
