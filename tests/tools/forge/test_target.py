"""A merge request of GitLab is checked as it will be once merged. With real repositories."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.tools.forge.test_changes import forge, git, write


@pytest.fixture
def request_branch(tmp_path: Path) -> Path:
    """Return a checkout of a request that adds a file, while `main` has another one more."""
    origin, checkout = tmp_path / "origin", tmp_path / "checkout"
    origin.mkdir()
    git(origin, "init", "-q", "-b", "main")
    _commit(origin, "data/first.yml")
    git(tmp_path, "clone", "-q", str(origin), str(checkout))
    git(checkout, "checkout", "-q", "--detach")
    _commit(checkout, "data/request.yml")
    _commit(origin, "data/since.yml")
    return checkout


def _commit(root: Path, name: str, text: str = "x\n") -> None:
    write(root, name, text)
    git(root, "add", ".")
    git(root, "commit", "-qm", name)


def test_what_was_merged_since_is_there(request_branch: Path) -> None:
    """Else records that others added would seem to leave."""
    ran = forge(request_branch, "merge-target", CI_MERGE_REQUEST_TARGET_BRANCH_NAME="main")
    assert ran.returncode == 0, ran.stderr
    names = {path.name for path in (request_branch / "data").iterdir()}
    assert names == {"first.yml", "request.yml", "since.yml"}


def test_a_conflict_is_said(request_branch: Path) -> None:
    """With what to do about it."""
    _commit(request_branch, "data/since.yml", "other\n")
    ran = forge(request_branch, "merge-target", CI_MERGE_REQUEST_TARGET_BRANCH_NAME="main")
    assert ran.returncode == 1
    assert "« main » changent les mêmes lignes" in ran.stdout


def test_a_target_that_cannot_be_had_stops_the_job(request_branch: Path) -> None:
    """Never a comparison with something else."""
    shutil.rmtree(request_branch.parent / "origin")
    ran = forge(request_branch, "merge-target", CI_MERGE_REQUEST_TARGET_BRANCH_NAME="main")
    assert ran.returncode != 0


def test_outside_of_a_request_nothing_is_merged(request_branch: Path) -> None:
    """A publication is of `main` itself."""
    assert forge(request_branch, "merge-target").returncode == 0
    assert not (request_branch / "data/since.yml").exists()
