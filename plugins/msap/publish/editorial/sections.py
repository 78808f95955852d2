"""What each kind of editorial content publishes: its pages, its feed, its drawings."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from msap.publish.page import Output
from msap.publish.site import Site, Sources
from msap.source.editorial_kinds import KINDS, EditorialKind


def sections(sources: Sources, site: Site) -> Output:
    """Make what every kind publishes, in the order of their declarations."""
    made = [section_of(kind, sources, site) for kind in KINDS]
    return Output(
        [page for output in made for page in output.pages],
        [file for output in made for file in output.files],
    )


def section_of(kind: EditorialKind[Any], sources: Sources, site: Site) -> Output:
    """Make what a kind publishes: the module of this folder that bears its name has `section`."""
    module = import_module(f"{__package__}.{kind.name}")
    output: Output = module.section(sources, site)
    return output
