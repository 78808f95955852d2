"""Records read ahead by a child process: what is found is always what reading them here gives."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from msap.keep import Keep
from msap.source.reading_ahead import read_ahead, reading_ahead
from tests.projects import ROOT, SAMPLE_RECORDS, sample_project
from tests.source.readings import SHOWN, all_read, files, one_by_one

Factory = pytest.TempPathFactory
CLOCK_STEP_SECONDS = 0.15
"""After so long, a file that was written can be told from one written since."""
CHANGED = "23/ajain.yml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give the records of a department, one of them broken."""
    shutil.copytree(SAMPLE_RECORDS / "23", tmp_path / "23")
    (tmp_path / "23/ahun.yml").write_text("id: [\n", encoding="utf-8")
    time.sleep(CLOCK_STEP_SECONDS)
    return tmp_path


@pytest.fixture
def one_core() -> Iterator[None]:
    """Leave a single core to this process."""
    cores = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(cores)})
    yield
    os.sched_setaffinity(0, cores)


def taken(folder: Path, keep: Keep) -> set[str]:
    """Give the places of the files that were read ahead, which are then taken."""
    ahead = read_ahead(folder, keep)
    assert ahead
    return {file.place for file in files(folder) if ahead.take(file)}


def test_all_that_is_sound_is_read_ahead(folder: Path) -> None:
    """Every file but the one that has something wrong, which is told where it is read."""
    keep = Keep()
    with reading_ahead(folder, keep):
        assert taken(folder, keep) == {file.place for file in files(folder)} - {"23/ahun.yml"}


def test_records_read_ahead_are_read_alike(folder: Path, tmp_path_factory: Factory) -> None:
    """Entries and problems are those of reading here, with an empty keep and with a full one."""
    place = tmp_path_factory.mktemp("keep")
    for _ in range(2):
        keep = Keep(place)
        with reading_ahead(folder, keep):
            assert all_read(folder, keep) == one_by_one(folder)
        keep.save()
    assert keep.in_memory.keys() == {f"records {SHOWN}"}


def test_what_the_keep_holds_is_not_parsed(folder: Path, tmp_path_factory: Factory) -> None:
    """The child finds out without touching the database, which only one build may mend."""
    place = tmp_path_factory.mktemp("keep")
    for damage in (None, b"damaged"):
        keep = Keep(place)
        all_read(folder, keep)
        keep.save()
        database = place / "kept.sqlite"
        if damage:
            database.write_bytes(damage)
        with reading_ahead(folder, keep):
            ahead = read_ahead(folder, keep)
            assert ahead
            found = [read for file in files(folder) if (read := ahead.take(file))]
        assert {read.packed is None for read in found} == {not damage}
        assert (database.read_bytes() == damage) == bool(damage)


def test_a_file_that_changed_since_is_read_again(folder: Path) -> None:
    """Even at the same size; one that came and one that went are no trouble either."""
    keep = Keep()
    with reading_ahead(folder, keep):
        ahead = read_ahead(folder, keep)
        assert ahead
        assert ahead.take(files(folder)[1]), "the first files are read by now"
        path = folder / CHANGED
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("05 36 49 79 73", "05 36 49 00 01"), encoding="utf-8")
        shutil.copy(path, folder / "23/ajout.yml")
        (folder / "23/aubusson-23.yml").unlink()
        found = all_read(folder, keep)
    assert found == one_by_one(folder)
    assert any(entry and "05 36 49 00 01" in entry.text for entry, _ in found)


def test_files_written_at_this_very_moment_are_not_read_ahead(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They may change again at the same time by their clock; a moment lasts an hour here."""
    monkeypatch.setattr("msap.source.record_files._CLOCK_STEP_NS", 3600 * 10**9)
    keep = Keep()
    with reading_ahead(folder, keep):
        assert taken(folder, keep) == set()


def test_a_child_that_is_killed_is_missed_by_nobody(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """What it read is taken, and the rest is read here without a word."""
    keep = Keep()
    with reading_ahead(folder, keep):
        (child,) = multiprocessing.active_children()
        child.kill()
        assert all_read(folder, keep) == one_by_one(folder)
    assert capfd.readouterr() == ("", "")


@pytest.mark.usefixtures("one_core")
def test_one_core_reads_by_itself(folder: Path) -> None:
    """A child would only be in the way."""
    keep = Keep()
    with reading_ahead(folder, keep):
        assert read_ahead(folder, keep) is None
        assert multiprocessing.active_children() == []
        assert all_read(folder, keep) == one_by_one(folder)


def test_another_folder_is_not_mixed_up(folder: Path, tmp_path_factory: Factory) -> None:
    """What is read ahead is for those who read that folder."""
    keep = Keep()
    with reading_ahead(folder, keep):
        assert read_ahead(tmp_path_factory.mktemp("other"), keep) is None
        assert read_ahead(folder / "23" / "..", keep)


def test_nothing_goes_on_after_the_command(folder: Path) -> None:
    """An exception ends the child too."""
    with pytest.raises(ZeroDivisionError), reading_ahead(folder, Keep()):
        raise ZeroDivisionError
    assert multiprocessing.active_children() == []


@pytest.mark.parametrize("module", ["msap.build_command", "msap.checks.command"])
def test_commands_begin_before_what_takes_long_is_imported(module: str) -> None:
    """Neither the command nor the child brings what the parent imports meanwhile."""
    code = (
        f"import sys, {module}, msap.source.plain_yaml, msap.source.text;"
        "print({'pydantic', 'pelican', 'rich', 'jinja2', 'markdown'} & sys.modules.keys())"
    )
    said = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": str(ROOT / "plugins")},
        capture_output=True,
        text=True,
        check=True,
    )
    assert said.stdout == "set()\n"


@pytest.mark.parametrize("request_to_stop", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_a_command_that_is_stopped_leaves_no_child(
    request_to_stop: signal.Signals, tmp_path: Path
) -> None:
    """Stopped while its child reads, it says so in one line, and nothing goes on reading."""
    for rank in range(100):
        shutil.copytree(SAMPLE_RECORDS / "23", tmp_path / f"{rank:03d}")
    running = subprocess.Popen(
        [sys.executable, "-m", "msap", "check", "--records", tmp_path],
        cwd=sample_project(),
        env={**os.environ, "PYTHONPATH": "plugins"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    listed = Path(f"/proc/{running.pid}/task/{running.pid}/children")
    children: list[str] = []
    deadline = time.monotonic() + 60
    while not children and running.poll() is None and time.monotonic() < deadline:
        children = listed.read_text().split()
    running.send_signal(request_to_stop)
    said = running.communicate(timeout=60)[1]
    while any(Path(f"/proc/{child}").exists() for child in children):
        assert time.monotonic() < deadline
        time.sleep(0.01)
    assert len(children) == 1
    if request_to_stop is signal.SIGKILL:
        assert not said
    else:
        assert said == "Arrêté avant la fin.\n"
        # CPython ends as killed by SIGINT when the request came inside an `exec`, even handled.
        assert running.returncode in {128 + request_to_stop, -request_to_stop}
