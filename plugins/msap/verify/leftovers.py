"""No page shows what a template failed to fill: its marks, or the name of an absent value.

Braces alone are left to those who write about them: only what reads like our templates is found.
"""

from __future__ import annotations

from collections.abc import Iterator

from msap.verify.faults import Fault
from msap.verify.site import BuiltSite


def leftovers(site: BuiltSite) -> Iterator[Fault]:
    """Name each mark that stands in the text or an attribute of a page."""
    for name, page in site.pages.items():
        for mark in page.leftovers:
            yield Fault(
                name,
                f"« {mark} » se lit dans la page : un gabarit l’a mal remplie, ou un texte l’écrit.",
            )
