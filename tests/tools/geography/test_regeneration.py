"""The whole tool against the package registries; asked for by MSAP_NETWORK_TESTS=1."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tools.geography.__main__ import main

DATA = Path(__file__).parents[3] / "data"
FILES = (
    "geo/communes.csv",
    "geo/former-communes.csv",
    "geo/departements.geojson",
    "geo/sources.yml",
    "referentials/departements.yml",
)


@pytest.mark.network
@pytest.mark.skipif(
    os.environ.get("MSAP_NETWORK_TESTS") != "1",
    reason="refait data/geo/ depuis les registres de paquets ; demandez-le par MSAP_NETWORK_TESTS=1",
)
def test_a_new_run_gives_the_committed_bytes(tmp_path: Path) -> None:
    """Two editions of the same packages are the same files, editors' contacts kept."""
    target = tmp_path / "referentials"
    target.mkdir()
    shutil.copy(DATA / "referentials" / "departements.yml", target)
    assert main(["--data", str(tmp_path)]) == 0
    different = [
        name for name in FILES if (tmp_path / name).read_bytes() != (DATA / name).read_bytes()
    ]
    assert different == []
