"""Untrusted files, read by a child process within limits of memory and time.

A library that hangs, swells or crashes on a file ends its child, and the file is refused.
"""

from __future__ import annotations

import math
import multiprocessing
import resource
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TypeVar

from msap.processes import STOP_SIGNALS, signals_deferred

Result = TypeVar("Result")

MEMORY = 1024 * 1024 * 1024
"""Bytes that reading one file may take: a large image decoded takes a third."""
SECONDS = 20
"""Processor time that reading one file may take: a large image takes three."""


def each_within_bounds(
    paths: Sequence[Path], read: Callable[[Path], Result]
) -> Iterator[Result | None]:
    """Yield what `read` returns for each file, in order; None where it took too much or crashed.

    Where the system cannot fork, the files are read here.
    """
    if "fork" not in multiprocessing.get_all_start_methods():
        yield from map(read, paths)
        return
    context = multiprocessing.get_context("fork")
    left = list(paths)
    while left:
        results, given = context.Pipe(duplex=False)
        child = context.Process(target=_read, args=(left, read, given, results), daemon=True)
        try:
            with signals_deferred():
                child.start()
            given.close()
            with suppress(EOFError, OSError):
                while left:
                    result: Result = results.recv()
                    left.pop(0)
                    yield result
        finally:
            results.close()
            child.terminate()
            child.join()
        if left:
            left.pop(0)
            yield None


def _read(
    paths: Sequence[Path], read: Callable[[Path], Result], given: Connection, inherited: Connection
) -> None:
    """Read the files one after the other, each within the bounds, as long as somebody waits."""
    inherited.close()
    for stop in STOP_SIGNALS:
        signal.signal(stop, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, STOP_SIGNALS)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _bound_memory()
    with suppress(MemoryError, OSError):
        for path in paths:
            _bound_time()
            given.send(read(path))


def _bound_memory() -> None:
    """Limit the growth of this process to MEMORY, where the system reports its size (Linux)."""
    with suppress(OSError):
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        _lower(resource.RLIMIT_AS, pages * resource.getpagesize() + MEMORY)


def _bound_time() -> None:
    """Limit this process to at least SECONDS more of processor time; the system ends it then."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    _lower(resource.RLIMIT_CPU, math.ceil(used.ru_utime + used.ru_stime) + SECONDS)


def _lower(limit: int, value: int) -> None:
    _soft, hard = resource.getrlimit(limit)
    value = value if hard == resource.RLIM_INFINITY else min(value, hard)
    resource.setrlimit(limit, (value, hard))
