"""Titles as tabs and search engines show them: no two pages have the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from msap.publish.page import Page


def with_own_titles(pages: Iterable[Page]) -> list[Page]:
    """Add the last step of its address to a title that several pages would share.

    The national list has places of one name in one commune.
    """
    pages = list(pages)
    uses = Counter(page.title for page in pages)
    return [page if uses[page.title] == 1 else _told_apart(page) for page in pages]


def _told_apart(page: Page) -> Page:
    return replace(page, title=f"{page.title} ({page.url.rstrip('/').rpartition('/')[2]})")
