"""From a built site to a release: every file with its digest, its date and where its bytes lie."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from msap.deploy.manifest import (
    KEPT_RELEASES,
    PATH,
    Manifest,
    ManifestFile,
    ManifestLeftover,
    release_date,
    release_name,
)
from msap.errors import Refusal
from msap.git import git
from msap.publish.files.headers import is_content_named


@dataclass(frozen=True, slots=True)
class Release:
    """A release ready to be sent: its manifest and the file on this machine behind each path.

    `compressed` has, by path, the files that hold the same bytes compressed, by suffix: `.gz`, `.br`.
    """

    manifest: Manifest
    sources: Mapping[str, Path]
    compressed: Mapping[str, Mapping[str, Path]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ReleaseOrigin:
    """Where a site comes from: its public address, its revision, and whether it is invented."""

    site_url: str
    revision: str | None
    demonstration: bool


def make_release(
    site: Path, origin: ReleaseOrigin, previous: Manifest | None, now: datetime
) -> Release:
    """Make the release that follows `previous`; raises Refusal when the site cannot be published."""
    date = release_date(now, previous)
    sources = _files(site)
    files = {
        path: _entry(path, source.read_bytes(), previous, date) for path, source in sources.items()
    }
    manifest = Manifest(
        release=release_name(date, origin.revision),
        date=date,
        revision=origin.revision,
        site_url=origin.site_url,
        demonstration=origin.demonstration,
        files=files,
        carried=_carried(files, previous),
    )
    return Release(manifest, sources)


def _files(site: Path) -> dict[str, Path]:
    found = {path.relative_to(site).as_posix(): path for path in sorted(site.rglob("*"))}
    links = [name for name, path in found.items() if path.is_symlink()]
    if links:
        raise Refusal(
            f"Le site contient un lien vers un autre fichier, « {links[0]} » : à retirer."
        )
    if PATH in found:
        raise Refusal(f"Le site contient déjà « {PATH} », que la publication écrit elle-même.")
    return {name: path for name, path in found.items() if path.is_file()}


def _entry(path: str, content: bytes, previous: Manifest | None, date: datetime) -> ManifestFile:
    digest = hashlib.sha256(content).hexdigest()
    before = previous.answering.get(path) if previous else None
    since = before.modified if before and before.sha256 == digest else date
    return ManifestFile(sha256=digest, size=len(content), modified=since)


def _carried(
    files: Mapping[str, ManifestFile], previous: Manifest | None
) -> dict[str, ManifestLeftover]:
    """Keep the files named after their content that pages of the last releases may still ask for."""
    if previous is None:
        return {}
    ages = {path: entry.left + 1 for path, entry in previous.carried.items()}
    ages |= {path: 1 for path in previous.files if is_content_named(path)}
    return {
        path: ManifestLeftover(**previous.answering[path].model_dump(exclude={"left"}), left=age)
        for path, age in ages.items()
        if path not in files and age < KEPT_RELEASES
    }


def revision_of(root: Path) -> str | None:
    """Return the commit of the sources, with `+` when they differ from it; None without git."""
    head = git(root, "rev-parse", "HEAD").strip()
    if not head:
        return None
    return f"{head}+" if git(root, "status", "--porcelain", "--untracked-files=no") else head
