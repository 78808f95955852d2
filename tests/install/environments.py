"""Virtual environments that have the packages of the tests, and a program of their own."""

import os
import subprocess
import sys
import sysconfig
from pathlib import Path

from tests.sites import BUILD_DAY, LONGEST_BUILD_SECONDS


def make_environment(folder: Path) -> Path:
    """Make an environment that sees this one's packages, but not its `msap`; return its Python.

    A path in a `.pth` file is looked into as it is: the `.pth` files there are not read.
    """
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder], check=True)
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    packages = folder / f"lib/{version}/site-packages"
    (packages / "of-the-tests.pth").write_text(f"{sysconfig.get_path('purelib')}\n")
    return folder / "bin/python"


def run(
    command: list[str | Path], folder: Path, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run a command in a folder on BUILD_DAY, without this process's path to modules."""
    inherited = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    return subprocess.run(
        list(map(str, command)),
        cwd=folder,
        env={
            **inherited,
            "PYTHONUTF8": "1",
            "SOURCE_DATE_EPOCH": str(int(BUILD_DAY.timestamp())),
            **environment,
        },
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=LONGEST_BUILD_SECONDS,
        check=False,
    )
