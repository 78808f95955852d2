"""Publications: documents to download, each with its page, and their feed."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from msap.publish.editorial.downloads import Download, describe_download
from msap.publish.editorial.prose import Prose, ShownDay, address, prose, shown_day
from msap.publish.editorial.section_list import SectionLine, section_pages
from msap.publish.files.feeds import FeedEntry, atom_feed
from msap.publish.page import File, Link, Output, Page
from msap.publish.site import Site, Sources
from msap.publish.wording.lists import list_words
from msap.publish.wording.typography import typeset
from msap.source.editorial import Editorial, EditorialFile
from msap.source.editorial_kinds import PUBLICATIONS, PublicationMatter

Publication = EditorialFile[PublicationMatter]

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


class PublicationView(NamedTuple):
    """A publication: who wrote it and when, its text, its documents."""

    text: Prose
    author: str
    day: ShownDay
    summary: str
    downloads: tuple[Download, ...]


def section(sources: Sources, site: Site) -> Output:
    """Make the pages of the publications, and their feed."""
    editorial = sources.editorial
    return Output(publication_pages(editorial, site), publications_feed(editorial, site))


def publication_pages(editorial: Editorial, site: Site) -> list[Page]:
    """Make the pages of the list and the page of each publication."""
    pages = [_page(publication, editorial, site) for publication in editorial.of(PUBLICATIONS)]
    return [*_list_pages(editorial), *pages]


def _list_pages(editorial: Editorial) -> list[Page]:
    return section_pages(
        PUBLICATIONS,
        [(_line(one, editorial), one.matter.date) for one in editorial.of(PUBLICATIONS)],
        description="Des documents à lire, à imprimer ou à réutiliser.",
        none="Aucune publication pour le moment.",
        feed=Link("Suivre les publications par un flux Atom", PUBLICATIONS.feed_url),
    )


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
        for p in editorial.of(PUBLICATIONS)
    ]
    return atom_feed(PUBLICATIONS, entries, site)


def _line(publication: Publication, editorial: Editorial) -> SectionLine:
    matter = publication.matter
    formats = [download.format for download in _downloads(publication, editorial)]
    return SectionLine(
        typeset(matter.title),
        address(publication, editorial),
        typeset(matter.summary),
        shown_day(matter.date),
        list_words(dict.fromkeys(formats)),
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
        crumbs=(Link(PUBLICATIONS.title, PUBLICATIONS.url),),
        modified=matter.date,
    )


def _downloads(publication: Publication, editorial: Editorial) -> tuple[Download, ...]:
    folder = editorial.folder / "documents"
    language = _LANGUAGES[publication.matter.language]
    return tuple(describe_download(folder / name, language) for name in publication.matter.files)
