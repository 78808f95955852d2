"""Which files a request changes: records and pages alone, or the program too."""

from __future__ import annotations

import subprocess
from pathlib import Path

_EDITED = ("data/", "content/")
_GENERATED = frozenset({"data/msap.schema.json"})
"""What the program writes among the data: a change there is one of the program."""


def changed_files(base: str, root: Path) -> list[str]:
    """Return the paths that differ between a commit and HEAD, both names of a renamed one."""
    command = ["git", "diff", "--name-only", "--no-renames", "-z", "--end-of-options", base, "HEAD"]
    found = subprocess.run(command, cwd=root, check=True, capture_output=True, text=True)
    return [path for path in found.stdout.split("\0") if path]


def is_only_content(paths: list[str]) -> bool:
    """True when all that changes is what editors write; of no change nothing can be said."""
    return bool(paths) and all(
        path.startswith(_EDITED) and path not in _GENERATED for path in paths
    )
