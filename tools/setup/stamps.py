"""Remember what was installed from which lock file, so that a second set-up does nothing."""

import hashlib
from collections.abc import Iterable
from pathlib import Path


def digest_of(files: Iterable[Path]) -> str:
    """Return the SHA-256 of the files' names and bytes, in the order given."""
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()


class InstallStamp:
    """A small file that holds the digest of the lock files last installed with success."""

    def __init__(self, path: Path, files: Iterable[Path]) -> None:
        """Tie the stamp at `path` to the files whose change asks for a new installation."""
        self._path = path
        self._digest = digest_of(files)

    def is_current(self) -> bool:
        """Return whether these very files were installed."""
        return self._path.is_file() and self._path.read_text(encoding="ascii") == self._digest

    def write(self) -> None:
        """Record the success; call it last, so that an interrupted installation starts again."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._path.write_text(self._digest, encoding="ascii")
