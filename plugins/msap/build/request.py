"""The request and the result of a build, passed through one of Pelican's settings."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from msap.build.many_records import ParallelChecks
from msap.build.memory import Memory
from msap.build.tree import Signature
from msap.checks.run import Checks
from msap.publish.guards.regression import PreviousSite
from msap.verify.page import BuiltPage


class Result(NamedTuple):
    """The site that was written: all its files, and what was read of its pages, by their paths."""

    files: tuple[Signature, ...]
    pages: Mapping[str, BuiltPage]


@dataclass(frozen=True, slots=True)
class Request:
    """How a site is made: the setting `MSAP`. Without one, it is what `pelican` asks for by itself."""

    is_fresh: bool = False
    """True when OUTPUT_PATH is ours alone; otherwise files of others in it stay."""
    previous: PreviousSite | None = None
    """The site of which nothing may be lost; by default the one in OUTPUT_PATH."""
    live: Path | None = None
    """The live site, of which unchanged files may be reused."""
    read_page: Callable[[bytes], BuiltPage] | None = None
    """Reads each page once it is written, in the process that wrote it."""
    only: tuple[str, ...] = ()
    """Kinds of tasks to do, all when it is empty; what is left out is missed by links."""
    checks: Checks = field(default_factory=ParallelChecks)
    memory: Memory | None = None
    """What earlier builds of this process remember."""
