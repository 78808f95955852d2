"""What a release holds, written at its root as `manifest.json` and read again by the next one.

The addresses of pages and files with their SHA-256, the revision of the sources and the date; also
the files of former releases that are carried along, because pages already open still ask for them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

PATH = "manifest.json"
KEPT_RELEASES = 5
"""Releases kept on a server, and how long a file named after its content outlives its release."""

RELEASE_NAME = r"\d{8}T\d{6}Z(-[0-9a-f]{4,40})?"
_PATH = re.compile(r"[A-Za-z0-9._~@+-]+(/[A-Za-z0-9._~@+-]+)*")


def _safe_path(path: str) -> str:
    if not _PATH.fullmatch(path) or any(part in {".", ".."} for part in path.split("/")):
        raise ValueError("a path inside the site is expected")
    return path


SafePath = Annotated[str, AfterValidator(_safe_path)]
Digest = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class _Closed(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ManifestFile(_Closed):
    """One file: digest, size in bytes, and the date of the release that first had these bytes."""

    sha256: Digest
    size: int = Field(ge=0)
    modified: datetime


class ManifestLeftover(ManifestFile):
    """A file of a former release; `left` counts the releases made since it was part of one."""

    left: int = Field(ge=1)


class Manifest(_Closed):
    """One release of the site; `files` are by path, without leading slash."""

    format: Literal[1] = 1
    release: Annotated[str, Field(pattern=f"^{RELEASE_NAME}$")]
    date: datetime
    revision: str | None
    """The commit the site was built from, followed by `+` when the sources had been changed since."""
    site_url: str
    demonstration: bool
    files: dict[SafePath, ManifestFile]
    carried: dict[SafePath, ManifestLeftover] = Field(default_factory=dict)

    @property
    def addresses(self) -> list[str]:
        """Return the address of each page below the site's own, as visitors see it."""
        pages = (path for path in self.files if path.endswith(".html"))
        return sorted(path.removesuffix("index.html") for path in pages)

    @property
    def answering(self) -> Mapping[str, ManifestFile]:
        """Return every file the server answers with: the release's own and those carried along."""
        return {**self.carried, **self.files}

    def to_json(self) -> bytes:
        """Write it, the same bytes for the same release, ordered by path."""
        ordered = self.model_copy(
            update={
                "files": dict(sorted(self.files.items())),
                "carried": dict(sorted(self.carried.items())),
            }
        )
        return ordered.model_dump_json(indent=1).encode() + b"\n"


def read_manifest(content: bytes | str) -> Manifest | None:
    """Read a manifest that a server gave; None when it is not one, so that nothing relies on it."""
    try:
        return Manifest.model_validate_json(content)
    except ValidationError:
        return None


def release_date(now: datetime, previous: Manifest | None) -> datetime:
    """Return the date of a release in whole seconds, later than the one before whatever the clock.

    Web servers tell two versions of a file apart by its date in seconds and its size.
    """
    date = now.astimezone(UTC).replace(microsecond=0)
    if previous is None:
        return date
    return max(date, datetime.fromtimestamp(previous.date.timestamp() + 1, UTC))


def release_name(date: datetime, revision: str | None) -> str:
    """Return a release so that names sort by date: `20261124T061500Z-582b37f`."""
    commit = f"-{revision.removesuffix('+')[:7]}" if revision else ""
    return f"{date:%Y%m%dT%H%M%SZ}{commit}"


def is_release_name(name: str) -> bool:
    """Return whether a folder of this name may be a release."""
    return re.fullmatch(RELEASE_NAME, name) is not None


@dataclass(frozen=True, slots=True)
class Difference:
    """What a publication would do to a server; paths are in order, `sent` is in bytes."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    sent: int


def compare(previous: Manifest | None, release: Manifest) -> Difference:
    """Compare what a server answers with now and what it will."""
    before: Mapping[str, ManifestFile] = previous.answering if previous else {}
    added = [path for path in release.files if path not in before]
    changed = [
        path
        for path, entry in release.files.items()
        if path in before and before[path].sha256 != entry.sha256
    ]
    return Difference(
        tuple(sorted(added)),
        tuple(sorted(changed)),
        tuple(sorted(before.keys() - release.answering.keys())),
        sum(release.files[path].size for path in (*added, *changed)),
    )
