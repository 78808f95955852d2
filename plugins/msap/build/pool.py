"""A process pool by fork: workers inherit the memory of this process, so nothing is sent to them."""

from __future__ import annotations

import ctypes
import gc
import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from multiprocessing.sharedctypes import Synchronized
from typing import Any, Generic, NamedTuple, TypeVar

from msap.processes import STOP_SIGNALS, signals_deferred

Item = TypeVar("Item")
Result = TypeVar("Result")
_DIE_WITH_PARENT = 1
"""PR_SET_PDEATHSIG of Linux."""
_AT_ONCE = 8
"""Results that a worker sends together: to receive them takes time of this process."""


def core_count() -> int:
    """Return the number of cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1


class _Share(NamedTuple, Generic[Item, Result]):
    """Items that every process takes from, each of them the next that nobody took."""

    items: Sequence[Item]
    work: Callable[[Item], Result]
    taken: Synchronized[int]

    def results(self) -> Iterator[Result]:
        """Do one item after the other, and yield the results, until nothing is left to take."""
        while True:
            with self.taken.get_lock():
                rank = self.taken.value
                self.taken.value += 1
            if rank >= len(self.items):
                return
            yield self.work(self.items[rank])


def spread(
    own: Sequence[Item], others: Sequence[Item], work: Callable[[Item], Result], processes: int
) -> Iterator[Result]:
    """Run the work on every item and yield the results, in no order.

    This process does `own`, then takes its share of `others`: one that only waits holds memory for
    nothing. No worker ever waits for it: they take their items by themselves. Where the system
    cannot fork, all is done here. What the work raises is raised here, and the other processes are
    stopped.
    """
    if processes < 2 or len(others) < 2 or "fork" not in multiprocessing.get_all_start_methods():
        yield from map(work, (*own, *others))
        return
    context = multiprocessing.get_context("fork")
    share = _Share(others, work, context.Value("L"))
    workers = min(processes - 1, len(others))
    gc.freeze()  # what is there by now is neither looked through again nor copied for that
    pool = ProcessPoolExecutor(workers, context, initializer=_begin, initargs=(os.getpid(), share))
    try:
        with signals_deferred():  # the first call starts the workers
            parcels = deque(pool.submit(_some) for _ in range(0, len(others), _AT_ONCE))
        for item in own:
            yield work(item)
            yield from _finished(parcels)
        for result in share.results():
            yield result
            yield from _finished(parcels)
        for parcel in parcels:
            yield from parcel.result()
    finally:
        for process in list((pool._processes or {}).values()):  # noqa: SLF001 - public from 3.14 on
            process.terminate()
        pool.shutdown(cancel_futures=True)
        gc.unfreeze()


def _finished(parcels: deque[Future[list[Any]]]) -> Iterator[Any]:
    """Yield the results that came, in the order in which workers were asked for them."""
    while parcels and parcels[0].done():
        yield from parcels.popleft().result()


_inherited: list[_Share[Any, Any]] = []
"""In a worker: what it takes from, which cannot be sent."""


def _begin(parent: int, share: _Share[Any, Any]) -> None:
    """Prepare a worker: it stops when it is asked to, and when its parent is gone."""
    for stop in STOP_SIGNALS:
        signal.signal(stop, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, STOP_SIGNALS)
    if prctl := getattr(ctypes.CDLL(None), "prctl", None):
        prctl(_DIE_WITH_PARENT, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)
    _inherited.append(share)


def _some() -> list[Any]:
    """Do some items in a worker; return their results."""
    return list(islice(_inherited[0].results(), _AT_ONCE))
