"""Work shared out between the cores, by processes that see all the memory of this one."""

from __future__ import annotations

import ctypes
import gc
import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from typing import Any, TypeVar

from msap.processes import STOPS, stops_deferred

Item = TypeVar("Item")
Result = TypeVar("Result")
_DIE_WITH_PARENT = 1
"""PR_SET_PDEATHSIG of Linux."""
_WAITING = 2
"""Items that wait for each worker, so that it never waits for this process."""


def core_count() -> int:
    """Return the number of cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1


def spread(
    own: Sequence[Item], others: Sequence[Item], work: Callable[[Item], Result], processes: int
) -> Iterator[Result]:
    """Run the work on every item and yield the results as they come, in no order.

    This process does `own`, then takes its share of `others`: one that only waits holds memory for
    nothing. Where the system cannot fork, all is done here. What the work raises is raised here,
    and the other processes are stopped.
    """
    if processes < 2 or len(others) < 2 or "fork" not in multiprocessing.get_all_start_methods():
        yield from map(work, (*own, *others))
        return
    context = multiprocessing.get_context("fork")
    mine, shared = deque(own), deque(range(len(others)))
    workers = min(processes - 1, len(others))
    gc.freeze()  # what is there by now is neither looked through again nor copied for that
    pool = ProcessPoolExecutor(
        workers, context, initializer=_begin, initargs=(os.getpid(), others, work)
    )
    running: set[Future[Result]] = set()
    try:
        while mine or shared or running:
            while shared and len(running) < workers * _WAITING:
                with stops_deferred():  # the first call starts the workers
                    running.add(pool.submit(_work_on, shared.popleft()))
            if mine:
                yield work(mine.popleft())
            elif shared:
                yield work(others[shared.pop()])
            done, running = wait(running, 0 if mine or shared else None, FIRST_COMPLETED)
            yield from (future.result() for future in done)
    finally:
        for process in list((pool._processes or {}).values()):  # noqa: SLF001 - public from 3.14 on
            process.terminate()
        pool.shutdown(cancel_futures=True)
        gc.unfreeze()


_inherited: dict[str, Any] = {}
"""In a worker: the items and the work, which cannot be sent."""


def _begin(parent: int, items: Sequence[Item], work: Callable[[Item], Result]) -> None:
    """Prepare a worker: it stops when it is told to, and when its parent is gone."""
    for stop in STOPS:
        signal.signal(stop, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPS)
    if prctl := getattr(ctypes.CDLL(None), "prctl", None):
        prctl(_DIE_WITH_PARENT, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)
    _inherited.update(items=items, work=work)


def _work_on(rank: int) -> Any:  # noqa: ANN401 - whatever the work gives
    return _inherited["work"](_inherited["items"][rank])
