"""The whole site in a fresh folder: parts that are the same are taken from the last release.

A file is taken by a hard link, when its size and its time are those noted when it was made; a
release that somebody touched is made again where it was. What was linked is never written to.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from msap.keep import Keep, News
from msap.processes import core_count, shared_out
from msap.progress import steps
from msap.publish.page import File, Output, Stamp, Written
from msap.publish.parts import Part
from msap.publish.plan import Plan

LEAST_SHARED = 8
"""Below so many parts, starting a process costs more than it saves."""


class Assembly:
    """Puts a site together in `fresh`; `last` is the release before, perhaps none."""

    def __init__(
        self, fresh: Path, last: Path | None, keep: Keep, write: Callable[[Output], None]
    ) -> None:
        """Take `write`, which renders the pages and writes the files of an output."""
        self._fresh = fresh
        self._last = last
        self._keep = keep
        self._write = write
        self._folders: set[str] = set()

    def run(self, plan: Plan) -> None:
        """Write every part, on every core, and then what lists all pages."""
        shelf = self._keep.shelf("parts")
        made: dict[str, Written] = {}
        missing: list[Part] = []
        for part in plan.parts:
            known: Written | None = shelf.find(plan.key(part))
            if known and self._take(known.files):
                made[part.name] = known
            else:
                missing.append(part)
        processes = core_count() if len(missing) >= LEAST_SHARED else 1
        for name, one, news in steps(
            shared_out(missing, self._make, processes), "Parties du site", len(missing)
        ):
            made[name] = one
            self._keep.learn(news)
        for part in missing:
            shelf.put(plan.key(part), made[part.name])
        self._require_each_once(made.values())
        parts = [made[part.name] for part in plan.parts]
        pages = tuple(page for part in parts for page in part.pages)
        self._write(plan.last(Written(pages, tuple(file for part in parts for file in part.files))))

    def _take(self, stamps: Sequence[Stamp]) -> bool:
        """Link the files of a part into the fresh folder, all of them or none."""
        if self._last is None or not all(map(self._is_unchanged, stamps)):
            return False
        linked = []
        try:
            for stamp in stamps:
                self._make_folder(stamp.path)
                os.link(self._last / stamp.path, self._fresh / stamp.path)
                linked.append(stamp.path)
        except OSError:  # a file system without links, or with too many to this file
            for path in linked:
                (self._fresh / path).unlink()
            return False
        return True

    def _is_unchanged(self, stamp: Stamp) -> bool:
        try:
            found = Path(f"{self._last}/{stamp.path}").lstat()
        except OSError:
            return False
        return (found.st_size, found.st_mtime_ns) == (stamp.size, stamp.mtime_ns)

    def _make(self, part: Part) -> tuple[str, Written, News]:
        before = self._keep.counts()
        output = part.make()
        self._write(output)
        paths = [page.path for page in output.pages] + [file.path for file in output.files]
        pages = tuple(page.summary for page in output.pages)
        made = Written(pages, tuple(map(self._stamp, paths)))
        return part.name, made, self._keep.news(before)

    def _stamp(self, path: str) -> Stamp:
        found = (self._fresh / path).stat()
        return Stamp(path, found.st_size, found.st_mtime_ns)

    def _make_folder(self, path: str) -> None:
        folder = path.rpartition("/")[0]
        if folder not in self._folders:
            Path(self._fresh, folder).mkdir(parents=True, exist_ok=True)
            self._folders.add(folder)

    def _require_each_once(self, made: Iterable[Written]) -> None:
        seen: set[str] = set()
        for one in made:
            for stamp in one.files:
                if stamp.path in seen:
                    raise RuntimeError(f"two parts of the site write {stamp.path}")
                seen.add(stamp.path)


def write_files(files: Iterable[File], folder: Path) -> None:
    """Write files that are not there yet."""
    for file in files:
        target = folder / file.path
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("xb") as opened:
            opened.write(file.content)
