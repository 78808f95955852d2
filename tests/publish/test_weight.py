"""What pages cost: bytes of the shared files, elements of each page, nothing inline."""

import gzip
import re
from pathlib import Path

from tests.scripts import assets
from tests.site_checks.elements import count_elements

MOST_SHARED_BYTES = 8_200
MOST_ELEMENTS = 350
_INLINE = re.compile(r"<style|\sstyle=|\son[a-z]+=|<script(?! src=| type=\"application/ld\+json\")")
_FOREIGN = re.compile(
    r"<(?:script|img|iframe|link rel=\"stylesheet\")[^>]+(?:src|href)=\"(?:https?:)?//"
)


def test_style_and_script_stay_light() -> None:
    """Together they cost at most 8.2 KB compressed, holidays included; a place page has 14 in all."""
    shared = assets().style, assets().script
    assert b"Jour de l\xe2\x80\x99an" in shared[1].content
    sizes = [len(gzip.compress(file.content)) for file in shared]
    assert sum(sizes) <= MOST_SHARED_BYTES, sizes


def test_no_page_is_too_long(sample_site: Path) -> None:
    """Lists are split before they pass 350 elements, those of departments included."""
    heavy = {
        page.relative_to(sample_site).as_posix(): count
        for page in sample_site.rglob("*.html")
        if (count := count_elements(page)) > MOST_ELEMENTS
    }
    assert heavy == {}


def test_nothing_is_inline_nor_from_elsewhere(mini_site: Path) -> None:
    """No page holds a style, a script or a handler, or fetches a file of another host."""
    faulty = {
        page.relative_to(mini_site).as_posix()
        for page in mini_site.rglob("*.html")
        if _INLINE.search(text := page.read_text(encoding="utf-8")) or _FOREIGN.search(text)
    }
    assert faulty == set()
