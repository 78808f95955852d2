"""The whole tool against the package registries; asked for by MSAP_NETWORK_TESTS=1."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tests.projects import FIXTURE, ROOT
from tools.geography.__main__ import main

GEO = ROOT / "data/geo"
LISTS = FIXTURE / "data/referentials"
"""As the tool wrote them: in the site's own, editors add contacts."""

FILES = (
    GEO / "communes.csv",
    GEO / "former-communes.csv",
    GEO / "departements.geojson",
    GEO / "sources.yml",
    LISTS / "departements.yml",
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
    shutil.copy(LISTS / "departements.yml", target)
    assert main(["--data", str(tmp_path)]) == 0
    written = [tmp_path / file.parent.name / file.name for file in FILES]
    pairs = zip(written, FILES, strict=True)
    assert [new.name for new, file in pairs if new.read_bytes() != file.read_bytes()] == []
