"""Whether the programs that the tests start are there, and whether the browser starts."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from msap.doctor.finding import Finding
from msap.installation import RESOURCES

PROGRAMS = ("nginx", "caddy", "sshd", "ssh", "ssh-keygen", "rsync", "wrk")
"""Those of the tests of publishing; `tools/setup/programs.py` brings them on Debian."""
UNPACKED = Path(".venv/debian/launchers")
"""The folder where set-up has them, below the checkout."""
_PATIENCE_S = 60
_EXCEPTION = re.compile(r"^[\w.]+: ")


def git() -> Finding:
    """Look for git, which tells the revision of a release and what changed."""
    return Finding("git", "" if shutil.which("git") else "il manque", "apt-get install git")


def servers() -> Finding:
    """Look for the servers and clients of the tests."""
    parts = (os.environ.get("PATH", os.defpath), "/usr/sbin", str(RESOURCES / UNPACKED))
    path = os.pathsep.join(parts)
    absent = [name for name in PROGRAMS if not shutil.which(name, path=path)]
    words = f"il manque {', '.join(absent)}" if absent else ""
    return Finding("serveurs et clients des essais", words, "make setup-tests")


def browser() -> Finding:
    """Start the browser of the tests and of the documents, and show a line of text in it."""
    if find_spec("playwright") is None:
        return Finding("navigateur", "« playwright » manque pour le démarrer", "make setup-tests")
    command = [sys.executable, "-m", "tools.browser"]
    path = os.pathsep.join([str(RESOURCES / "plugins"), str(RESOURCES)])
    try:
        shown = subprocess.run(
            command,
            cwd=RESOURCES,
            env={**os.environ, "PYTHONPATH": path},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=_PATIENCE_S,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return Finding("navigateur", f"il n’a rien montré en {_PATIENCE_S} s", "make setup-tests")
    if shown.returncode == 0:
        return Finding(f"navigateur : {shown.stdout.strip()}")
    lines = [line.strip() for line in shown.stderr.splitlines() if line.strip()]
    words = _EXCEPTION.sub("", lines[-1]) if lines else "il ne démarre pas"
    return Finding("navigateur", words, "make setup-tests")
