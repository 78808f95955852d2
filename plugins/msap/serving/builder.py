"""The build process of `serve`, which keeps a cache between builds."""

from __future__ import annotations

import gc
import multiprocessing
import signal
import sys
import traceback
from dataclasses import replace
from multiprocessing.connection import Connection

from msap.build.memory import Memory
from msap.build.site import BuildOptions, build
from msap.errors import Refusal


class Builder:
    """Builds in a process apart: a fault ends that one only, and changed code gets a new one."""

    def __init__(self, options: BuildOptions) -> None:
        self._options = options
        self._start()

    def build(self) -> bool:
        """Build once more, and return whether the live site is the new one."""
        for _ in range(2):  # a process that was killed is replaced once
            try:
                self._connection.send(None)
                return bool(self._connection.recv())
            except (EOFError, OSError):
                self.restart()
        return False

    def restart(self) -> None:
        """Forget everything, code included."""
        self.stop()
        self._start()

    def stop(self) -> None:
        """End the process."""
        self._connection.close()
        self._process.terminate()
        self._process.join()

    def _start(self) -> None:
        context = multiprocessing.get_context("spawn")
        self._connection, other = context.Pipe()
        self._process = context.Process(target=_build_on_demand, args=(self._options, other))
        self._process.start()
        other.close()


def _build_on_demand(options: BuildOptions, connection: Connection) -> None:
    """Build each time something is received, and send back whether it went well."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the one who asks decides when to stop
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    gc.disable()
    options = replace(options, memory=Memory())
    while True:
        try:
            connection.recv()
        except EOFError:
            return
        connection.send(_is_built(options))
        gc.collect()


def _is_built(options: BuildOptions) -> bool:
    try:
        build(options)
    except Refusal as refusal:
        print(refusal, file=sys.stderr, flush=True)
    except Exception:  # noqa: BLE001 - the trace is for the one who is changing the program
        traceback.print_exc()
    else:
        return True
    return False
