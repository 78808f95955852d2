"""Work shared out between the cores of the machine, by processes that see all the memory of this one."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkContext, ForkProcess
from queue import SimpleQueue
from threading import Thread
from typing import Any, Generic, NoReturn, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

STOPS = (signal.SIGINT, signal.SIGTERM)


@contextmanager
def stops_deferred() -> Iterator[None]:
    """Hear requests to stop at the end of a few steps that belong together."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, STOPS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def stops_ignored() -> Iterator[None]:
    """Ignore requests to stop during a few instants, after which it is too late to obey them."""
    heard = {stop: signal.getsignal(stop) for stop in STOPS}
    try:
        for stop in STOPS:
            signal.signal(stop, signal.SIG_IGN)
        yield
    finally:
        for stop, handler in heard.items():
            signal.signal(stop, handler)


def end_at_once(code: int) -> NoReturn:
    """End this process without giving back its objects one by one, which takes 0.1 s."""
    for stop in STOPS:  # all is done and said
        signal.signal(stop, signal.SIG_IGN)
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    os._exit(code)


def core_count() -> int:
    """Give the number of cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1


def shared_out(
    items: Sequence[Item], work: Callable[[Item], Result], processes: int
) -> Iterator[Result]:
    """Do the work on every item and give the results as they come, in no order.

    This process works too: one that only waits for others holds memory for nothing. Where the
    system cannot fork, all is done here. What the work raises is raised here, and the other
    processes are stopped.
    """
    if processes < 2 or len(items) < 2 or "fork" not in multiprocessing.get_all_start_methods():
        yield from map(work, items)
        return
    context: ForkContext = multiprocessing.get_context("fork")
    ranks = _pipe_of_ranks(len(items))
    children: dict[Connection, ForkProcess] = {}
    gc.freeze()  # what is there by now is neither looked through again nor copied for that
    try:
        for _ in range(min(processes, len(items)) - 1):
            inner, outer = context.Pipe(duplex=False)
            child = context.Process(
                target=_work_through,
                args=(items, work, ranks, outer, [*children, inner]),
                daemon=True,
            )
            with stops_deferred():  # a child that is not noted yet would go on alone
                child.start()
                children[inner] = child
            outer.close()
        for item in _taken(items, ranks):
            yield work(item)
            yield from _come(children, timeout=0)
        while children:
            yield from _come(children)
    finally:
        for child in children.values():
            child.terminate()
            child.join()
        os.close(ranks)
        gc.unfreeze()


def _pipe_of_ranks(count: int) -> int:
    """Give a pipe that holds the ranks of items: whoever reads one alone has it, without a lock.

    A lock would stay shut for ever once a process is killed that holds it.
    """
    reading, writing = os.pipe()
    ranks = array("I", range(count)).tobytes()
    os.set_blocking(writing, False)
    written = os.write(writing, ranks)
    os.close(writing)
    if written < len(ranks):
        os.close(reading)
        raise ValueError(f"{count} items are more than a pipe holds: share them out in batches")
    return reading


def _taken(items: Sequence[Item], ranks: int) -> Iterator[Item]:
    """Take one item after the other that no other process took."""
    size = array("I").itemsize
    while rank := os.read(ranks, size):
        yield items[array("I", rank)[0]]


def _come(children: dict[Connection, ForkProcess], timeout: float | None = None) -> Iterator[Any]:
    """Give what has come from children, at most one result of each; those that end are left out."""
    for ready in wait(list(children), timeout):
        assert isinstance(ready, Connection)  # noqa: S101 - only these are waited for
        try:
            kind, value = ready.recv()
        except EOFError:
            kind, value = "failure", ChildProcessError("a process of the build was killed")
        if kind == "failure":
            raise value
        if kind == "end":
            children.pop(ready).join()
        else:
            yield value


def _work_through(
    items: Sequence[Item],
    work: Callable[[Item], Result],
    ranks: int,
    results: Connection,
    inherited: Sequence[Connection],
) -> None:
    """Take one item after the other until none is left, or nobody waits for the results.

    `inherited` are ends of the parent's: held open here, they would hide that it has gone.
    """
    _begin_in_child(inherited)
    with _giving(results) as give:
        try:
            for item in _taken(items, ranks):
                if not give(("result", work(item))):
                    return
            give(("end", None))
        except Exception as failure:  # noqa: BLE001 - raised again where the work was asked for
            give(("failure", failure))


class Meanwhile(Generic[Result]):
    """Work that a child process does while this one goes on; what it could not do is missing."""

    def __init__(self, work: Callable[[], Iterable[Result]]) -> None:
        """Begin, where the system can fork; raises OSError when it has no room for a process."""
        context: ForkContext = multiprocessing.get_context("fork")
        self._results, outer = context.Pipe(duplex=False)
        self._child = context.Process(
            target=_work_aside, args=(work, outer, self._results), daemon=True
        )
        try:
            self._child.start()
        except OSError:
            self._results.close()
            raise
        finally:
            outer.close()

    def results(self) -> Iterator[Result]:
        """Give what the work gives, as it comes; the end is early when the work failed."""
        with suppress(EOFError, OSError):
            while True:
                yield self._results.recv()

    def stop(self) -> None:
        """End the work, done or not."""
        self._results.close()
        self._child.terminate()
        self._child.join()


@contextmanager
def meanwhile(work: Callable[[], Iterable[Result]]) -> Iterator[Meanwhile[Result] | None]:
    """Have a child process do some work during the steps that follow, and no longer.

    Gives None on a single core, and where the system cannot fork: who asks then does the work.
    """
    child = None
    try:
        if core_count() > 1 and "fork" in multiprocessing.get_all_start_methods():
            with stops_deferred(), suppress(OSError):
                child = Meanwhile(work)
        yield child
    finally:
        if child:
            child.stop()


def _work_aside(
    work: Callable[[], Iterable[Result]], results: Connection, inherited: Connection
) -> None:
    """Go on working as long as somebody may take the results.

    What fails fails again, and is told, where the one who asked does the work.
    """
    _begin_in_child([inherited])
    with _giving(results) as give, suppress(Exception):
        for result in work():
            if not give(result):
                return


@contextmanager
def _giving(results: Connection) -> Iterator[Callable[[object], bool]]:
    """Send results by a thread, so that work goes on while nobody takes them.

    What gives a result tells whether somebody may still take it.
    """
    ready: SimpleQueue[list[object]] = SimpleQueue()

    def send() -> None:
        with suppress(OSError):
            while given := ready.get():
                results.send(given[0])

    def give(result: object) -> bool:
        ready.put([result])
        return giver.is_alive()

    giver = Thread(target=send)
    giver.start()
    try:
        yield give
    finally:
        ready.put([])
        giver.join()


def _begin_in_child(inherited: Iterable[Connection]) -> None:
    """Leave the words about a request to stop to the parent, and its ends of pipes."""
    for stop in STOPS:
        signal.signal(stop, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPS)
    for connection in inherited:
        connection.close()
