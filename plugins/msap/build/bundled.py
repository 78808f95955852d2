"""Styles and scripts bundled beside the reading of records; `serve` does it again when they change."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from msap.build.esbuild import start_bundling
from msap.build.memory import Memory, contents
from msap.publish.scripts.assets import Assets, assets_of
from msap.publish.scripts.constants import Constants

_INSTALLED = ".package-lock.json"
"""What npm installed: it changes with any of its packages."""


@contextmanager
def bundled(
    theme: Path, packages: Path, constants: Constants, base: str, memory: Memory | None
) -> Iterator[Callable[[], Assets]]:
    """Yield what waits for the styles and scripts, which are bundled meanwhile.

    Raises Refusal when a package is missing or a source is wrong.
    """
    if memory:
        installed = packages / _INSTALLED
        source = (
            *(base, constants, contents(theme / "src")),
            installed.read_bytes() if installed.is_file() else b"",
        )

        def remembered() -> Assets:
            with start_bundling(theme, packages, constants) as bundling:
                return assets_of(bundling.finish(), base)

        yield lambda: memory.recall("assets", source, remembered)
        return
    with start_bundling(theme, packages, constants) as bundling:
        yield lambda: assets_of(bundling.finish(), base)
