"""Records read on every core, and read again: always what reading one file after the other gives."""

from __future__ import annotations

import shutil
from pathlib import Path, PurePath

import pytest

from msap.keep import Keep
from msap.source.entries import Parsed, RecordReader, read_entry
from msap.source.record_files import RecordFile, record_files
from tests.sites import DEMONSTRATION_RECORDS

SHOWN = PurePath("data/msap")
BROKEN = "id: [\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give enough records to be shared out, one of them broken."""
    for path in DEMONSTRATION_RECORDS.glob("*/*.yml"):
        target = tmp_path / path.parent.name
        target.mkdir(exist_ok=True)
        for name in (path.name, f"autre-{path.name}"):
            shutil.copy(path, target / name)
    (tmp_path / "23/ahun.yml").write_text(BROKEN, encoding="utf-8")
    return tmp_path


def files(folder: Path) -> list[RecordFile]:
    """List the records."""
    return record_files(folder, SHOWN)[0]


def one_by_one(folder: Path) -> list[Parsed]:
    """Read the records without any help."""
    return [read_entry(folder / file.place, SHOWN / file.place) for file in files(folder)]


def all_read(folder: Path, keep: Keep) -> list[Parsed]:
    """Read the records as a build does."""
    read = RecordReader(folder, SHOWN, keep)
    read.ahead(files(folder))
    return [read(file) for file in files(folder)]


def test_many_records_are_read_alike_on_every_core(folder: Path) -> None:
    """Entries and problems are those of reading one after the other."""
    found = all_read(folder, Keep())
    assert found == one_by_one(folder)
    assert len(found) > 500
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
    shutil.copy(DEMONSTRATION_RECORDS / "23/ahun.yml", folder / "23/ahun.yml")
    (folder / "23/autre-ajain.yml").unlink()
    assert all_read(folder, keep) == one_by_one(folder)
