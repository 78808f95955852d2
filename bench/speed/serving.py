"""From saving one record to the new page answered by a server that watches."""

from __future__ import annotations

import os
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Mapping, Sequence
from pathlib import Path

_PATIENCE = 600
_EVERY_SECONDS = 0.005


def live_edits(  # noqa: PLR0913, PLR0917 - what it takes to run a server
    command: Sequence[str | Path],
    folder: Path,
    environment: Mapping[str, str],
    address: str,
    record: Path,
    phones: Sequence[str],
) -> list[float]:
    """Start a server, write each of the numbers into the record, and time until the page has it."""
    process = subprocess.Popen(
        list(map(str, command)),
        cwd=folder,
        env={**os.environ, **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        shown = phones[0]
        _wait_for(address, shown)
        times = []
        for phone in phones[1:]:
            time.sleep(1)
            text = record.read_text(encoding="utf-8").replace(shown, phone)
            start = time.perf_counter()
            record.write_text(text, encoding="utf-8")
            _wait_for(address, phone)
            times.append(time.perf_counter() - start)
            shown = phone
        return times
    finally:
        process.terminate()
        process.wait()


def _wait_for(address: str, phone: str) -> None:
    deadline = time.monotonic() + _PATIENCE
    wanted = phone.replace(" ", "")
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(address) as answer:  # noqa: S310 - a server of this bench
                if wanted in answer.read().decode():
                    return
        except (urllib.error.URLError, ConnectionError):
            pass
        time.sleep(_EVERY_SECONDS)
    raise TimeoutError(f"{address} never showed {phone}")
