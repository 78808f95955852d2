"""The branch a merge request is for, merged into it as GitHub does by itself.

Without it, records that were added and published since would seem to leave.
"""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from pathlib import Path

_WHO = ("-c", "user.name=controle", "-c", "user.email=controle@localhost")
_CONFLICT = (
    "Cette demande et la branche « {branch} » changent les mêmes lignes : résolvez le conflit dans "
    "la demande (« Resolve conflicts »), et le contrôle repartira."
)


def merge_target(root: Path, environment: Mapping[str, str]) -> str | None:
    """Merge the target branch of GitLab's merge request; return what is wrong when it cannot be."""
    branch = environment.get("CI_MERGE_REQUEST_TARGET_BRANCH_NAME")
    if not branch:
        return None
    fetch = ["git", "fetch", "--quiet", "origin", f"refs/heads/{branch}"]
    subprocess.run(fetch, cwd=root, check=True)
    merge = ["git", *_WHO, "merge", "--quiet", "--no-edit", "FETCH_HEAD"]
    merged = subprocess.run(merge, cwd=root, check=False)
    return _CONFLICT.format(branch=branch) if merged.returncode else None
