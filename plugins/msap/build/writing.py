"""The whole site in a folder: each task done, or its artifact reused from the previous sites.

A file is the same when its size and its time are those noted when it was written. The folder may
begin as the previous site, where nearly all stand already; others are linked from the live one.
A file that somebody touched is made again. What was linked is never written to.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from msap.build.memory import Artifact
from msap.build.plan import Plan
from msap.build.pool import core_count, spread
from msap.build.progress import steps
from msap.build.request import Request, Result
from msap.build.tasks import Task
from msap.build.tree import Signature, read_tree, signature_of
from msap.publish.page import File, Output, SiteContents

LEAST_SPREAD = 8
"""Below so many tasks, starting a process costs more than it saves."""


class Writing:
    """Puts a site together in a folder."""

    def __init__(self, folder: Path, request: Request, write: Callable[[Output], None]) -> None:
        """Take `write`, which renders the pages and writes the files of an output."""
        self._folder = folder
        self._request = request
        self._write = write

    def make(self, plan: Plan, *, alone: bool) -> Result:
        """Run every task, on every core, then write what lists all pages.

        Nothing is reused from other sites, and no other process writes, when it is `alone`.
        """
        memory = self._request.memory
        sources = {task.name: plan.source_of(task) for task in plan.tasks} if memory else {}
        known = {} if alone or memory is None else memory.artifacts
        clean = {
            name: artifact
            for name, source in sources.items()
            if name in known and known[name][0] == source
            for artifact in [known[name][1]]
        }
        artifacts = self._standing(clean) if self._request.is_fresh else {}
        dirty = [task for task in plan.tasks if task.name not in artifacts]
        for made in self._made(dirty, plan, alone=alone):
            artifacts |= made
        if memory:
            memory.artifacts = {name: (sources[name], artifacts[name]) for name in sources}
        ordered = [artifacts[task.name] for task in plan.tasks]
        _require_each_once(ordered)
        summaries = tuple(summary for artifact in ordered for summary in artifact.summaries)
        files = tuple(file for artifact in ordered for file in artifact.files)
        last = self._artifact(
            plan.last(SiteContents(summaries, tuple(file.path for file in files)))
        )
        pages = {path: page for one in (*ordered, last) for path, page in one.pages.items()}
        return Result((*files, *last.files), pages)

    def _made(
        self, tasks: Sequence[Task], plan: Plan, *, alone: bool
    ) -> Iterator[dict[str, Artifact]]:
        def do(task: Task) -> dict[str, Artifact]:
            return {task.name: self._artifact(task.make())}

        few = alone or len(tasks) < LEAST_SPREAD
        own = [task for task in tasks if task.stays]
        others = [task for task in tasks if not task.stays]
        if not few:
            plan.prepare()
        work = spread(own, others, do, 1 if few else core_count())
        yield from steps(work, "Étapes de la construction", len(tasks)) if not few else work

    def _standing(self, artifacts: dict[str, Artifact]) -> dict[str, Artifact]:
        """Return the artifacts whose files stand in the folder, and remove all else in it."""
        tree = read_tree(self._folder)
        there = set(tree.folders)
        standing = {
            name: artifact
            for name, artifact in artifacts.items()
            if all(self._stands(file, tree.files, there) for file in artifact.files)
        }
        wanted = {file.path for artifact in standing.values() for file in artifact.files}
        for path in tree.files.keys() - wanted:
            (self._folder / path).unlink()
        needed = {folder for path in wanted for folder in _folders_of(path)}
        for folder in reversed(tree.folders):
            if folder not in needed:
                (self._folder / folder).rmdir()
        return standing

    def _stands(self, file: Signature, files: dict[str, Signature], there: set[str]) -> bool:
        """Return whether a file stands in the folder, where it is linked if need be.

        `files` and `there`, the folders, follow what is linked: at the first edit that is all.
        """
        found = files.get(file.path)
        if found == file:
            return True
        live = self._request.live
        if live is None or signature_of(live, file.path) != file:
            return False
        target, parent = f"{self._folder}/{file.path}", file.path.rpartition("/")[0]
        try:
            if found:
                files.pop(file.path)
                Path(target).unlink()
            if parent not in there:
                Path(self._folder, parent).mkdir(parents=True, exist_ok=True)
                there.add(parent)
            os.link(f"{live}/{file.path}", target)
        except OSError:  # a file system without links, or with too many to this file
            return False
        files[file.path] = file
        return True

    def _artifact(self, output: Output) -> Artifact:
        self._write(output)
        summaries = tuple(page.summary for page in output.pages)
        read, pages = self._request.read_page, {}
        if read:
            pages = {
                page.path: read(Path(self._folder, page.path).read_bytes()) for page in output.pages
            }
        return Artifact(summaries, tuple(map(self._signature, output.paths)), pages)

    def _signature(self, path: str) -> Signature:
        signature = signature_of(self._folder, path)
        if signature is None:
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), path)
        return signature


def _require_each_once(artifacts: Iterable[Artifact]) -> None:
    seen: set[str] = set()
    for artifact in artifacts:
        for file in artifact.files:
            if file.path in seen:
                raise RuntimeError(f"two tasks of the build write {file.path}")
            seen.add(file.path)


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
