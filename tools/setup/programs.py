"""The programs that tests start themselves: the machine's, or else Debian's, unpacked.

Servers of the tests are nginx, Caddy and sshd; rsync and ssh publish; wrk loads a server. Beyond
Debian the tests of what is missing are skipped, and say so.
"""

import os
import shutil
from pathlib import Path
from typing import NamedTuple

from tools.setup.debian import UNPACKED, is_debian, unpack_packages

ROOT = Path(__file__).resolve().parents[2]
LAUNCHERS = UNPACKED / "launchers"
"""The folder of one short script for each unpacked program, which names its libraries' folders."""


class Program(NamedTuple):
    """A program, the packages that hold it and what it loads, and its path in them."""

    name: str
    packages: tuple[str, ...]
    path: str


BROWSER = Program(
    "chromium-headless-shell",
    ("chromium-headless-shell",),
    "usr/lib/chromium/chromium-headless-shell",
)
OTHERS = (
    Program("nginx", ("nginx", "libnginx-mod-http-brotli-static"), "usr/sbin/nginx"),
    Program("caddy", ("caddy",), "usr/bin/caddy"),
    Program("sshd", ("openssh-server", "libnss-wrapper"), "usr/sbin/sshd"),
    Program("ssh", ("openssh-client",), "usr/bin/ssh"),
    Program("ssh-keygen", ("openssh-client",), "usr/bin/ssh-keygen"),
    Program("rsync", ("rsync",), "usr/bin/rsync"),
    Program("wrk", ("wrk",), "usr/bin/wrk"),
)


def search_path(root: Path = ROOT) -> str:
    """Return PATH, then where servers are, then what set-up unpacked."""
    parts = (os.environ.get("PATH", os.defpath), "/usr/sbin", str(root / LAUNCHERS))
    return os.pathsep.join(parts)


def find_program(name: str, root: Path = ROOT) -> Path | None:
    """Return the machine's program, or else the unpacked one."""
    found = shutil.which(name, path=search_path(root))
    return Path(found) if found else None


def files_of(name: str, root: Path = ROOT) -> Path:
    """Return the folder that stands for `/` in the packages of a program."""
    found = find_program(name, root)
    is_unpacked = found is not None and found.parent == root / LAUNCHERS
    return root / UNPACKED if is_unpacked else Path("/")


def ensure_programs(root: Path) -> None:
    """Unpack the programs that the machine lacks, on Debian; raises SetupError."""
    missing = [
        program for program in (BROWSER, *OTHERS) if find_program(program.name, root) is None
    ]
    if not missing or not is_debian():
        return
    packages = {package: None for program in missing for package in program.packages}
    unpack_packages(list(packages), root=root)
    for program in missing:
        _write_launcher(program, root)


def library_path(root: Path) -> str:
    """Return the folders of the unpacked libraries, those that one package keeps for itself too."""
    libraries = (root / UNPACKED).glob("**/lib*.so*")
    return os.pathsep.join(sorted({str(library.parent) for library in libraries}))


def _write_launcher(program: Program, root: Path) -> None:
    launcher = root / LAUNCHERS / program.name
    launcher.parent.mkdir(parents=True, exist_ok=True)
    libraries = f"{library_path(root)}${{LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}}"
    launcher.write_text(
        f'#!/bin/sh\nexport LD_LIBRARY_PATH="{libraries}"\n'
        f'exec "{root / UNPACKED / program.path}" "$@"\n',
        encoding="utf-8",
    )
    launcher.chmod(0o755)
