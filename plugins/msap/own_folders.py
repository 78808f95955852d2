"""Safe replacement of folders: only those the tool made, and none of the project's sources.

A site is known by its URL manifest and a release by its own, which only the tool writes; a folder
to work in by the file MARK (docs/decisions/0018). Nothing is replaced or emptied through a link.
"""

from __future__ import annotations

import ctypes
import errno
import fcntl
import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from msap.errors import Refusal
from msap.processes import signals_deferred, signals_ignored

MARK = ".msap"
"""The file that marks a folder to work in; what lies beside it is cleared by the next run."""

_SOURCES = (
    *("bench", "content", "data", "docs", "node_modules", "plugins", "requirements", "tests"),
    *("theme", "tools", "LICENSES"),
)
_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_CANNOT_EXCHANGE = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP}


def absolute(folder: Path) -> Path:
    """Return the absolute path without following links, so that they are still seen."""
    return Path(os.path.abspath(folder))  # noqa: PTH100 - `resolve` would follow them


def is_source(name: str) -> bool:
    """Return whether what has this name at the root of the project is not for the tool to replace."""
    return name in _SOURCES or name.startswith(".")


def require_no_link(folder: Path, root: Path, advice: str) -> None:
    """Raise Refusal if a folder, or one above it in the project at `root`, is a link.

    Links above the project are the machine's own affair.
    """
    folder = absolute(folder)
    _refuse_links(
        (p for p in (folder, *folder.parents) if p == folder or p.is_relative_to(root)), advice
    )


def require_apart(folder: Path, root: Path, advice: str, sources: Iterable[Path] = ()) -> None:
    """Raise Refusal if a folder is reached by a link, or holds, is or lies in the sources.

    `root` is the project, `sources` are folders read besides its own, `advice` says what to write.
    What links above the project lead to is looked at.
    """
    folder = absolute(folder)
    require_no_link(folder, root, advice)
    real, project = folder.resolve(), root.resolve()
    read = [path.resolve() for path in sources]
    for path, words in {
        project: "les sources du projet, qui seraient perdues",
        Path("~").expanduser().resolve(): "votre dossier personnel, qui serait perdu",
        **dict.fromkeys(read, "les sources du site, qui seraient perdues"),
    }.items():
        if path.is_relative_to(real):
            raise Refusal(f"Le dossier « {folder} » contient {words}. {advice}")
    if real.is_relative_to(project):
        first = real.relative_to(project).parts[0]
        if is_source(first):
            read.append(project / first)
    for path in read:
        if real.is_relative_to(path):
            whole = "" if path == folder else f" (« {path} »)"
            raise Refusal(f"« {folder} » fait partie des sources{whole}. {advice}")


def require_own(folder: Path, is_own: Callable[[Path], bool], advice: str) -> None:
    """Raise Refusal if a folder holds something and the tool did not make it."""
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise Refusal(f"« {folder} » n’est pas un dossier. {advice}")
    if not folder.is_dir() or not any(folder.iterdir()):
        return
    if (folder / ".git").exists():
        raise Refusal(f"Le dossier « {folder} » est un dépôt git, qui serait perdu. {advice}")
    if not is_own(folder):
        raise Refusal(
            f"Le dossier « {folder} » contient autre chose que ce que le projet y écrit, et qui "
            f"serait perdu. Videz-le vous-même s’il ne sert plus. {advice}"
        )


def require_writable(folder: Path, is_own: Callable[[Path], bool], advice: str) -> None:
    """Raise Refusal if files of a folder may not be overwritten: it is not ours, or holds a link."""
    if not (folder / MARK).is_file():
        require_own(folder, is_own, advice)
    _refuse_links(folder.rglob("*"), advice)


@contextmanager
def writing_in(folder: Path) -> Iterator[None]:
    """Mark a folder while files are written into it, and for ever if that is stopped."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / MARK).touch()
    yield
    (folder / MARK).unlink()


@contextmanager
def working_beside(place: Path, busy: str) -> Iterator[Path]:
    """Yield the marked folder `.NAME.build` beside `place`, empty, locked, and removed at the end.

    What a killed process left there is cleared first; a folder that it had taken out of `place` and
    not yet replaced is put back. Raises Refusal with the sentence `busy` if another process works
    there, and if the folder is a link or has no mark.
    """
    folder = _beside(place)
    lock = None
    try:
        with signals_deferred():
            lock = _locked(folder, busy)
        _restore(folder, place)
        _clear(folder)
        yield folder
    finally:
        if lock is not None:
            with signals_ignored(), suppress(OSError):
                _restore(folder, place)
                _clear(folder)
                (folder / MARK).unlink()
                folder.rmdir()
            os.close(lock)


def require_free_beside(place: Path, busy: str) -> None:
    """Raise Refusal if `working_beside` would, and OSError if `place` can't be made; write nothing."""
    folder = _beside(place)
    _refuse_links([folder], "Retirez-le, puis recommencez.")
    there = next(path for path in (folder, *folder.parents) if path.exists())
    if not there.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(there))
    if not os.access(there, os.W_OK | os.X_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(there))
    if there == folder:
        lock = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
        try:
            _hold(lock, busy)
            _require_mark(folder)
        finally:
            os.close(lock)


def swap(fresh: Path, place: Path) -> None:
    """Exchange two folders with no instant at which `place` is missing; `fresh` then holds the old.

    Linux does it in one call. Elsewhere, and on file systems that cannot, the old one waits in the
    working folder of `fresh` between two renames: `working_beside` puts it back after a kill.
    """
    try:
        _exchange(fresh, place)
    except OSError as failure:
        if failure.errno not in _CANNOT_EXCHANGE:
            raise
        old = _taken_out(fresh.parent)
        place.rename(old)
        fresh.rename(place)
        old.rename(fresh)


def _refuse_links(paths: Iterable[Path], advice: str) -> None:
    for path in paths:
        if path.is_symlink():
            raise Refusal(
                f"« {path} » est un lien vers « {path.readlink()} » : rien n’est remplacé ni vidé "
                f"derrière un lien. {advice}"
            )


def _locked(folder: Path, busy: str) -> int:
    """Make and mark the folder, and hold it; returns the open lock, freed by the process's end."""
    while True:
        _refuse_links([folder], "Retirez-le, puis recommencez.")
        folder.mkdir(exist_ok=True)
        try:
            lock = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
        except FileNotFoundError:  # the process that held it has just ended
            continue
        try:
            _hold(lock, busy)
        except Refusal:
            os.close(lock)
            raise
        if _is_still(folder, lock):
            try:
                _mark(folder)
            except BaseException:
                with suppress(OSError):
                    folder.rmdir()  # if it was made here, it is empty
                os.close(lock)
                raise
            return lock
        os.close(lock)


def _beside(place: Path) -> Path:
    return place.with_name(f".{place.name}.build")


def _hold(lock: int, busy: str) -> None:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise Refusal(busy) from None


def _mark(folder: Path) -> None:
    _require_mark(folder)
    (folder / MARK).touch()


def _require_mark(folder: Path) -> None:
    if not (folder / MARK).is_file() and any(folder.iterdir()):
        raise Refusal(
            f"Le dossier « {folder} » n’a pas été fait par ce programme, qui travaille sous ce "
            "nom. Déplacez-le, puis recommencez."
        )


def _is_still(folder: Path, lock: int) -> bool:
    """Return whether the folder locked is the one that has this name, and not one just removed."""
    try:
        return os.path.samestat(os.fstat(lock), folder.stat())
    except FileNotFoundError:
        return False


def _taken_out(folder: Path) -> Path:
    """Return the place of the old folder, between the two renames."""
    return folder / "old"


def _restore(folder: Path, place: Path) -> None:
    if _taken_out(folder).exists() and not place.exists():
        _taken_out(folder).rename(place)


def _clear(folder: Path) -> None:
    """Remove all but the mark, which must outlive what it answers for."""
    for path in folder.iterdir():
        if path.name == MARK:
            continue
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
