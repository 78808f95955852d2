"""Packages of the operating system, on Debian only: elsewhere other ways are taken."""

import os
import platform
import shutil
import sys
from pathlib import Path

from tools.setup.commands import run_step

LOCK_WAIT_SECONDS = 600


def is_debian() -> bool:
    """Tell whether this is Debian itself.

    Ubuntu is left out: its `chromium` package is a stub for another package system, which does
    not work in containers.
    """
    try:
        release = platform.freedesktop_os_release()
    except OSError:
        return False
    return release.get("ID") == "debian" and shutil.which("apt-get") is not None


def can_install() -> bool:
    """Tell whether this user may install packages, as root or by sudo."""
    return is_debian() and (os.geteuid() == 0 or shutil.which("sudo") is not None)


def install_packages(names: list[str], *, root: Path) -> None:
    """Install Debian packages, waiting for another installation in progress to end.

    Without a terminal sudo is told not to ask for a password, so that it fails at once instead of
    hanging. Raises SetupError.
    """
    apt = ["apt-get", "-q", "-y", "-o", f"DPkg::Lock::Timeout={LOCK_WAIT_SECONDS}"]
    if os.geteuid() != 0:
        prompt = [] if sys.stdin is not None and sys.stdin.isatty() else ["-n"]
        apt = ["sudo", *prompt, "DEBIAN_FRONTEND=noninteractive", *apt]
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    run_step("List of Debian packages", [*apt, "update"], root=root, environment=quiet)
    run_step(
        f"Debian packages: {', '.join(names)}",
        [*apt, "install", "--no-install-recommends", *names],
        root=root,
        environment=quiet,
    )
