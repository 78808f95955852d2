"""The whole site in a fresh folder: parts that are the same are taken from the releases before.

A file is the same when its size and its time are those noted when it was made. The folder may begin
as the release before the last, where nearly all stand already; others are linked from the last one.
A release that somebody touched is made again where it was. What was linked is never written to.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from msap.keep import Asked, Keep, News, Shelf
from msap.processes import core_count, shared_out
from msap.progress import steps
from msap.publish.page import File, Output, Stamp, Written
from msap.publish.parts import Part
from msap.publish.plan import Plan
from msap.publish.tree import read_tree, stamp_of

LEAST_SHARED = 8
"""Below so many parts, starting a process costs more than it saves."""


class Made(NamedTuple):
    """A part that was made: what stands in the site, and what was asked of the keep for it."""

    written: Written
    asked: Asked


class Assembly:
    """Puts a site together in `fresh`; `last` is the release before, perhaps none."""

    def __init__(  # noqa: PLR0913 - where, from what and how a site is put together
        self,
        fresh: Path,
        last: Path | None,
        keep: Keep,
        write: Callable[[Output], None],
        *,
        is_fresh: bool = True,
        is_alone: bool = False,
    ) -> None:
        """Take `write`, which renders the pages and writes the files of an output.

        Nothing is taken or removed where the folder is not ours alone, and every page is written
        by this process when it `is_alone`.
        """
        self._fresh = fresh
        self._last = last
        self._keep = keep
        self._write = write
        self._is_fresh = is_fresh
        self._is_alone = is_alone

    def run(self, plan: Plan) -> list[Stamp]:
        """Write every part, on every core, and then what lists all pages; gives all files.

        Keys take time, and serve only those who find the keep later.
        """
        shelf: Shelf[Made] = self._keep.shelf("parts")
        takes = self._is_fresh and not self._is_alone and self._keep.outlives_this_process
        kept = plan.parts if takes else ()
        keys = {part.name: plan.key(part) for part in kept}
        found = {name: shelf.find(key) for name, key in keys.items()}
        made = self._taken(found) if self._is_fresh else {}
        for one in made.values():
            self._keep.retain(one.asked)
        missing = [part for part in plan.parts if part.name not in made]
        batches = _batches(missing)
        if self._is_alone or len(missing) < LEAST_SHARED:
            made |= {part.name: self._made(part) for part in missing}
        else:
            work = shared_out(batches, self._make, core_count())
            for batch, news in steps(work, "Parties du site", len(batches)):
                made |= batch
                self._keep.learn(news)
        for part in missing:
            if part.name in keys:
                shelf.put(keys[part.name], made[part.name])
        parts = [made[part.name].written for part in plan.parts]
        self._require_each_once(parts)
        pages = tuple(page for part in parts for page in part.pages)
        files = tuple(file for part in parts for file in part.files)
        last = plan.last(Written(pages, files))
        self._write(last)
        return [*files, *self._stamps(last)]

    def _taken(self, known: Mapping[str, Made | None]) -> dict[str, Made]:
        """Give the parts whose files stand in the fresh folder, which then holds nothing else."""
        tree = read_tree(self._fresh)
        taken = {
            name: part
            for name, part in known.items()
            if part and all(self._stands(stamp, tree.files) for stamp in part.written.files)
        }
        wanted = {stamp.path for part in taken.values() for stamp in part.written.files}
        for path in tree.files.keys() - wanted:
            (self._fresh / path).unlink()
        needed = {folder for path in wanted for folder in _folders_of(path)}
        for folder in reversed(tree.folders):
            if folder not in needed:
                (self._fresh / folder).rmdir()
        return taken

    def _stands(self, stamp: Stamp, files: dict[str, Stamp]) -> bool:
        """Tell whether a file stands in the fresh folder, where it is linked if need be."""
        found = files.get(stamp.path)
        if found == stamp:
            return True
        if self._last is None or stamp_of(self._last, stamp.path) != stamp:
            return False
        target = self._fresh / stamp.path
        try:
            if found:
                files.pop(stamp.path)
                target.unlink()
            target.parent.mkdir(parents=True, exist_ok=True)
            os.link(self._last / stamp.path, target)
        except OSError:  # a file system without links, or with too many to this file
            return False
        files[stamp.path] = stamp
        return True

    def _make(self, batch: Sequence[Part]) -> tuple[dict[str, Made], News]:
        made = {part.name: self._made(part) for part in batch}
        return made, self._keep.news(one.asked for one in made.values())

    def _made(self, part: Part) -> Made:
        self._keep.asked()  # by others, before
        output = part.make()
        self._write(output)
        pages = tuple(page.summary for page in output.pages)
        return Made(Written(pages, self._stamps(output)), self._keep.asked())

    def _stamps(self, output: Output) -> tuple[Stamp, ...]:
        return tuple(map(self._stamp, output.paths))

    def _stamp(self, path: str) -> Stamp:
        stamp = stamp_of(self._fresh, path)
        if stamp is None:
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), path)
        return stamp

    def _require_each_once(self, made: Iterable[Written]) -> None:
        seen: set[str] = set()
        for one in made:
            for stamp in one.files:
                if stamp.path in seen:
                    raise RuntimeError(f"two parts of the site write {stamp.path}")
                seen.add(stamp.path)


def _batches(parts: Iterable[Part]) -> list[list[Part]]:
    """Put together the parts of one batch; each of the others is alone."""
    batches: dict[str, list[Part]] = {}
    for part in parts:
        batches.setdefault(part.batch or f"only {part.name}", []).append(part)
    return list(batches.values())


def _folders_of(path: str) -> Iterator[str]:
    while folder := path.rpartition("/")[0]:
        yield folder
        path = folder


def write_files(files: Iterable[File], folder: Path) -> None:
    """Write files that are not there yet."""
    there: set[str] = set()
    for file in files:
        parent = file.path.rpartition("/")[0]
        if parent not in there:
            (folder / parent).mkdir(parents=True, exist_ok=True)
            there.add(parent)
        with (folder / file.path).open("xb") as opened:
            opened.write(file.content)
