"""The body of an editorial file as pages show it, with the list of its headings."""

from __future__ import annotations

import re
from datetime import date
from html import unescape
from typing import NamedTuple

from markupsafe import Markup

from msap.publish.editorial.markdown import render_page
from msap.publish.editorial.pictures import Picture, with_pictures
from msap.publish.page import Link
from msap.publish.site import Site
from msap.publish.wording.dates import date_words
from msap.source.editorial import Editorial, EditorialFile
from msap.source.editorial_kinds import Matter

_SECTION = re.compile(r'<h2 id="([^"]+)">(.*?)</h2>', re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_FEWEST_SECTIONS = 3


class Prose(NamedTuple):
    """Clean HTML parted at its images; `contents` leads to its sections, from 3 of them on."""

    pieces: tuple[Markup | Picture, ...]
    contents: tuple[Link, ...]


class ShownDay(NamedTuple):
    """A date for machines and for people."""

    iso: str
    words: str


def prose(document: EditorialFile[Matter], editorial: Editorial, site: Site) -> Prose:
    """Render the body of a file and list its sections."""
    html = render_page(document.body, document.inside, editorial.addresses, site.base)
    sections = tuple(
        Link(unescape(_TAG.sub("", inner)), f"#{name}") for name, inner in _SECTION.findall(html)
    )
    pieces = with_pictures(html, editorial.folder / "images", site.base)
    return Prose(pieces, sections if len(sections) >= _FEWEST_SECTIONS else ())


def address(document: EditorialFile[Matter], editorial: Editorial) -> str:
    """Return the site address of an editorial file."""
    return editorial.addresses[document.inside]


def shown_day(day: date) -> ShownDay:
    """Show a date."""
    return ShownDay(day.isoformat(), date_words(day))
