"""Publications: documents to download, each with its page, and their feed."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from msap.domain.addresses import PUBLICATIONS, PUBLICATIONS_FEED, part_url
from msap.publish.editorial.downloads import Download, describe_download
from msap.publish.editorial.prose import Prose, ShownDay, address, prose, shown_day
from msap.publish.files.feeds import FeedEntry, atom_feed
from msap.publish.page import File, Link, Page
from msap.publish.pages.pagination import ELEMENT_LIMIT, Parts, parts_of, split_evenly
from msap.publish.site import Site
from msap.publish.wording.french import count_words, list_words, typeset
from msap.source.editorial import Editorial, EditorialFile, PublicationMatter

Publication = EditorialFile[PublicationMatter]

_TITLE = "Publications"
_LINE_ELEMENTS, _OTHER_ELEMENTS = 7, 110
"""Elements of a line of the list, and of the rest of its page."""
_LANGUAGES: Mapping[str, str] = MappingProxyType(
    {
        "fr": "en français",
        "en": "en anglais",
        "br": "en breton",
        "co": "en corse",
        "eu": "en basque",
        "ca": "en catalan",
        "oc": "en occitan",
        "de": "en allemand",
    }
)


class PublicationLine(NamedTuple):
    """A publication in the list."""

    title: str
    url: str
    day: ShownDay
    formats: str
    summary: str


class PublicationsView(NamedTuple):
    """One page of the list, from the newest; `feed` is None while there is no publication."""

    publications: tuple[PublicationLine, ...]
    parts: Parts | None
    feed: Link | None


class PublicationView(NamedTuple):
    """A publication: who wrote it and when, its text, its documents."""

    text: Prose
    author: str
    day: ShownDay
    summary: str
    downloads: tuple[Download, ...]


def publication_pages(editorial: Editorial, site: Site) -> list[Page]:
    """Make the pages of the list and the page of each publication."""
    pages = [_page(publication, editorial, site) for publication in editorial.publications]
    return [*_list_pages(editorial), *pages]


def _list_pages(editorial: Editorial) -> list[Page]:
    publications = editorial.publications
    feed = Link("Suivre les publications par un flux Atom", PUBLICATIONS_FEED)
    cut = split_evenly(publications, lambda _one: _LINE_ELEMENTS, ELEMENT_LIMIT - _OTHER_ELEMENTS)
    labels = [str(number) for number in range(1, len(cut) + 1)]
    sentence = f"La liste est répartie en {count_words(len(cut), 'page', 'pages')}."
    return [
        Page(
            url=part_url(PUBLICATIONS, number),
            template="publications.html",
            title=_TITLE + (f" – page {number} sur {len(cut)}" if number > 1 else ""),
            description="Des documents à lire, à imprimer ou à réutiliser.",
            view=PublicationsView(
                tuple(_line(publication, editorial) for publication in part),
                parts_of(PUBLICATIONS, sentence, labels, number),
                feed if publications else None,
            ),
            crumbs=() if number == 1 else (Link(_TITLE, PUBLICATIONS),),
            modified=max((one.matter.date for one in part), default=None),
        )
        for number, part in enumerate(cut, start=1)
    ]


def publications_feed(editorial: Editorial, site: Site) -> list[File]:
    """Make the Atom feed of the publications; none while there is none."""
    entries = [
        FeedEntry(
            typeset(p.matter.title),
            address(p, editorial),
            typeset(p.matter.summary),
            p.matter.date,
            p.matter.date,
            typeset(p.matter.author),
        )
        for p in editorial.publications
    ]
    return atom_feed(PUBLICATIONS_FEED, Link(_TITLE, PUBLICATIONS), entries, site)


def _line(publication: Publication, editorial: Editorial) -> PublicationLine:
    matter = publication.matter
    formats = [download.format for download in _downloads(publication, editorial)]
    return PublicationLine(
        typeset(matter.title),
        address(publication, editorial),
        shown_day(matter.date),
        list_words(dict.fromkeys(formats)),
        typeset(matter.summary),
    )


def _page(publication: Publication, editorial: Editorial, site: Site) -> Page:
    matter = publication.matter
    return Page(
        url=address(publication, editorial),
        template="publication.html",
        title=typeset(matter.title),
        description=typeset(matter.summary),
        view=PublicationView(
            prose(publication, editorial, site),
            typeset(matter.author),
            shown_day(matter.date),
            typeset(matter.summary),
            _downloads(publication, editorial),
        ),
        crumbs=(Link(_TITLE, PUBLICATIONS),),
        modified=matter.date,
    )


def _downloads(publication: Publication, editorial: Editorial) -> tuple[Download, ...]:
    folder = editorial.folder / "documents"
    language = _LANGUAGES[publication.matter.language]
    return tuple(describe_download(folder / name, language) for name in publication.matter.files)
