"""From an HTML page to a tagged PDF whose bytes depend on the page, the fonts and the browser."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tools.documents.page import PrintedPage

SIZE_LIMIT = 100_000
"""Bytes; what a document may weigh on a slow connection."""

_DATE = re.compile(rb"\((D:\d{14})([+-]\d\d'\d\d'|Z)?\)")


class PrintError(RuntimeError):
    """The browser gave something that cannot be published."""


def print_page(browser: Browser, page: PrintedPage) -> bytes:
    """Print a page on A4; raises PrintError when the PDF is too heavy or not tagged in French."""
    context = browser.new_context(java_script_enabled=False, offline=True, locale="fr-FR")
    tab = context.new_page()
    tab.set_content(page.html)
    pdf = tab.pdf(prefer_css_page_size=True, print_background=True, tagged=True, outline=True)
    context.close()
    pdf = _with_date(pdf, page.edited)
    if len(pdf) > SIZE_LIMIT:
        raise PrintError(f"{page.name}: {len(pdf)} bytes, over the limit of {SIZE_LIMIT}")
    if b"/MarkInfo" not in pdf or b"/Lang (fr" not in pdf:
        raise PrintError(f"{page.name}: the browser gave a PDF without tags or language")
    return pdf


def _with_date(pdf: bytes, edited: date) -> bytes:
    """Write the edition's date over the clock's, at the same length so that offsets hold."""
    fixed = f"D:{edited:%Y%m%d}120000".encode()
    return _DATE.sub(lambda found: b"(" + fixed + (found[2] or b"") + b")", pdf)
