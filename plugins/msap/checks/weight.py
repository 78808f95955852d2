"""Limits that keep pages light for old phones and slow connections, checked in the sources.

The figures say how many elements each thing takes on the page; `tests/checks/test_weight.py` builds
what is just light enough.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from msap.checks.located import error
from msap.domain.weight import MOST_ELEMENTS
from msap.source.catalogue import Catalogue
from msap.source.editorial import Editorial, EditorialFile
from msap.source.editorial_kinds import PAGES, InfographicMatter, PageMatter, PublicationMatter
from msap.source.entries import RecordEntry
from msap.source.grammar import description_html, page_html
from msap.source.msap import Msap
from msap.source.problems import Position, Problem
from msap.source.tables import Table

_FRAME = 186
"""Elements of the page of a place that says everything once, with its neighbours."""
_OF_THE_OFFER = 17
"""Elements that say what the network offers everywhere, in each of the ways to be present."""
_TAKEN: Mapping[str, Callable[[Msap], int]] = MappingProxyType(
    {
        "partners": lambda msap: 3 * len(msap.partners or ()),
        "services": lambda msap: 3 * len(msap.services or ()),
        "closures": lambda msap: len(msap.closures),
        "notices": lambda msap: 2 * len(msap.notices),
        "stops": lambda msap: 5 * len(msap.stops),
    }
)
"""Elements that each list of a record takes."""
_MOST_BYTES_OF_A_RECORD = 4800
"""Bytes of a record, compressed: its page has 3 700 more at most, and the style and script 9 300."""

_FRAME_OF_A_TEXT = 85
_FRAME_OF_A_CHART = 92
_FRAME_OF_A_MAP = 190
"""Elements around a text; a map has a table of its regions."""
_MOST_BYTES_OF_A_BODY = 7000
"""Bytes of the HTML of a text, compressed; the rest of its page has 3 000 at most."""

_OF_AN_IMAGE = 4
"""More elements that a picture takes on the page than in Markdown: its formats, its legend."""
_LEAST = 600
"""Characters of a record below which its page can't be too heavy."""
_LEAST_OF_A_TAG = 3
"""Characters of Markdown that make an element, at least: those of `- a` with its line end, or `*a*`."""


def record(entry: RecordEntry, catalogue: Catalogue) -> Iterator[Problem]:
    """The page of a record has few elements and few bytes."""
    if len(entry.text) < _LEAST:
        return
    msap = entry.msap
    taken = {key: count(msap) for key, count in _TAKEN.items()}
    described = msap.description or ""
    frame = _FRAME + (_OF_THE_OFFER if catalogue.network.offer else 0)
    if frame + sum(taken.values()) + len(described) // _LEAST_OF_A_TAG > MOST_ELEMENTS:
        taken["description"] = len(_parsed(description_html(described)).css("*"))
    elements = frame + sum(taken.values())
    if elements > MOST_ELEMENTS:
        key = max(taken, key=lambda one: taken[one])
        yield _too_heavy(entry, key, f"{elements} éléments", f"{MOST_ELEMENTS}")
    elif len(entry.text) > _MOST_BYTES_OF_A_RECORD:
        size = len(zlib.compress(entry.text.encode()))
        if size > _MOST_BYTES_OF_A_RECORD:
            yield _too_heavy(
                entry,
                _longest(msap),
                f"{size} octets une fois réduite",
                f"{_MOST_BYTES_OF_A_RECORD}",
            )


def _too_heavy(entry: RecordEntry, key: str, size: str, most: str) -> Problem:
    return error(
        entry,
        [key],
        "page-trop-lourde",
        f"La page de cette fiche serait trop lourde : {size}, pour {most} permis.",
        f"Raccourcissez « {key} » : gardez ce qui sert à venir.",
    )


def _longest(msap: Msap) -> str:
    """Return the key that holds the most words."""
    texts = {
        "description": msap.description or "",
        "remarks": msap.remarks or "",
        "access": f"{msap.access.details}{msap.access.transport}",
        "notices": "".join(notice.text for notice in msap.notices),
        "stops": "".join(
            f"{stop.details}{stop.name}{stop.address}{stop.hours}" for stop in msap.stops
        ),
        "closures": "".join(str(closure) for closure in msap.closures),
        "partners": "".join(str(partner) for partner in msap.partners or ()),
        "hours": str(msap.hours),
    }
    return max(texts, key=lambda key: len(texts[key]))


def texts(editorial: Editorial) -> Iterator[Problem]:
    """The page of each text has few elements and few bytes, with what its kind adds.

    `chart` is for those that are drawn from a table.
    """
    for document in editorial.documents:
        matter = document.matter
        if not (isinstance(matter, InfographicMatter) and matter.chart.data):
            yield from _text(document, _frame(document, editorial))


def chart(document: EditorialFile[InfographicMatter], read: Table) -> Iterator[Problem]:
    """A chart, its table and its text together have few elements."""
    drawn = len(read.rows) * (5 + len(read.columns)) + len(read.columns)
    is_map = document.matter.chart.kind == "map"
    yield from _text(document, _FRAME_OF_A_MAP if is_map else _FRAME_OF_A_CHART + drawn)


def _text(document: EditorialFile[Any], frame: int) -> Iterator[Problem]:
    if frame + len(document.body) // _LEAST_OF_A_TAG <= MOST_ELEMENTS:
        return
    html = page_html(document.body)
    tree = _parsed(html)
    elements = frame + len(tree.css("*")) + _OF_AN_IMAGE * len(tree.css("img"))
    size = len(zlib.compress(html.encode()))
    if elements > MOST_ELEMENTS:
        words = f"{elements} éléments, pour {MOST_ELEMENTS} permis"
    elif size > _MOST_BYTES_OF_A_BODY:
        words = f"{size} octets une fois réduite, pour {_MOST_BYTES_OF_A_BODY} permis"
    else:
        return
    yield Problem(
        document.path,
        Position(document.body_line),
        "page-trop-lourde",
        f"Cette page serait trop lourde : {words}.",
        "Faites-en plusieurs pages, ou déposez le tableau dans « content/documents/ ».",
    )


def _parsed(html: str) -> LexborHTMLParser:
    return LexborHTMLParser(html, is_fragment=True)


def _frame(document: EditorialFile[Any], editorial: Editorial) -> int:
    """Return how many elements the page has around the text."""
    matter = document.matter
    if isinstance(matter, InfographicMatter):
        return _FRAME_OF_A_MAP
    if isinstance(matter, PageMatter):
        return _FRAME_OF_A_TEXT + 3 * len(editorial.of(PAGES))
    if isinstance(matter, PublicationMatter):
        return _FRAME_OF_A_TEXT + 6 * len(matter.files)
    parts = next((file.parts for file in editorial.files if document in (file, *file.parts)), ())
    return _FRAME_OF_A_TEXT + 5 * len(parts)
