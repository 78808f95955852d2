"""What a command asks of Pelican beyond the settings: one object, under the setting `MSAP`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from msap.keep import Keep
from msap.publish.going_back import Before


def _ignore(_folder: Path, _pages: Iterable[str]) -> None:
    """Leave written pages alone."""


@dataclass(frozen=True, slots=True)
class Request:
    """How a site is made; as it stands here, it is what `pelican` asks for by itself."""

    is_fresh: bool = False
    """True when OUTPUT_PATH is ours alone; otherwise files of others in it stay."""
    before: Before | None = None
    """The site of which nothing may be lost; by default the one in OUTPUT_PATH."""
    last: Path | None = None
    """The site from which files may be taken that are the same."""
    on_written: Callable[[Path, Iterable[str]], None] = _ignore
    """Told of pages as soon as they stand in the folder, in the process that wrote them."""
    only: tuple[str, ...] = ()
    """Kinds of parts to make, all when it is empty; what is left out is missed by links."""
    keep: Keep = field(default_factory=Keep)
