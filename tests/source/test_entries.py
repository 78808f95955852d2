"""Records read again, in this process or another: always what reading them afresh gives."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from msap.keep import Keep
from tests.projects import SAMPLE_RECORDS
from tests.source.readings import all_read, one_by_one

Factory = pytest.TempPathFactory
BROKEN = "id: [\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give the records of a department, one of them broken."""
    shutil.copytree(SAMPLE_RECORDS / "23", tmp_path / "23")
    (tmp_path / "23/ahun.yml").write_text(BROKEN, encoding="utf-8")
    return tmp_path


def test_records_that_were_kept_are_read_alike(folder: Path, tmp_path_factory: Factory) -> None:
    """Entries and problems are those of reading without a keep, in this process and the next."""
    place = tmp_path_factory.mktemp("keep")
    first = Keep(place)
    assert all_read(folder, first) == one_by_one(folder)
    first.save()
    later = Keep(place)
    found = all_read(folder, later)
    assert found == one_by_one(folder)
    assert sum(bool(problems) for _, problems in found) == 1


def test_a_file_that_changed_is_read_again(folder: Path) -> None:
    """Changed, mended and removed between two readings of one process, even at the same size."""
    keep = Keep()
    all_read(folder, keep)
    keep.save()
    path = folder / "23/ajain.yml"
    text = path.read_text(encoding="utf-8")
    for number in ("05 36 49 00 01", "05 36 49 00 02", "05 36 49 00 03"):
        path.write_text(text.replace("05 36 49 79 73", number), encoding="utf-8")
        assert all_read(folder, keep) == one_by_one(folder)
        keep.save()
    shutil.copy(SAMPLE_RECORDS / "23/ahun.yml", folder / "23/ahun.yml")
    path.unlink()
    assert all_read(folder, keep) == one_by_one(folder)
