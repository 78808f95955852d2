"""The body of an editorial file as pages show it, with the list of its headings."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from markupsafe import Markup
from selectolax.lexbor import LexborHTMLParser

from msap.publish.editorial.markdown import render_page
from msap.publish.editorial.pictures import Picture, with_pictures
from msap.publish.page import Link
from msap.publish.site import Site
from msap.publish.wording.dates import date_words
from msap.source.editorial import Editorial, EditorialFile
from msap.source.editorial_kinds import Matter

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
    headings = LexborHTMLParser(html, is_fragment=True).css("h2[id]")
    sections = tuple(Link(node.text(), f"#{node.attributes['id']}") for node in headings)
    pieces = with_pictures(html, editorial.folder / "images", site.base)
    return Prose(pieces, sections if len(sections) >= _FEWEST_SECTIONS else ())


def address(document: EditorialFile[Matter], editorial: Editorial) -> str:
    """Return the site address of an editorial file."""
    return editorial.addresses[document.inside]


def shown_day(day: date) -> ShownDay:
    """Show a date."""
    return ShownDay(day.isoformat(), date_words(day))
