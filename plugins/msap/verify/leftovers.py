"""No page shows what a template failed to fill: its marks, or the name of an absent value.

Braces alone are left to those who write about them: only what reads like our templates is found.
"""

from __future__ import annotations

from collections.abc import Iterator

from msap.verify.page import ParsedPage


def leftovers(document: ParsedPage) -> Iterator[str]:
    """Yield each mark that stands in the text or an attribute of the page."""
    for mark in document.leftovers:
        yield f"« {mark} » se lit dans la page : un gabarit l’a mal remplie, ou un texte l’écrit."
