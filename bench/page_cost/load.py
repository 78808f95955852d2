"""wrk against nginx on this machine: what one server bears, with encryption and kept connections."""

from __future__ import annotations

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path

from tests.deploy.nginx_server import NAME, Listening
from tools.setup.programs import find_program

CONNECTIONS = 100
SECONDS = 15
THREADS = 2
_SCRIPT = Path(__file__).with_name("load.lua")


@dataclass(frozen=True)
class Load:
    """Answers, seconds, bytes, milliseconds to the median and to the 99th hundredth, errors.

    An error is a connection refused or broken, an answer later than two seconds, or a status that
    is neither 2xx nor 3xx.
    """

    requests: int
    seconds: float
    bytes: int
    p50: float
    p99: float
    errors: int

    @property
    def rate(self) -> float:
        """Return the requests answered in a second."""
        return self.requests / self.seconds


def load(
    listening: Listening,
    addresses: list[str],
    seconds: int = SECONDS,
    connections: int = CONNECTIONS,
) -> Load:
    """Ask for the addresses, in turn, as fast as they come; Debian's package `wrk` is needed.

    Client and server share the machine's processors.
    """
    program = find_program("wrk")
    if not program:
        raise FileNotFoundError("wrk is missing: `make setup-tests` brings it on Debian")
    done = subprocess.run(
        [
            *(
                str(program),
                f"-t{THREADS}",
                f"-c{connections}",
                f"-d{seconds}s",
                "-s",
                str(_SCRIPT),
            ),
            *(f"https://{NAME}:{listening.https}", "--"),
            *(f"{listening.base}{address}" for address in addresses),
        ],
        capture_output=True,
        text=True,
        check=False,
        timeout=seconds + 60,
    )
    if done.returncode != 0:
        raise RuntimeError(done.stdout + done.stderr)
    return Load(**json.loads(done.stdout.splitlines()[-1]))
