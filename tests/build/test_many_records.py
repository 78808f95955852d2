"""Records read and validated by several processes: what one process finds, in the same order."""

from __future__ import annotations

import shutil
from pathlib import Path, PurePath

import pytest

from msap.build import many_records
from msap.build.many_records import ParallelChecks
from msap.checks.run import Checks, check_everything
from msap.source.record_files import record_files
from tests.projects import SAMPLE_CONTENT, SAMPLE_RECORDS, sample_data


@pytest.fixture
def several(monkeypatch: pytest.MonkeyPatch) -> None:
    """Spread even a few records, a few at a time, over three processes."""
    monkeypatch.setattr(many_records, "_MANY", 1)
    monkeypatch.setattr(many_records, "_TOGETHER", 2)
    monkeypatch.setattr(many_records, "core_count", lambda: 3)


@pytest.mark.usefixtures("several")
def test_texts_come_in_the_order_of_the_files() -> None:
    """With their data, whichever process read them."""
    shown = PurePath("data/msap")
    files = record_files(SAMPLE_RECORDS, shown)[0]
    assert len(files) > 6
    assert list(ParallelChecks().texts(SAMPLE_RECORDS, files, shown)) == list(
        Checks().texts(SAMPLE_RECORDS, files, shown)
    )


@pytest.mark.usefixtures("several")
def test_every_problem_is_found_once(tmp_path: Path) -> None:
    """Those of reading, and those of the rules on a record by itself."""
    records = tmp_path / "records"
    shutil.copytree(SAMPLE_RECORDS, records)
    (records / "23/ahun.yml").write_text("id: [\n", encoding="utf-8")
    path = records / "23/ajain.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("23002", "99999"), "utf-8")
    folders = sample_data(), records, SAMPLE_CONTENT
    found = check_everything(*folders, checks=ParallelChecks())
    alone = check_everything(*folders, checks=Checks())
    assert len(alone.errors) > 1
    assert found.findings.problems == alone.findings.problems
    assert found.catalogue
    assert alone.catalogue
    texts = [entry.text for entry in found.catalogue.entries]
    assert texts == [entry.text for entry in alone.catalogue.entries]
