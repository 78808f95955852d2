"""The servers that the tests start themselves: nginx, Caddy, sshd and rsync; and wrk to load one.

On Debian only; elsewhere these tests are skipped, and say so. Nothing is left running.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tools.setup.debian import can_install, install_packages

DEBIAN_PACKAGES = {
    "nginx": ["nginx", "libnginx-mod-http-brotli-static"],
    "caddy": ["caddy"],
    "sshd": ["openssh-server"],
    "rsync": ["rsync"],
    "wrk": ["wrk"],
}
POLICY = Path("/usr/sbin/policy-rc.d")
"""Debian asks this program before a package starts its service; 101 means no."""


def ensure_servers(root: Path) -> None:
    """Install the servers that are missing, and keep their services from starting."""
    path = os.pathsep.join([os.environ.get("PATH", os.defpath), "/usr/sbin"])
    missing = [
        package
        for program, packages in DEBIAN_PACKAGES.items()
        if not shutil.which(program, path=path)
        for package in packages
    ]
    if missing and os.geteuid() == 0 and can_install():
        with _services_stay_still():
            install_packages(missing, root=root)


@contextmanager
def _services_stay_still() -> Iterator[None]:
    if POLICY.exists():
        yield
        return
    POLICY.write_text("#!/bin/sh\nexit 101\n", encoding="ascii")
    POLICY.chmod(0o755)
    try:
        yield
    finally:
        POLICY.unlink()
