"""The messages of the commits that are not published yet."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from msap.deploy.manifest import PATH, read_manifest

_COMMIT = re.compile(r"[0-9a-f]{40,64}")
_PATIENCE = 30
"""Seconds given to the server of the published site."""


def unpublished_messages(site_url: str, root: Path) -> list[str]:
    """Return the messages of the commits since the published revision.

    Where the site does not say it, or the history here does not reach it: of the last commit, and
    of those it merges.
    """
    revision = _published_revision(site_url)
    is_known = revision and _git(root, "merge-base", "--is-ancestor", revision, "HEAD") is not None
    start = revision if is_known else "HEAD^1"
    said = _git(root, "log", "--format=%B%x00", f"{start}..HEAD")
    if said is None:
        said = _git(root, "log", "--max-count=1", "--format=%B%x00") or ""
    return [message.strip() for message in said.split("\0") if message.strip()]


def _published_revision(site_url: str) -> str | None:
    try:
        with urlopen(f"{site_url.rstrip('/')}/{PATH}", timeout=_PATIENCE) as answer:  # noqa: S310 - a site's URL
            manifest = read_manifest(answer.read())
    except (URLError, OSError, ValueError):
        return None
    revision = ((manifest and manifest.revision) or "").removesuffix("+")
    return revision if _COMMIT.fullmatch(revision) else None


def _git(root: Path, *arguments: str) -> str | None:
    ran = subprocess.run(["git", *arguments], cwd=root, capture_output=True, text=True, check=False)
    return ran.stdout if ran.returncode == 0 else None
