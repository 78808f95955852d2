"""End to end on an official list: import, import again, check, build, build again.

    PYTHONPATH=plugins python -m bench.end_to_end LIST.csv

Prints seconds and peak memory of each step as a process of its own, the number of pages, and
whether the two builds are the same to the byte.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True, slots=True)
class Step:
    """One command: seconds of wall time and peak memory in MiB."""

    name: str
    seconds: float
    memory: float


def run(name: str, *arguments: str | Path) -> Step:
    """Run one command of the project; raises SystemExit when it fails."""
    command = [sys.executable, "-m", "msap", *map(str, arguments)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "plugins")}
    start = time.perf_counter()
    process = os.posix_spawn(
        sys.executable,
        command,
        environment,
        file_actions=[(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)],
    )
    _, status, usage = os.wait4(process, 0)
    seconds = time.perf_counter() - start
    if status:
        raise SystemExit(f"{name}: exit code {os.waitstatus_to_exitcode(status)}")
    return Step(name, seconds, usage.ru_maxrss / 1024)


def digest(folder: Path) -> str:
    """Return one digest for all the files of a folder, names included."""
    whole = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            whole.update(path.relative_to(folder).as_posix().encode() + b"\0")
            whole.update(path.read_bytes())
    return whole.hexdigest()


def compressed(path: Path) -> int:
    """Return the bytes of a file as a server with gzip sends them."""
    return len(gzip.compress(path.read_bytes(), 9, mtime=0))


def main(csv: str) -> None:
    """Walk the road and print the table."""
    os.chdir(ROOT)
    with tempfile.TemporaryDirectory() as scratch:
        records, first, second = (Path(scratch, name) for name in ("records", "a", "b"))
        steps = [
            run("import", "import-list", csv, "--records", records),
            run("import again", "import-list", csv, "--records", records),
            run("check", "check", "--records", records),
            run("build", "build", "--records", records, "--output", first),
            run("build again", "build", "--records", records, "--output", second),
        ]
        print("| step | seconds | MiB |\n|---|---|---|")
        for step in steps:
            print(f"| {step.name} | {step.seconds:.1f} | {step.memory:.0f} |")
        places = sorted(compressed(page) for page in first.glob("lieux/*/index.html"))
        shared = sum(compressed(path) for path in first.glob("static/site.*"))
        print(f"\nPages: {sum(1 for _ in first.rglob('*.html'))}, of places: {len(places)}")
        print(
            f"A place page, style and script in, gzip: median {places[len(places) // 2] + shared} "
            f"bytes, heaviest {places[-1] + shared}"
        )
        same = digest(first) == digest(second)
        print(f"Two builds the same to the byte: {'yes' if same else 'NO'}")


if __name__ == "__main__":
    main(sys.argv[1])
