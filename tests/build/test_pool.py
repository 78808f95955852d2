"""Work shared out between processes: all of it, and no process left behind."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import pytest

from msap.build.pool import spread
from tests.projects import ROOT

_ENDLESS = """
import os, sys
from msap.build.pool import spread
def work(item):
    with open(sys.argv[1], "a") as file:
        print(os.getpid(), file=file)
    return bytes(10_000_000)
for _ in spread((), range(1000), work, 3):
    import time; time.sleep(60)
"""


def test_all_is_done_once() -> None:
    """Each item gives one result, whoever made it: this process works with the others."""

    def work(item: int) -> tuple[int, int]:
        time.sleep(0.01)
        return item * item, os.getpid()

    done = list(spread(range(5), range(5, 50), work, 3))
    assert sorted(square for square, _ in done) == [n * n for n in range(50)]
    workers = {worker for _, worker in done}
    assert os.getpid() in workers
    assert len(workers) == 3


def test_a_child_that_is_killed_is_reported() -> None:
    """In the middle of its work: what it had taken is missing, and nobody waits for it."""
    here = os.getpid()

    def work(item: int) -> int:
        time.sleep(0.01)
        if item > 10 and os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return item

    with pytest.raises(BrokenProcessPool):
        list(spread((), range(50), work, 2))


def test_own_items_are_done_here() -> None:
    """What this process is to do by itself no other does."""
    here = set(spread(range(20), range(20, 40), lambda item: (item, os.getpid()), 2))
    assert {pid for item, pid in here if item < 20} == {os.getpid()}


def test_no_worker_waits_for_a_long_item_of_this_process() -> None:
    """While it is at one, the others do all that they may do."""
    done = multiprocessing.get_context("fork").Value("i")

    def work(item: int) -> int:
        if item:
            with done.get_lock():
                done.value += 1
        deadline = time.monotonic() + 20
        while not item and done.value < 30 and time.monotonic() < deadline:
            time.sleep(0.01)
        return int(done.value)

    assert next(spread([0], range(1, 31), work, 2)) == 30


def test_a_failure_is_raised_where_the_work_was_asked_for() -> None:
    """The exception of the work itself comes through."""
    with pytest.raises(ZeroDivisionError):
        list(spread((), range(10), lambda item: 1 / (item - 5), 2))


def test_nobody_works_for_one_who_was_killed(tmp_path: Path) -> None:
    """Processes end soon after the one that asked, even in the middle of a large result."""
    witness = tmp_path / "workers"
    asking = subprocess.Popen(
        [sys.executable, "-c", _ENDLESS, witness],
        env={**os.environ, "PYTHONPATH": str(ROOT / "plugins")},
    )
    workers: set[int] = set()
    deadline = time.monotonic() + 60
    while len(workers) < 3 and time.monotonic() < deadline:
        workers = set(map(int, witness.read_text().split())) if witness.exists() else set()
    asking.send_signal(signal.SIGKILL)
    asking.wait()
    while any(Path(f"/proc/{pid}").exists() for pid in workers) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert len(workers) == 3
    assert not [pid for pid in workers if Path(f"/proc/{pid}").exists()]
