"""Debian's packages, unpacked into .venv/debian and not installed.

No administrator is needed, no service comes with them, and the machine stays as it was.
"""

import os
import platform
import re
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tools.setup.commands import run_step
from tools.setup.errors import SetupError

UNPACKED = Path(".venv/debian")
"""The root of the unpacked packages, below the project's."""

_TO_INSTALL = re.compile(r"^Inst (\S+) (?:\[\S*\] )?\((\S+) ", re.MULTILINE)


def is_debian() -> bool:
    """Return whether this is Debian itself.

    Ubuntu is left out: its `chromium` package is a stub for another package system, which does
    not work in containers.
    """
    try:
        release = platform.freedesktop_os_release()
    except OSError:
        return False
    return release.get("ID") == "debian" and shutil.which("apt-get") is not None


def unpack_packages(names: Sequence[str], *, root: Path) -> None:
    """Unpack packages, and those that they depend on and the machine lacks.

    apt works in a folder of its own, with the machine's sources: it waits for no lock, and neither
    the machine's lists nor its packages change. Raises SetupError.
    """
    target = root / UNPACKED
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="apt-", dir=root / ".venv") as name:
        folder = Path(name)
        apt = ["apt-get", "-qq", *_own_folders(folder)]
        run_step("List of Debian's packages", [*apt, "update"], folder=folder)
        archives = _missing(apt, names)
        run_step(
            f"Debian's packages, unpacked only: {', '.join(names)}",
            [*apt, "download", *archives],
            folder=folder,
        )
        for archive in sorted(folder.glob("*.deb")):
            _extract(archive, target)


def _own_folders(folder: Path) -> list[str]:
    for part in ("state/lists/partial", "cache/archives/partial"):
        (folder / part).mkdir(parents=True)
    settings = {
        "Dir::State": folder / "state",
        "Dir::State::status": "/var/lib/dpkg/status",
        "Dir::Cache": folder / "cache",
        "APT::Sandbox::User": "root",
        "Acquire::Retries": "3",
    }
    return [part for name, value in settings.items() for part in ("-o", f"{name}={value}")]


def _missing(apt: list[str], names: Sequence[str]) -> list[str]:
    """Return what an installation of the packages would bring, as `name=version`."""
    simulated = subprocess.run(
        [*apt, "install", "--simulate", "-q=1", "--no-install-recommends", *names],
        env={**os.environ, "LC_ALL": "C"},
        capture_output=True,
        text=True,
        check=False,
    )
    if simulated.returncode != 0:
        message = f"Debian's packages {', '.join(names)}: {simulated.stderr.strip()}"
        raise SetupError(message)
    return [f"{name}={version}" for name, version in _TO_INSTALL.findall(simulated.stdout)]


def _extract(archive: Path, target: Path) -> None:
    """Extract the files of a package, without the right to act as another user."""
    unpack = ["tar", "--extract", "--no-same-owner", "--no-same-permissions", "-C", str(target)]
    read = ["dpkg-deb", "--fsys-tarfile", str(archive)]
    with subprocess.Popen(read, stdout=subprocess.PIPE) as reading:
        outcome = subprocess.run(unpack, stdin=reading.stdout, check=False)
    if reading.returncode != 0 or outcome.returncode != 0:
        message = f"{archive.name} cannot be unpacked into {target}."
        raise SetupError(message)
