"""The project of the faults: built once for all the workers, and copied for each test."""

from __future__ import annotations

from pathlib import Path

import pytest
from filelock import FileLock

from tests.faults.project import Project, copy_project, make_project
from tests.sites import LONGEST_BUILD_SECONDS


@pytest.fixture(scope="session")
def sound_project(shared_folder: Path) -> Project:
    """Return a project whose site is in place; tests copy it."""
    root, failure = shared_folder / "small-project", shared_folder / "small-project.failed"
    with FileLock(shared_folder / "small-project.lock", timeout=LONGEST_BUILD_SECONDS):
        if not root.exists():
            project = make_project(root)
            built = project.build()
            if built.returncode != 0:
                failure.write_text(built.stderr, encoding="utf-8")
    assert not failure.exists(), failure.read_text(encoding="utf-8")
    return Project(root)


@pytest.fixture
def project(sound_project: Project, tmp_path: Path) -> Project:
    """Return a project of this test's own, with its live site."""
    return copy_project(sound_project, tmp_path / "project")
