"""No page holds a style, a script or a handler: the security policy refuses them all.

A description for machines (JSON-LD) is data and not a script.
"""

from __future__ import annotations

from collections.abc import Iterator

from msap.verify.page import ParsedPage


def inline_code(document: ParsedPage) -> Iterator[str]:
    """Yield each piece of code that stands in the page."""
    for found in document.inline:
        yield f"« {found} » est écrit dans la page ; la politique de sécurité le refuse."
