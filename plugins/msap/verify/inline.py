"""No page holds a style, a script or a handler: the security policy refuses them all.

A description for machines (JSON-LD) is data and not a script.
"""

from __future__ import annotations

from collections.abc import Iterator

from msap.verify.faults import Fault
from msap.verify.site import BuiltSite


def inline_code(site: BuiltSite) -> Iterator[Fault]:
    """Name each piece of code that stands in a page."""
    for name, page in site.pages.items():
        for found in page.inline:
            yield Fault(
                name, f"« {found} » est écrit dans la page ; la politique de sécurité le refuse."
            )
