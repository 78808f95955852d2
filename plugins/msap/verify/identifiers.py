"""No two elements of a page have the same identifier: an anchor could lead to either."""

from __future__ import annotations

from collections.abc import Iterator

from msap.verify.faults import Fault
from msap.verify.site import BuiltSite


def shared_identifiers(site: BuiltSite) -> Iterator[Fault]:
    """Name each identifier that a page gives twice."""
    for name, page in site.pages.items():
        seen: set[str] = set()
        for identifier in page.identifiers:
            if identifier in seen:
                yield Fault(name, f"L’identifiant « {identifier} » est donné deux fois.")
            seen.add(identifier)
