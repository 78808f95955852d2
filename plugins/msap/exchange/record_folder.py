"""An atomic change of a folder of records: a new folder is made beside it, then takes its name.

Whoever reads the folder, at whatever moment a process is killed, sees it as it was or all changed.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path, PurePath

from msap.own_folders import swap, working_beside
from msap.processes import signals_ignored

_BUSY = "Un autre import est en cours dans ce dossier. Attendez qu’il finisse, puis recommencez."


@dataclass(frozen=True, slots=True)
class RecordFolder:
    """A folder of records held by this process, and a place beside it to prepare changes in."""

    path: Path
    aside: Path
    before: tuple[int, int] | None
    """The identity of the folder when it was taken hold of."""

    @property
    def outcome(self) -> str:
        """Return in French whether the records have changed."""
        is_same = _identity(self.path) == self.before
        return "Aucune fiche n’a changé." if is_same else "Les fiches sont écrites."

    def replace_files(
        self,
        writes: Mapping[PurePath, bytes],
        removals: Collection[PurePath],
        progress: Callable[[int, int], None],
    ) -> None:
        """Write and remove files, named by their paths inside the folder: all, or none.

        `progress` is called with the number of files that are ready and their total. Raises OSError
        when the disk refuses.
        """
        if not writes and not removals:
            return
        fresh = self.aside / "records"
        fresh.mkdir()
        for count, (name, content) in enumerate(writes.items(), start=1):
            (fresh / name).parent.mkdir(parents=True, exist_ok=True)
            (fresh / name).write_bytes(content)
            progress(count, len(writes))
        if not self.path.exists():
            fresh.rename(self.path)
            return
        _carry_over(self.path, fresh, {self.path / name for name in (*writes, *removals)})
        for name in removals:
            with suppress(OSError):  # some other file is there
                (fresh / name).parent.rmdir()
        with signals_ignored():
            swap(fresh, self.path)


@contextmanager
def held(records: Path) -> Iterator[RecordFolder]:
    """Yield the folder, which no other import can change meanwhile; it need not exist yet.

    What a killed import left is cleared first. What ends the program in this block gets a note that
    says whether the records have changed. Raises Refusal when another import is at work.
    """
    path = records.resolve()
    missing = [parent for parent in path.parents if not parent.exists()]
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with working_beside(path, _BUSY) as aside:
            folder = RecordFolder(path, aside, _identity(path))
            try:
                yield folder
            except BaseException as end:
                end.add_note(folder.outcome)
                raise
    finally:
        for parent in missing:
            with suppress(OSError):  # the records are there
                parent.rmdir()


def _identity(folder: Path) -> tuple[int, int] | None:
    try:
        found = folder.stat()
    except FileNotFoundError:
        return None
    return found.st_dev, found.st_ino


def _carry_over(old: Path, new: Path, left_out: Collection[Path]) -> None:
    """Put every file of a folder into another too, as a second name of it where the disk can."""
    new.mkdir(exist_ok=True)
    for path in old.iterdir():
        if path.is_dir() and not path.is_symlink():
            _carry_over(path, new / path.name, left_out)
        elif path not in left_out:
            try:
                os.link(path, new / path.name, follow_symlinks=False)
            except OSError:
                shutil.copy2(path, new / path.name, follow_symlinks=False)
    shutil.copystat(old, new)
