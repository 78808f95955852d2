"""Every page is whole, says its language and has one main heading: screen readers begin there."""

from __future__ import annotations

from collections.abc import Iterator

from msap.verify.faults import Fault
from msap.verify.site import BuiltSite


def outlines(site: BuiltSite) -> Iterator[Fault]:
    """Find the pages cut short, without language, or with another number of `<h1>` than one."""
    for name, page in site.pages.items():
        if not page.is_whole:
            yield Fault(name, "La page est coupée : elle ne finit pas par « </html> ».")
        if page.language != "fr":
            yield Fault(name, f"La langue dite est « {page.language} » ; « fr » est attendu.")
        if page.main_headings != 1:
            yield Fault(name, f"La page a {page.main_headings} titres « <h1> » ; il en faut un.")
    for name, size in site.files.items():
        if size == 0:
            yield Fault(name, "Le fichier est vide.")
