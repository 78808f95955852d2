"""Every link inside the site leads to a page or a file, and every anchor to a part of that page."""

from __future__ import annotations

from collections.abc import Iterator

from msap.verify.faults import Fault
from msap.verify.site import BuiltSite


def dead_links(site: BuiltSite) -> Iterator[Fault]:
    """Follow every reference that stays inside the site."""
    anchors = {name: frozenset(page.identifiers) for name, page in site.pages.items()}
    for name, targets in site.targets.items():
        for reference, file, anchor in targets:
            if not file or file.endswith("/"):
                continue
            if file not in site.files:
                yield Fault(name, f"« {reference.address} » ne mène à rien.")
            elif anchor and file in anchors and anchor not in anchors[file]:
                yield Fault(name, f"« {reference.address} » mène à un endroit que la page n’a pas.")
