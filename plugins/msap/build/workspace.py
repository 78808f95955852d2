"""The working folder beside the site, locked by one process, and the swap of the two.

It stands in the same file system as the site, so that a rename is enough to publish. The site that
was replaced stays beside the new one: the next build begins with it, since nearly all of its files
are the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from msap.own_folders import require_apart, require_own, swap, working_beside
from msap.processes import signals_ignored
from msap.verify.published import is_site

_ADVICE = "Choisissez un autre dossier avec --output, par exemple « --output output.essai »."
_BUSY = (
    "Une autre construction de ce site est en cours. Attendez qu’elle finisse, puis recommencez."
)


@contextmanager
def workspace(output: Path, root: Path, records: Path) -> Iterator[Path]:
    """Yield a folder to build in, cleared at the end whatever happens.

    It is empty, or holds the previous site, whose files may be links to those of
    that one: they can be removed, never written to. Raises Refusal when another process is building
    the same site, or when what would be replaced is not a site or is a source of this one; OSError
    when the disk refuses.
    """
    require_apart(output, root, _ADVICE, [records])
    output.parent.mkdir(parents=True, exist_ok=True)
    with working_beside(output, _BUSY) as folder:
        require_own(output, is_site, _ADVICE)
        require_own(_before(output), is_site, "Déplacez-le, puis recommencez.")
        fresh = folder / "site"
        if _before(output).is_dir():
            _before(output).rename(fresh)
        else:
            fresh.mkdir()
        yield fresh


def put_in_place(fresh: Path, output: Path) -> None:
    """Make the fresh site the one people read, with no instant without a site.

    Signals to stop are ignored meanwhile: the site is then either the old or the new one. The
    old one stays beside it, if it can: the next build can do without.
    """
    with signals_ignored():
        if not output.exists():
            fresh.rename(output)
            return
        swap(fresh, output)
        with suppress(OSError):
            fresh.rename(_before(output))


def _before(output: Path) -> Path:
    """Return the place of the site that the one in place replaced."""
    return output.parent / f".{output.name}.before"
