"""The build as editors and CI call it: a real Pelican, in a process of its own."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.projects import SAMPLE_RECORDS
from tests.sites import run_msap


def _build(
    records: Path, output: Path, *options: str, **environment: str
) -> subprocess.CompletedProcess[str]:
    return run_msap(
        "build", *options, "--records", records, "--output", output, environment=environment
    )


def _digests(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture
def records(tmp_path: Path) -> Path:
    """Return a folder of its own with the records of one department."""
    folder = tmp_path / "records"
    shutil.copytree(SAMPLE_RECORDS / "23", folder / "23")
    return folder


def test_two_builds_are_the_same_to_the_byte(records: Path, tmp_path: Path) -> None:
    """Hash seed, locale, time zone and working order leave no trace."""
    first = _build(records, tmp_path / "a", PYTHONHASHSEED="1")
    second = _build(records, tmp_path / "b", PYTHONHASHSEED="2", TZ="Pacific/Noumea", LC_ALL="C")
    assert (first.returncode, second.returncode) == (0, 0), first.stderr + second.stderr
    assert _digests(tmp_path / "a") == _digests(tmp_path / "b")


def test_a_refused_build_leaves_the_site_as_it_was(records: Path, tmp_path: Path) -> None:
    """An error in one record: a French message with file and line, no traceback, no change."""
    output = tmp_path / "site"
    assert _build(records, output).returncode == 0
    before = _digests(output)
    record = min((records / "23").glob("*.yml"))
    with record.open("a", encoding="utf-8") as file:
        file.write("telefone: rien\n")

    refused = _build(records, output)

    lines = record.read_text(encoding="utf-8").count("\n")
    assert refused.returncode == 1
    assert f"{record.name}:{lines}:1" in refused.stderr
    assert "« telefone »" in refused.stderr
    assert "Traceback" not in refused.stderr
    assert _digests(output) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["records", "site"]


def test_pages_of_records_that_left_are_gone(records: Path, tmp_path: Path) -> None:
    """The new site replaces the old one whole."""
    output = tmp_path / "site"
    assert _build(records, output).returncode == 0
    gone = max((records / "23").glob("*.yml"))
    assert (output / "lieux" / gone.stem / "index.html").is_file()
    gone.unlink()
    built = _build(records, output)
    assert built.returncode == 0, built.stderr
    assert not (output / "lieux" / gone.stem).exists()


def test_the_site_works_under_a_sub_path(records: Path, tmp_path: Path) -> None:
    """Every link begins with the path, and the canonical address is the public one."""
    built = _build(
        records, tmp_path / "site", "--settings", "publishconf.py", SITEURL="https://a.example/msap"
    )
    assert built.returncode == 0, built.stderr
    home = (tmp_path / "site" / "index.html").read_text(encoding="utf-8")
    assert 'href="/msap/annuaire/"' in home
    assert 'href="https://a.example/msap/"' in home
    assert 'href="/annuaire/"' not in home
