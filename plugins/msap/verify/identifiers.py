"""No two elements of a page have the same identifier: an anchor could lead to either."""

from __future__ import annotations

from collections.abc import Iterator

from msap.verify.page import ParsedPage


def shared_identifiers(document: ParsedPage) -> Iterator[str]:
    """Yield each identifier that the page gives twice."""
    seen: set[str] = set()
    for identifier in document.page.identifiers:
        if identifier in seen:
            yield f"L’identifiant « {identifier} » est donné deux fois."
        seen.add(identifier)
