"""A project for each test."""

from pathlib import Path

import pytest

from tests.faults.project import make_project


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a project whose records are real, so that its addresses were promised."""
    return make_project(tmp_path / "project").root
