"""What each kind of editorial content publishes: its pages, its feed, its drawings."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from msap.publish.page import Output
from msap.publish.site import Site, Sources
from msap.source.editorial_kinds import KINDS

_SECTIONS: tuple[Callable[[Sources, Site], Output], ...] = tuple(
    import_module(f"{__package__}.{kind.name}").section for kind in KINDS
)
"""What makes the pages of each kind: `section` of the module of this folder that bears its name."""


def sections(sources: Sources, site: Site) -> Output:
    """Make what every kind publishes, in the order of their declarations."""
    made = [section(sources, site) for section in _SECTIONS]
    return Output(
        [page for output in made for page in output.pages],
        [file for output in made for file in output.files],
    )
