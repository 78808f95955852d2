"""A release written out as files; what has not changed is linked from the previous release."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from filecmp import cmp
from pathlib import Path

from msap.deploy.manifest import PATH, Manifest, ManifestFile, ManifestLeftover, read_manifest
from msap.deploy.release import Release
from msap.errors import Refusal, reason_of
from msap.publish.files.headers import is_content_named

SUFFIXES = ("", ".gz", ".br")
"""A file, and the same bytes compressed beside it."""


def write_tree(release: Release, folder: Path, before: Path | None = None) -> None:
    """Write a release into a new folder; `before` is the folder of the one it follows.

    A file carries the date of the release that first had its bytes: by date and size a web server
    tells two versions apart. Without `before`, nothing is carried along.
    """
    tree = _Tree(folder, before)
    for path, source in release.sources.items():
        entry = release.manifest.files[path]
        for suffix, file in {"": source, **release.compressed.get(path, {})}.items():
            tree.put(f"{path}{suffix}", file, entry.modified.timestamp())
    if before:
        for path in release.manifest.carried:
            tree.link(path)
    write_manifest(folder, release.manifest)


def manifest_of(folder: Path) -> Manifest | None:
    """Read the manifest of a release's folder, None when there is none."""
    file = folder / PATH
    return read_manifest(file.read_bytes()) if file.is_file() else None


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write the manifest of a release by rename, so that a reader gets it whole."""
    fresh = folder / f".{PATH}"
    fresh.write_bytes(manifest.to_json())
    fresh.chmod(0o644)
    fresh.rename(folder / PATH)


def link_named(left: Manifest, source: Path, restored: Path, manifest: Manifest) -> Manifest:
    """Link into a restored release the content-named files of the one it replaces.

    Pages of the release left are still open in browsers. Returns the restored release's manifest.
    """
    extra = named_beyond(left, manifest)
    tree = _Tree(restored, source)
    for path in extra:
        tree.link(path)
    return manifest.model_copy(update={"carried": {**manifest.carried, **extra}})


def named_beyond(left: Manifest, restored: Manifest) -> Mapping[str, ManifestLeftover]:
    """Return the files named after their content that `left` answers for and `restored` does not."""
    return {
        path: carried_from(entry)
        for path, entry in left.answering.items()
        if is_content_named(path) and path not in restored.answering
    }


def carried_from(entry: ManifestFile) -> ManifestLeftover:
    """Return the entry of a file of the previous release, as the next one carries it along."""
    return ManifestLeftover(sha256=entry.sha256, size=entry.size, modified=entry.modified, left=1)


@contextmanager
def refusing() -> Iterator[None]:
    """Turn what the disk refuses into words."""
    try:
        yield
    except OSError as error:
        raise Refusal(f"La publication s’est arrêtée : {reason_of(error)}.") from error


class _Tree:
    """A folder being filled from files of this machine and from the folder of another release."""

    def __init__(self, folder: Path, before: Path | None) -> None:
        self._folder = folder
        self._before = before
        self._made: set[Path] = set()

    def put(self, path: str, source: Path, modified: float) -> None:
        """Link the file of the previous release if it has this date and content, or copy `source`."""
        target = self._target(path)
        if self._before and _is_same(self._before / path, modified, source):
            os.link(self._before / path, target)
            return
        shutil.copyfile(source, target)
        target.chmod(0o644)
        os.utime(target, (modified, modified))

    def link(self, path: str) -> None:
        """Link a file of the previous release, and its compressed ones where it has them."""
        for suffix in SUFFIXES:
            if self._before and (file := self._before / f"{path}{suffix}").is_file():
                target = self._target(f"{path}{suffix}")
                target.unlink(missing_ok=True)  # left by a rollback that was stopped
                os.link(file, target)

    def _target(self, path: str) -> Path:
        target = self._folder / path
        if target.parent not in self._made:
            target.parent.mkdir(parents=True, exist_ok=True)
            self._made.add(target.parent)
        return target


def _is_same(file: Path, modified: float, source: Path) -> bool:
    """Compare with what is there, whatever a manifest says of it."""
    try:
        return int(file.stat().st_mtime) == int(modified) and cmp(file, source, shallow=False)
    except FileNotFoundError:
        return False
