"""What builds keep from one to the next: results, by a digest of all they were made from.

A keep only saves time. A result is taken again when its key is the same, so what a build gives
never depends on what was kept; what was not asked for again is dropped. A file that is damaged,
foreign or of another version of the code is as good as none.
"""

from __future__ import annotations

import io
import pickle
import sys
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from hashlib import blake2b
from itertools import islice
from pathlib import Path
from typing import Any, Generic, TypeVar

Value = TypeVar("Value")
_PACKAGE = Path(__file__).parent
_PLAIN = {
    ("datetime", "date"),
    ("pathlib", "PurePosixPath"),
    ("pathlib", "PosixPath"),
    ("markupsafe", "Markup"),
    ("builtins", "frozenset"),
    ("builtins", "set"),
}


def digest(*parts: object) -> str:
    """Give a digest of texts and bytes, and of what else there is as `repr` writes it."""
    made = blake2b(digest_size=16)
    for part in parts:
        data = part if isinstance(part, bytes) else str(part).encode()
        made.update(f"{len(data)}:".encode())
        made.update(data)
    return made.hexdigest()


def digest_of_files(paths: Iterable[Path], folder: Path) -> str:
    """Give a digest of the names, from `folder` on, and of the contents of files, in any order."""
    found = sorted(paths)
    return digest(
        *(part for path in found for part in (path.relative_to(folder), path.read_bytes()))
    )


def digest_of_tree(folder: Path) -> str:
    """Give a digest of all that a folder holds; one that is not there is empty."""
    return digest_of_files((path for path in folder.rglob("*") if path.is_file()), folder)


class Shelf(Generic[Value]):
    """Results of one kind, by key."""

    def __init__(self, known: dict[str, Value]) -> None:
        self._known = known
        self._used: dict[str, Value] = {}

    def find(self, key: str) -> Value | None:
        """Give what was kept under the key, None when there is nothing."""
        if key not in self._used and key in self._known:
            self._used[key] = self._known[key]
        return self._used.get(key)

    def put(self, key: str, value: Value) -> None:
        """Keep a result."""
        self._used[key] = value

    def get(self, key: str, make: Callable[[], Value]) -> Value:
        """Give what was kept under the key, else make it and keep it."""
        found = self.find(key)
        if found is None:
            found = make()
            self.put(key, found)
        return found

    @property
    def is_changed(self) -> bool:
        """True when what this build used is not what was known."""
        return self._used.keys() != self._known.keys()

    @property
    def used(self) -> dict[str, Value]:
        """Give what this build asked for."""
        return self._used


News = dict[str, dict[str, Any]]
"""What another process asked for, by shelf and key."""


class Keep:
    """The shelves of one site, in the files of a folder; without a folder nothing outlives it."""

    def __init__(self, folder: Path | None = None) -> None:
        self.in_memory: dict[str, Any] = {}
        """What may be used again as long as the process lives, and never goes to the disk."""
        self._folder = folder
        self._code = code_digest() if folder else ""
        self._shelves: dict[str, Shelf[Any]] = {}

    def shelf(self, name: str) -> Shelf[Any]:
        """Give the results of one kind, read from the disk the first time."""
        if name not in self._shelves:
            self._shelves[name] = Shelf(self._read(name))
        return self._shelves[name]

    def news(self, before: Mapping[str, int]) -> News:
        """Give what was asked for since `before`, the numbers of results used then."""
        return {
            name: dict(islice(shelf.used.items(), before.get(name, 0), None))
            for name, shelf in self._shelves.items()
            if len(shelf.used) > before.get(name, 0)
        }

    def counts(self) -> dict[str, int]:
        """Give the number of results used by now, by shelf."""
        return {name: len(shelf.used) for name, shelf in self._shelves.items()}

    def learn(self, news: News) -> None:
        """Keep what another process asked for."""
        for name, values in news.items():
            for key, value in values.items():
                self.shelf(name).put(key, value)

    def save(self) -> None:
        """Write what this build used; a disk that refuses keeps nothing, and builds go on."""
        for name, shelf in self._shelves.items():
            if self._folder is not None and shelf.is_changed:
                with suppress(OSError):
                    self._write(name, shelf.used)
            self._shelves[name] = Shelf(shelf.used)

    def _read(self, name: str) -> dict[str, Any]:
        if self._folder is None:
            return {}
        try:
            head, _, payload = (self._folder / name).read_bytes().partition(b"\n")
            if head.decode() == self._heading(payload):
                known = _Reader(io.BytesIO(payload)).load()
                return known if isinstance(known, dict) else {}
        except (OSError, ValueError, pickle.UnpicklingError, AttributeError, ImportError):
            pass
        return {}

    def _write(self, name: str, values: dict[str, Any]) -> None:
        assert self._folder is not None  # noqa: S101 - `save` asked
        payload = pickle.dumps(values, protocol=5)
        self._folder.mkdir(parents=True, exist_ok=True)
        part = self._folder / f"{name}.part"
        part.write_bytes(self._heading(payload).encode() + b"\n" + payload)
        part.replace(self._folder / name)

    def _heading(self, payload: bytes) -> str:
        return f"msap {self._code} {digest(payload)}"


class _Reader(pickle.Unpickler):
    """Reads back records and views; a file made to run code is refused."""

    def find_class(self, module: str, name: str) -> type:
        """Give a class of the project, or one of a few plain ones."""
        if module.split(".", maxsplit=1)[0] == "msap" or (module, name) in _PLAIN:
            found = super().find_class(module, name)
            if isinstance(found, type):
                return found
        raise pickle.UnpicklingError(f"{module}.{name}")


def code_digest() -> str:
    """Give a digest of the project's code, of Python and of the installed packages."""
    packages = {
        path.name
        for folder in sys.path
        if folder.endswith("site-packages")
        for path in Path(folder).glob("*.dist-info")
    }
    code = digest_of_files(_PACKAGE.rglob("*.py"), _PACKAGE)
    return digest(sys.version, sorted(packages), code)
