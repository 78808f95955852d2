"""Queries to git, empty where there is no git or no repository."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path


def git(root: Path, *arguments: str) -> str:
    """Return what a command of git prints in `root`; empty when it fails."""
    try:
        outcome = subprocess.run(["git", *arguments], cwd=root, capture_output=True, check=False)
    except OSError:
        return ""
    return os.fsdecode(outcome.stdout) if outcome.returncode == 0 else ""
