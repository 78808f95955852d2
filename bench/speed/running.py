"""Commands measured: wall time, time of the processor, and memory of all their processes."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread

_EVERY_SECONDS = 0.02


@dataclass(frozen=True)
class TimedRun:
    """Seconds, and the most memory at once: each page counted once, however many share it."""

    wall: float
    cpu: float
    memory_mb: float


def run(
    command: Sequence[str | Path],
    folder: Path,
    environment: Mapping[str, str] | None = None,
    *,
    with_memory: bool = False,
) -> TimedRun:
    """Run a command to its end; watching the memory slows it down a little."""
    before = os.times()
    start = time.perf_counter()
    process = subprocess.Popen(
        list(map(str, command)),
        cwd=folder,
        env={**os.environ, **(environment or {})},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    most = [0.0]
    over = Event()
    watcher = Thread(target=_watch, args=(process.pid, most, over))
    if with_memory:
        watcher.start()
    _, said = process.communicate()
    wall = time.perf_counter() - start
    over.set()
    if with_memory:
        watcher.join()
    if process.returncode:
        raise SystemExit(f"{command}: {said.decode()}")
    after = os.times()
    cpu = after.children_user + after.children_system
    return TimedRun(wall, cpu - before.children_user - before.children_system, most[0])


def _watch(pid: int, most: list[float], over: Event) -> None:
    while not over.wait(_EVERY_SECONDS):
        most[0] = max(most[0], sum(map(_proportional_mb, _family(pid))))


def _family(pid: int) -> list[int]:
    """Return a process and all that it started."""
    found = [pid]
    for parent in found:
        with suppress(OSError):  # it may end at any moment
            for task in Path(f"/proc/{parent}/task").glob("*/children"):
                found += map(int, task.read_text().split())
    return found


def _proportional_mb(pid: int) -> float:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:")), 0)
