"""Every page is whole, in UTF-8, says its language and has one main heading: readers begin there."""

from __future__ import annotations

from collections.abc import Iterator

from msap.verify.page import ParsedPage


def outline(document: ParsedPage) -> Iterator[str]:
    """Refuse a page cut short, in another encoding, without language, or with another number of `<h1>` than one."""
    if not document.is_whole:
        yield "La page est coupée : elle ne finit pas par « </html> »."
    if not document.is_utf8:
        yield "La page n’est pas écrite en UTF-8."
    if document.language != "fr":
        yield f"La langue dite est « {document.language} » ; « fr » est attendu."
    if document.main_headings != 1:
        yield f"La page a {document.main_headings} titres « <h1> » ; il en faut un."
