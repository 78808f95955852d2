"""Standard output and error that never fail: what they cannot write is dropped.

A command goes on when its reader leaves (`| head`), when they are closed (`>&-`) or when their disk
is full: half a publication would cost more than a line.
"""

from __future__ import annotations

import io
import os
import sys
from typing import TextIO

from msap.errors import reason_of


class _Steady(io.FileIO):
    """A file descriptor that takes everything, and remembers the first failure to write."""

    failure: OSError | None = None

    def write(self, content: object) -> int:
        """Write, or leave it out once writing has failed."""
        size = memoryview(content).nbytes  # type: ignore[arg-type]
        if self.failure is None:
            try:
                return super().write(content)  # type: ignore[arg-type]
            except OSError as failure:
                self.failure = failure
        return size


def steady_streams() -> None:
    """Replace both streams of this process; a closed one becomes the null device."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:  # else the next file that is opened would take its place
            os.open(os.devnull, os.O_RDWR)
    sys.stdout = _steady(sys.stdout, 1)
    sys.stderr = _steady(sys.stderr, 2)


def flush_failure() -> str | None:
    """Flush both streams; returns what kept the output from being written, but for a reader who left."""
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    raw = getattr(sys.stdout.buffer, "raw", None)
    failure = raw.failure if isinstance(raw, _Steady) else None
    if failure is None or isinstance(failure, BrokenPipeError):
        return None
    return reason_of(failure)


def _steady(stream: TextIO | None, number: int) -> TextIO:
    return io.TextIOWrapper(
        io.BufferedWriter(_Steady(number, "w", closefd=False)),
        encoding=stream.encoding if stream else "utf-8",
        errors=stream.errors if stream else "replace",
        line_buffering=number == 2 or os.isatty(number),
    )
