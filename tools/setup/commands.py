"""Run the programs that do the installing, and say how long each took."""

import os
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from tools.setup.errors import SetupError


def run_step(
    title: str,
    command: Sequence[str | Path],
    *,
    folder: Path,
    environment: Mapping[str, str] | None = None,
) -> None:
    """Run one command from a folder, its output shown as it comes.

    `environment` is added to the current one. Raises SetupError when the command fails or is
    missing, with the command in full so that it can be run by hand.
    """
    print(f"→ {title}", flush=True)
    started = time.monotonic()
    shown = " ".join(str(part) for part in command)
    try:
        outcome = subprocess.run(
            [str(part) for part in command],
            cwd=folder,
            env={**os.environ, **(environment or {})},
            check=False,
        )
    except OSError as error:
        message = f"{title}: {error}\nThe command was: {shown}"
        raise SetupError(message) from error
    if outcome.returncode != 0:
        message = f"{title}: failed with exit code {outcome.returncode}.\nThe command was: {shown}"
        raise SetupError(message)
    print(f"  done in {time.monotonic() - started:.0f} s", flush=True)
