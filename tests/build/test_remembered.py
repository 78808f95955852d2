"""What `serve` remembers of records: always what reading them afresh gives."""

from __future__ import annotations

import shutil
import time
from pathlib import Path, PurePath

import pytest

from msap.build.memory import Memory
from msap.build.remembered import RememberingChecks
from msap.checks.run import Checks
from msap.source.entries import RecordEntry
from msap.source.problems import Problem
from msap.source.record_files import record_files
from tests.projects import SAMPLE_RECORDS

SHOWN = PurePath("data/msap")
Read = list[tuple[str | None, list[Problem]]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return the records of a department, one of them broken."""
    shutil.copytree(SAMPLE_RECORDS / "23", tmp_path / "23")
    (tmp_path / "23/ahun.yml").write_text("id: [\n", encoding="utf-8")
    return tmp_path


def read(folder: Path, checks: Checks) -> Read:
    """Return the text and the problems of every record."""
    entries = checks.entries(folder, record_files(folder, SHOWN)[0], SHOWN)
    return [(entry.text if entry else None, problems) for entry, problems in entries]


def test_a_file_that_changed_is_read_again(folder: Path) -> None:
    """Changed, corrected and removed between two readings, even at the same size and time."""
    checks = RememberingChecks(Memory())
    assert sum(bool(problems) for _, problems in read(folder, checks)) == 1
    path = folder / "23/ajain.yml"
    text = path.read_text(encoding="utf-8")
    for number in ("05 36 49 00 01", "05 36 49 00 02", "05 36 49 00 03"):
        path.write_text(text.replace("05 36 49 79 73", number), encoding="utf-8")
        assert read(folder, checks) == read(folder, Checks())
        assert any(number in (text or "") for text, _ in read(folder, checks))
    shutil.copy(SAMPLE_RECORDS / "23/ahun.yml", folder / "23/ahun.yml")
    path.unlink()
    assert read(folder, checks) == read(folder, Checks())


def test_a_record_that_stayed_is_the_same_object(folder: Path) -> None:
    """Once its file is old enough to trust its time: by this tasks know that nothing changed."""
    (folder / "23/ahun.yml").unlink()
    time.sleep(0.2)
    checks = RememberingChecks(Memory())

    def entries() -> list[RecordEntry | None]:
        files = record_files(folder, SHOWN)[0]
        return [entry for entry, _ in checks.entries(folder, files, SHOWN)]

    first = entries()
    assert None not in first
    assert all(one is other for one, other in zip(first, entries(), strict=True))


def test_a_result_is_good_for_its_source_only() -> None:
    """Of a name, the last one alone; an equal source is the same."""
    memory, made = Memory(), iter(range(10))

    def recall(source: object) -> int:
        return memory.recall("name", source, lambda: next(made))

    assert [recall([1]), recall([1]), recall([2]), recall([1])] == [0, 0, 1, 2]
    some = memory.recall_each({"a": 1, "b": 2}, lambda names: [f"{name}1" for name in names])
    again = memory.recall_each({"a": 1, "b": 3}, lambda names: [f"{name}2" for name in names])
    assert (some, again) == (["a1", "b1"], ["a1", "b2"])
