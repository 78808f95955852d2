"""Fixtures for the tests of publishing: a part of a real site, to be changed and published."""

from pathlib import Path

import pytest

from tests.deploy.sites import take_part


@pytest.fixture
def site(mini_site_below: Path, tmp_path: Path) -> Path:
    """Return a folder of its own with a part of the mini-site."""
    return take_part(mini_site_below, tmp_path / "site")
