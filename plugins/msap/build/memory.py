"""The cache that a process keeps from one build to the next, in memory only."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from hashlib import blake2b
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from msap.build.tree import Signature
from msap.publish.page import PageSummary
from msap.verify.page import BuiltPage

Item = TypeVar("Item", bound=Hashable)
Value = TypeVar("Value")
_MANY_BYTES = 256 * 1024


class Artifact(NamedTuple):
    """What a task wrote: its files, with what others need to know of its pages."""

    summaries: tuple[PageSummary, ...]
    files: tuple[Signature, ...]
    pages: dict[str, BuiltPage]


class Memory:
    """Results by name, each with the source it was made from.

    A source is any value: it is compared, so that what a build gives never depends on what was
    remembered. A name has one result, the last.
    """

    def __init__(self) -> None:
        self._results: dict[Hashable, tuple[object, Any]] = {}
        self.artifacts: dict[str, tuple[object, Artifact]] = {}
        """What the tasks of the last build wrote, by their names, each with its source."""

    def recall(self, name: Hashable, source: object, make: Callable[[], Value]) -> Value:
        """Return the result of this name if it was made from an equal source, else make it."""
        known = self._results.get(name)
        if known is None or known[0] != source:
            known = self._results[name] = (source, make())
        value: Value = known[1]
        return value

    def recall_each(
        self, sources: Mapping[Item, object], make: Callable[[list[Item]], Iterable[Value]]
    ) -> list[Value]:
        """Return the result of each item, those of which the source changed made at once."""
        changed = [
            item
            for item, source in sources.items()
            if item not in self._results or self._results[item][0] != source
        ]
        for item, value in zip(changed, make(changed), strict=True):
            self._results[item] = sources[item], value
        return [self._results[item][1] for item in sources]

    def same(self, name: Hashable, value: Value) -> Value:
        """Return the object remembered under this name if it is equal: to compare it is then fast."""
        return self.recall(name, value, lambda: value)


def content_of(path: Path) -> bytes:
    """Return the bytes of a file, or a digest of many: photos would fill the memory for nothing."""
    content = path.read_bytes()
    return content if len(content) <= _MANY_BYTES else blake2b(content).digest()


def contents(*folders: Path) -> tuple[tuple[str, bytes], ...]:
    """Return the path and the content of every file in folders; one that is not there is empty."""
    return tuple(
        (str(path), content_of(path))
        for folder in folders
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    )
