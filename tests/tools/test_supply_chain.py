"""The bill of materials is whole and repeats itself; an audit that reached nobody says so."""

import json
import re
from pathlib import Path

import pytest

from msap.errors import Refusal
from tests.projects import ROOT
from tools.supply_chain.audit import Outcome, audit_npm
from tools.supply_chain.materials import write_bills


def test_bills_hold_every_locked_package_with_its_digests(tmp_path: Path) -> None:
    """As many components as the lock files name, each with a digest; twice the same bytes."""
    first, second = write_bills(ROOT, tmp_path / "a"), write_bills(ROOT, tmp_path / "b")
    assert [file.read_bytes() for file in first] == [file.read_bytes() for file in second]
    bills = {file.name: json.loads(file.read_text(encoding="utf-8")) for file in first}
    locked = (ROOT / "requirements/publish.txt").read_text(encoding="utf-8")
    names = set(re.findall(r"^([a-z0-9._-]+)==", locked, re.MULTILINE))
    assert {part["name"] for part in bills["python-publish.cdx.json"]["components"]} == names
    npm = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    shipped = {part["name"] for part in bills["npm.cdx.json"]["components"]}
    assert {"leaflet", "leaflet.markercluster"} <= shipped
    assert len(bills["npm.cdx.json"]["components"]) <= len(npm)
    for bill in bills.values():
        assert bill["bomFormat"] == "CycloneDX"
        assert all("sha" in json.dumps(part).lower() for part in bill["components"])


@pytest.mark.parametrize("place", [".", "data", ".git", "linked", "output.sbom"])
def test_bills_are_not_written_over_sources_or_by_a_link(tmp_path: Path, place: str) -> None:
    """Refused before any program runs, with a folder to write instead."""
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "linked").symlink_to("elsewhere")
    (tmp_path / "output.sbom").mkdir()
    (tmp_path / "output.sbom/npm.cdx.json").symlink_to(tmp_path / "elsewhere/these.txt")
    with pytest.raises(Refusal, match=r"« output\.sbom »"):
        write_bills(tmp_path, tmp_path / place)
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_an_audit_without_network_is_not_a_clean_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """With the registry out of reach, nothing is reported sound."""
    monkeypatch.setenv("npm_config_fetch_retries", "0")
    monkeypatch.setenv("npm_config_registry", "http://127.0.0.1:9")
    assert audit_npm(ROOT).outcome is Outcome.UNREACHED
