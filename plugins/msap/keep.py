"""What builds keep from one to the next: results, by a digest of all they were made from.

A keep only saves time. A result is taken again when its key is the same, so what a build gives
never depends on what was kept; what was not asked for again is dropped. A file that is damaged,
foreign or of another version of the code is as good as none.
"""

from __future__ import annotations

import io
import pickle
import sqlite3
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from typing import Any, Generic, TypeVar

Value = TypeVar("Value")
_PACKAGE = Path(__file__).parent
_SCHEMA = """
PRAGMA journal_mode = MEMORY;
PRAGMA synchronous = OFF;
CREATE TABLE IF NOT EXISTS made_by (code TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS results (
    shelf TEXT NOT NULL, key TEXT NOT NULL, value BLOB NOT NULL, PRIMARY KEY (shelf, key)
);
"""
_CHECK_BYTES = 8
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
    """Results of one kind, by key.

    What was kept is unpacked when it is asked for, and packed once, by the process that made it.
    """

    def __init__(self, packed: dict[str, bytes]) -> None:
        self._packed = packed
        self._values: dict[str, Value] = {}
        self._stored = set(packed)
        self._used: dict[str, None] = {}
        self._asked: dict[str, None] = {}

    def find(self, key: str) -> Value | None:
        """Give what was kept under the key, None when there is nothing."""
        if key not in self._values:
            found = self._unpacked(key)
            if found is None:
                return None
            if key in self._stored:
                del self._packed[key]
            self._values[key] = found
        self._note(key)
        return self._values[key]

    def glance(self, key: str) -> Value | None:
        """Give what was kept under the key, which is then held packed only."""
        found = self._unpacked(key)
        if found is not None:
            self._note(key)
        return found

    def put(self, key: str, value: Value) -> None:
        """Keep a result."""
        self._values[key] = value
        self._note(key)

    def get(self, key: str, make: Callable[[], Value]) -> Value:
        """Give what was kept under the key, else make it and keep it."""
        found = self.find(key)
        if found is None:
            found = make()
            self.put(key, found)
        return found

    def asked(self) -> tuple[str, ...]:
        """Give the keys asked for since this was asked the last time."""
        asked, self._asked = tuple(self._asked), {}
        return asked

    def retain(self, keys: Iterable[str]) -> None:
        """Keep what was asked for when something was made that now is taken as it is."""
        for key in keys:
            if key in self._values or key in self._packed:
                self._used[key] = None

    def packed(self, keys: Iterable[str]) -> dict[str, bytes]:
        """Give results as other processes learn them."""
        return {key: self._pack(key) for key in keys}

    def learn(self, packed: Mapping[str, bytes]) -> None:
        """Keep what another process asked for."""
        for key, value in packed.items():
            if key not in self._values:
                self._packed[key] = value
            self._used[key] = None

    def changes(self) -> tuple[dict[str, bytes], set[str]]:
        """Give what is to be stored, and the keys of what is to be dropped; all is then settled."""
        used = set(self._used)
        new = {key: self._pack(key) for key in self._used if key not in self._stored}
        dropped = self._stored - used
        self._values = {key: self._values[key] for key in self._used if key in self._values}
        self._packed = {key: self._packed[key] for key in self._used if key in self._packed}
        self._stored, self._used, self._asked = used, {}, {}
        return new, dropped

    def _unpacked(self, key: str) -> Value | None:
        found: Value | None = _unpacked(self._packed.get(key, b""))
        if found is None:
            self._stored.discard(key)
            self._packed.pop(key, None)
        return found

    def _note(self, key: str) -> None:
        self._used[key] = None
        self._asked[key] = None

    def _pack(self, key: str) -> bytes:
        packed = self._packed.get(key)
        return pack(self._values[key]) if packed is None else packed


Asked = dict[str, tuple[str, ...]]
"""Keys of results, by shelf."""
News = dict[str, dict[str, bytes]]
"""What another process asked for, packed, by shelf and key."""


class Keep:
    """The shelves of one site, in a database of a folder; without a folder nothing outlives it."""

    def __init__(self, folder: Path | None = None) -> None:
        self.in_memory: dict[str, Any] = {}
        """What may be used again as long as the process lives, and never goes to the disk."""
        self._folder = folder
        self._shelves: dict[str, Shelf[Any]] = {}

    def shelf(self, name: str) -> Shelf[Any]:
        """Give the results of one kind, read from the disk the first time."""
        if name not in self._shelves:
            self._shelves[name] = Shelf(self._stored(name))
        return self._shelves[name]

    def get(self, name: str, key: Callable[[], str], make: Callable[[], Value]) -> Value:
        """Give what was kept on a shelf, else make it; a key is worked out if it serves later."""
        return self.shelf(name).get(key(), make) if self.outlives_this_process else make()

    def asked(self) -> Asked:
        """Give the keys asked for since this was asked the last time."""
        return {name: keys for name, shelf in self._shelves.items() if (keys := shelf.asked())}

    def retain(self, asked: Asked) -> None:
        """Keep what was asked for when something was made that now is taken as it is."""
        for name, keys in asked.items():
            self.shelf(name).retain(keys)

    def news(self, asked: Iterable[Asked]) -> News:
        """Give what was asked for, packed for another process."""
        news: News = {}
        for name, keys in (item for one in asked for item in one.items()):
            news.setdefault(name, {}).update(self.shelf(name).packed(keys))
        return news

    def learn(self, news: News) -> None:
        """Keep what another process asked for."""
        for name, values in news.items():
            self.shelf(name).learn(values)

    def save(self) -> None:
        """Store what this build used; a disk that refuses keeps nothing, and builds go on."""
        changes = {name: shelf.changes() for name, shelf in self._shelves.items()}
        if self._folder is None or not any(new or dropped for new, dropped in changes.values()):
            return
        with suppress(OSError), self._sound():
            self._folder.mkdir(parents=True, exist_ok=True)
            with closing(self._opened()) as database, database:
                for name, (new, dropped) in changes.items():
                    database.executemany(
                        "DELETE FROM results WHERE shelf = ? AND key = ?",
                        ((name, key) for key in dropped),
                    )
                    database.executemany(
                        "INSERT OR REPLACE INTO results VALUES (?, ?, ?)",
                        ((name, key, value) for key, value in new.items()),
                    )

    @property
    def outlives_this_process(self) -> bool:
        """True when what is packed will be read by another process."""
        return self._folder is not None

    def keys_on_disk(self, name: str) -> frozenset[str]:
        """Give the keys of one kind, for those who do not hold the site's lock: nothing is mended."""
        if self._folder is None:
            return frozenset()
        place = f"{self._file.resolve().as_uri()}?mode=ro"
        with suppress(sqlite3.Error), closing(sqlite3.connect(place, uri=True)) as database:
            if database.execute("SELECT code FROM made_by").fetchall() == [(self._code,)]:
                rows = database.execute("SELECT key FROM results WHERE shelf = ?", (name,))
                return frozenset(key for (key,) in rows)
        return frozenset()

    def _stored(self, name: str) -> dict[str, bytes]:
        if self._folder is None or not self._file.is_file():
            return {}
        with self._sound(), closing(self._opened()) as database:
            rows = database.execute("SELECT key, value FROM results WHERE shelf = ?", (name,))
            return {key: value for key, value in rows if isinstance(value, bytes)}
        return {}

    @contextmanager
    def _sound(self) -> Iterator[None]:
        """Remove the database when it turns out to be damaged: the next build makes another."""
        try:
            yield
        except sqlite3.Error:
            with suppress(OSError):
                self._file.unlink()

    def _opened(self) -> sqlite3.Connection:
        """Open the database; one of other code is emptied."""
        database = sqlite3.connect(self._file)
        database.executescript(_SCHEMA)
        found = database.execute("SELECT code FROM made_by").fetchall()
        if found != [(self._code,)]:
            with database:
                database.execute("DELETE FROM results")
                database.execute("DELETE FROM made_by")
                database.execute("INSERT INTO made_by VALUES (?)", (self._code,))
        return database

    @property
    def _file(self) -> Path:
        assert self._folder is not None  # noqa: S101 - who calls has asked
        return self._folder / "kept.sqlite"

    @cached_property
    def _code(self) -> str:
        return code_digest()


def pack(value: object) -> bytes:
    """Give a value as shelves hold it, with what tells whether it is whole."""
    payload = pickle.dumps(value, protocol=5)
    return blake2b(payload, digest_size=_CHECK_BYTES).digest() + payload


def _unpacked(packed: bytes) -> Any:  # noqa: ANN401 - a value of whatever kind the shelf holds
    """Give the value again; None when there is none, or when it is not what was packed."""
    check, payload = packed[:_CHECK_BYTES], packed[_CHECK_BYTES:]
    if not packed or blake2b(payload, digest_size=_CHECK_BYTES).digest() != check:
        return None
    try:
        return _Reader(io.BytesIO(payload)).load()
    except (pickle.UnpicklingError, AttributeError, ImportError, ValueError):
        return None


class _Reader(pickle.Unpickler):
    """Reads back records and views; a file made to run code is refused."""

    def find_class(self, module: str, name: str) -> type:
        """Give a class of the project, or one of a few plain ones."""
        if module.split(".", maxsplit=1)[0] == "msap" or (module, name) in _PLAIN:
            found = super().find_class(module, name)
            if isinstance(found, type):
                return found
        raise pickle.UnpicklingError(f"{module}.{name}")


def keep_of(root: Path, output: Path) -> Keep:
    """Give what earlier builds of the site in this folder kept."""
    return Keep(root / ".cache" / "msap" / digest(output.resolve()))


def code_digest() -> str:
    """Give a digest of the project's code, of Python and of the installed packages."""
    packages = {
        path.name
        for folder in sys.path
        if folder.endswith("site-packages")
        for path in Path(folder).glob("*.dist-info")
    }
    code = digest_of_files(
        (path for path in _PACKAGE.rglob("*") if path.suffix in {".py", ".csv"}), _PACKAGE
    )
    return digest(sys.version, sorted(packages), code)
