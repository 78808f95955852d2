"""The committed records of the demonstration, read once."""

from __future__ import annotations

import pytest

from msap.checks.run import Checked, check_everything
from msap.source.catalogue import Catalogue
from tools.demonstration.__main__ import ROOT


@pytest.fixture(scope="session")
def checked() -> Checked:
    """Check the committed records, with the project's own data and content."""
    return check_everything(ROOT / "data", ROOT / "data" / "msap", ROOT / "content")


@pytest.fixture(scope="session")
def catalogue(checked: Checked) -> Catalogue:
    """Give what was read; the demonstration must be readable."""
    assert checked.catalogue is not None
    return checked.catalogue
