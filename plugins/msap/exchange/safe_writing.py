"""Many files changed as one: everything is written aside first, then renamed, or nothing is."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path, PurePath


def replace_files(
    folder: Path,
    writes: Mapping[PurePath, bytes],
    removals: Collection[PurePath],
    progress: Callable[[int, int], None] | None = None,
) -> None:
    """Write and remove files of a folder, named by their paths inside it.

    Any failure, Ctrl-C included, puts the folder back as it was and is raised again. `progress`
    is told how many files are ready and how many there are.
    """
    if not writes and not removals:
        return
    swap = _Swap(folder)
    try:
        swap.begin()
        for count, (name, content) in enumerate(writes.items(), start=1):
            swap.prepare(name, content)
            if progress:
                progress(count, len(writes))
        for name in removals:
            if name not in writes:
                swap.remove(name)
        for name in writes:
            swap.put(name)
    except BaseException:
        swap.take_back()
        raise
    swap.end(removals)


@dataclass(slots=True)
class _Swap:
    """What has been done to a folder so far, and how to take it back."""

    folder: Path
    stage: Path | None = None
    made: list[Path] = field(default_factory=list)
    done: list[tuple[Path, Path | None]] = field(default_factory=list)

    def begin(self) -> None:
        """Make the folder, and a place aside on the same disk."""
        self._make(self.folder)
        self.stage = Path(tempfile.mkdtemp(prefix=".import-", dir=self.folder))

    def prepare(self, name: PurePath, content: bytes) -> None:
        """Write one file aside."""
        path = self._aside("new", name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)

    def remove(self, name: PurePath) -> None:
        """Remove one file, kept aside until the end."""
        self._save(name)
        (self.folder / name).unlink()

    def put(self, name: PurePath) -> None:
        """Put one prepared file at its place."""
        self._make((self.folder / name).parent)
        self._save(name)
        self._aside("new", name).replace(self.folder / name)

    def take_back(self) -> None:
        """Put everything back as it was."""
        for target, backup in reversed(self.done):
            if backup:
                backup.replace(target)
            else:
                target.unlink(missing_ok=True)
        self._clear()
        for path in reversed(self.made):
            with suppress(OSError):
                path.rmdir()

    def end(self, removals: Collection[PurePath]) -> None:
        """Clear what was aside, and the folders left empty."""
        self._clear()
        for path in {(self.folder / name).parent for name in removals}:
            with suppress(OSError):
                path.rmdir()

    def _save(self, name: PurePath) -> None:
        target = self.folder / name
        backup: Path | None = None
        if target.exists():
            backup = self._aside("old", name)
            backup.parent.mkdir(parents=True, exist_ok=True)
            try:
                os.link(target, backup)
            except OSError:
                shutil.copy2(target, backup)
        self.done.append((target, backup))

    def _aside(self, side: str, name: PurePath) -> Path:
        return (self.stage or self.folder) / side / name

    def _clear(self) -> None:
        if self.stage:
            shutil.rmtree(self.stage, ignore_errors=True)

    def _make(self, path: Path) -> None:
        for parent in (*reversed(path.parents), path):
            if not parent.exists():
                parent.mkdir()
                self.made.append(parent)
