"""A folder beside the site to work in, held by one process alone, and the swap of the two.

It stands in the same file system as the site, so that a rename is enough to publish. What a killed
process left there is cleared by the next one; the lock goes with the process that holds it. The
site that was replaced stays beside the new one: the next build begins with it, since nearly all of
its files are the same.
"""

from __future__ import annotations

import ctypes
import errno
import fcntl
import os
import shutil
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from msap.errors import Refusal
from msap.processes import stops_deferred

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_CANNOT_EXCHANGE = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP}


@contextmanager
def workspace(output: Path) -> Iterator[Path]:
    """Give a folder to build in, cleared at the end whatever happens.

    It is empty, or holds the site before the one in place, whose files may be links to those of
    that one: they can be removed, never written to. Raises Refusal when another process is building
    the same site, or when `output` holds something else than a site; OSError when the disk refuses.
    """
    _require_site(output)
    output.parent.mkdir(parents=True, exist_ok=True)
    folder = output.parent / f".{output.name}.build"
    lock = None
    try:
        with stops_deferred():
            lock = _locked(folder)
        _restore(_aside(folder), output)
        _clear(folder)
        fresh = folder / "site"
        if _before(output).is_dir():
            _before(output).rename(fresh)
        else:
            fresh.mkdir()
        yield fresh
    finally:
        if lock is not None:
            with _undisturbed():
                shutil.rmtree(folder, ignore_errors=True)
                os.close(lock)


def put_in_place(fresh: Path, output: Path) -> None:
    """Make the fresh site the one people read, with no instant without a site.

    Linux exchanges the two folders in one call. Elsewhere, and on file systems that cannot, two
    renames follow each other; a process killed between them is mended by the next `workspace`.
    Requests to stop are not heard meanwhile: the site is then either the old or the new one.
    """
    with _undisturbed():
        if not output.exists():
            fresh.rename(output)
            return
        try:
            _exchange(fresh, output)
            replaced = fresh
        except OSError as failure:
            if failure.errno not in _CANNOT_EXCHANGE:
                raise
            replaced = _aside(fresh.parent)
            output.rename(replaced)
            fresh.rename(output)
        replaced.rename(_before(output))


def _require_site(output: Path) -> None:
    """Refuse to replace a folder that no build made: it may be someone's work."""
    if output.exists() and not output.is_dir():
        raise Refusal(f"« {output} » n’est pas un dossier. Choisissez-en un autre avec --output.")
    if output.is_dir() and any(output.iterdir()) and not (output / "index.html").is_file():
        raise Refusal(
            f"Le dossier « {output} » contient autre chose qu’un site construit, qui serait perdu. "
            "Videz-le, ou choisissez-en un autre avec --output."
        )


def _locked(folder: Path) -> int:
    """Make the folder and hold it; gives the open lock, which the end of the process frees."""
    while True:
        folder.mkdir(exist_ok=True)
        try:
            lock = os.open(folder, os.O_RDONLY)
        except FileNotFoundError:  # the process that held it has just ended
            continue
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(lock)
            raise Refusal(
                "Une autre construction de ce site est en cours. Attendez qu’elle finisse, "
                "puis recommencez."
            ) from None
        if _is_still(folder, lock):
            return lock
        os.close(lock)


def _is_still(folder: Path, lock: int) -> bool:
    """Tell whether the folder locked is the one that has this name, and not one just removed."""
    try:
        return os.path.samestat(os.fstat(lock), folder.stat())
    except FileNotFoundError:
        return False


def _aside(folder: Path) -> Path:
    """Name the place of the old site, between the two renames."""
    return folder / "old"


def _before(output: Path) -> Path:
    """Name the place of the site that the one in place replaced."""
    return output.parent / f".{output.name}.before"


def _restore(aside: Path, output: Path) -> None:
    if aside.exists() and not output.exists():
        aside.rename(output)


def _clear(folder: Path) -> None:
    for path in folder.iterdir():
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()


def _exchange(one: Path, other: Path) -> None:
    """Exchange two folders in one step; OSError says when the system cannot."""
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))
    names = os.fsencode(one), os.fsencode(other)
    if rename(_AT_FDCWD, names[0], _AT_FDCWD, names[1], _RENAME_EXCHANGE) != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number), str(other))


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Ignore requests to stop for a few instants."""
    heard = {name: signal.getsignal(name) for name in (signal.SIGINT, signal.SIGTERM)}
    try:
        for name in heard:
            signal.signal(name, signal.SIG_IGN)
        yield
    finally:
        for name, handler in heard.items():
            signal.signal(name, handler)
