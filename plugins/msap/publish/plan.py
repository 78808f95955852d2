"""The whole site from what was read: every page and every file, in a stable order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import NamedTuple, TypeVar

from msap.domain import addresses
from msap.keep import Keep, digest, digest_of_tree
from msap.publish.articles import news_feed, news_pages
from msap.publish.assets import Assets, read_assets
from msap.publish.calendar import calendar_script
from msap.publish.closed import closed_pages, moved_pages
from msap.publish.communes import communes_pages
from msap.publish.data_sources import sources_page
from msap.publish.departement import departement_pages
from msap.publish.directory import Directory
from msap.publish.directory_pages import directory_pages
from msap.publish.dossiers import dossier_pages
from msap.publish.downloads import document_files
from msap.publish.facts import Facts
from msap.publish.french import date_words, with_no_break_spaces
from msap.publish.going_back import Before
from msap.publish.headers import headers_file
from msap.publish.home import home_page, not_found_page
from msap.publish.infographics import infographics
from msap.publish.ledger import ledger_file, make_ledger
from msap.publish.legal import legal_pages
from msap.publish.maps.libraries import digest_of_libraries
from msap.publish.maps.plan import ListedPlaces, Maps
from msap.publish.offline import offline_pages, offline_script, worker_file
from msap.publish.old_addresses import old_address_pages
from msap.publish.page import Link, Output, Page, Written
from msap.publish.pages import content_pages
from msap.publish.parts import Part
from msap.publish.place import place_pages
from msap.publish.project import project_pages
from msap.publish.publications import publication_pages, publications_feed
from msap.publish.robots import robots_file, security_file
from msap.publish.search.files import SearchIndex
from msap.publish.search.page import search_page
from msap.publish.site import Site, Sources
from msap.publish.site_map import site_map_page
from msap.publish.sitemap import sitemap_files
from msap.publish.titles import shared_titles, with_own_titles
from msap.source.attachments import IMAGE_SUFFIXES, attached
from msap.source.catalogue import Catalogue
from msap.source.referentials import Departement


class Plan(NamedTuple):
    """The parts of the site in a stable order, and what is written once all pages are known.

    `base` is a digest of what every part may read.
    """

    site: Site
    base: str
    parts: tuple[Part, ...]
    last: Callable[[Written], Output]

    def key(self, part: Part) -> str:
        """Give a digest of all that a part is made from."""
        return digest(self.base, part.name, *(fact() for fact in part.inputs))


def plan_site(  # noqa: PLR0913 - all that a site is made of
    sources: Sources,
    *,
    url: str,
    today: date,
    before: Before | None = None,
    settings: str = "",
    keep: Keep | None = None,
    only: Collection[str] = (),
) -> Plan:
    """Plan every page and file.

    `url` is the public address, `today` the date of the build, `settings` a digest of the others;
    `before` is the site that this one replaces. `only` names the kinds of parts to make, all when
    it is empty: what is left out is missed by links, so that this only serves to measure.
    """
    keep = keep or Keep()
    constants = calendar_script(today) + offline_script(keeps_pages=sources.keeps_pages)
    assets = read_assets(sources.theme, constants)
    directory = Directory(sources.catalogue, keep)
    site = Site(
        url=url,
        network=sources.catalogue.network,
        is_demonstration=sources.catalogue.is_demonstration,
        today=today,
        style=assets.style.loaded,
        script=assets.script.loaded,
        menu=_MENU,
        footer=_FOOTER,
        data_source=_data_source(sources.catalogue),
        bundles={name: file.path for name, file in assets.bundles.items()}
        | {"index": addresses.SEARCH_INDEX},
        keeps_pages=sources.keeps_pages,
    )
    facts = Facts(directory, sources.editorial, keep)
    shared = keep.get(
        "shared-titles",
        lambda: digest(facts.names, facts.content),
        lambda: shared_titles(directory, sources.editorial),
    )
    base = digest(
        settings,
        sorted(shared),
        sorted(directory.departements),
        site,
        sources.catalogue.shared,
        digest_of_tree(sources.theme),
        digest_of_libraries(sources.packages),
    )
    parts = [
        part._replace(make=partial(_with_own_titles, part.make, shared))
        for part in _parts(sources, directory, site, assets, facts, base, only)
        if not only or part.name.split()[0] in only
    ]
    return Plan(site, base, tuple(parts), partial(_last, site, sources, before or Before()))


def _parts(  # noqa: PLR0913, PLR0917 - all that pages are made of
    sources: Sources,
    directory: Directory,
    site: Site,
    assets: Assets,
    facts: Facts,
    base: str,
    only: Collection[str],
) -> Iterator[Part]:
    """Declare every part: its name, what it is made from, how it is made."""
    editorial, departements = sources.editorial, directory.departements.values()
    listed = ListedPlaces(directory, site, facts, base)
    maps = Maps(directory, sources, site, listed, is_wanted=not only or "map" in only)

    def records() -> str:
        return facts.records

    def census() -> str:
        return facts.census

    def content() -> str:
        return facts.content

    def emptiness() -> str:
        return str(maps.is_empty)

    links = (*_MENU, *_FOOTER, _ACCESSIBILITY)
    search = SearchIndex(directory, editorial, links, site.today, facts)
    yield Part(
        "search words",
        (lambda: facts.names, content),
        lambda: Output(files=search.names_and_texts()),
        batch="search",
    )
    yield Part(
        "search places",
        (records, content),
        lambda: Output(files=search.places()),
        batch="search",
    )
    yield Part(
        "theme",
        (emptiness,),
        lambda: Output(files=[*assets.files, *maps.shared(), worker_file(sources.theme, site)]),
    )
    yield Part(
        "home",
        (census, content),
        lambda: Output([home_page(directory, sources, site)]),
    )
    yield Part(
        "directory",
        (census, emptiness),
        lambda: Output(directory_pages(directory, site, maps.link)),
    )
    for one in departements:
        yield Part(
            f"departement {one.code}",
            (partial(facts.departement, one.code),),
            partial(_departement, one, directory, site, maps),
            batch="maps",
        )
    yield Part("map", (records,), maps.country, batch="maps")
    yield Part("results", (records,), partial(_results, sources, site, maps), batch="maps")
    for one in departements:
        yield Part(
            f"communes {one.code}",
            (partial(facts.around_communes, one.code),),
            partial(_pages, communes_pages, one, directory, site),
        )
    for code in directory.holdings:
        yield Part(
            f"places {code}",
            (partial(facts.departement, code), partial(facts.around_places, code)),
            partial(_pages, place_pages, code, directory, site),
        )
    yield Part(
        "others",
        (lambda: facts.around_others, lambda: facts.names),
        lambda: Output(
            [
                *project_pages(directory, site),
                *closed_pages(directory, site),
                *moved_pages(directory),
            ]
        ),
    )
    yield Part("content", (census, content), partial(_content, sources, site))
    for image in attached(editorial.folder / "images", IMAGE_SUFFIXES):
        yield Part(
            f"image {image.name}",
            (partial(_content_of, image),),
            partial(_image, image),
        )
    yield Part("legal", (), lambda: Output([*legal_pages(site), *offline_pages(site)]))
    yield Part(
        "lists",
        (census, content),
        lambda: Output(
            [
                sources_page(sources, site),
                site_map_page(directory, editorial, site),
                not_found_page(site),
            ]
        ),
    )


Subject = TypeVar("Subject")


def _pages(
    make: Callable[[Subject, Directory, Site], list[Page]],
    subject: Subject,
    directory: Directory,
    site: Site,
) -> Output:
    return Output(make(subject, directory, site))


def _departement(departement: Departement, directory: Directory, site: Site, maps: Maps) -> Output:
    shown_on, files = maps.departement(departement.code)
    return Output(departement_pages(departement, directory, site, shown_on), files)


def _results(sources: Sources, site: Site, maps: Maps) -> Output:
    results = maps.results()
    page = search_page(results, sources.catalogue.referentials, site)
    return Output([page], list(results.files))


def _content(sources: Sources, site: Site) -> Output:
    """Make all that the files of `content/` say."""
    editorial = sources.editorial
    drawn = infographics(sources, site)
    pages = [
        *content_pages(editorial, site),
        *news_pages(editorial, site),
        *dossier_pages(editorial, site),
        *publication_pages(editorial, site),
        *drawn.pages,
    ]
    files = [
        *news_feed(editorial, site),
        *publications_feed(editorial, site),
        *document_files(editorial),
        *drawn.files,
    ]
    return Output(pages, files)


def _content_of(path: Path) -> str:
    return digest(path.read_bytes())


def _image(path: Path) -> Output:
    # Pillow takes a while to load, and a site may have no image.
    from msap.publish.images import image_files

    return Output(files=image_files(path))


def _with_own_titles(make: Callable[[], Output], shared: frozenset[str]) -> Output:
    output = make()
    return Output(with_own_titles(output.pages, shared), output.files)


def _last(site: Site, sources: Sources, before: Before, written: Written) -> Output:
    """Make what needs all other pages; raises Refusal when something of `before` would be lost."""
    pages = old_address_pages(written, site, sources, before)
    summaries = (*written.pages, *(page.summary for page in pages))
    ledger = make_ledger(Written(summaries, written.files), site, sources)
    headers = headers_file(site.base, sources.tiles)
    lists = [*sitemap_files(summaries, site), ledger_file(ledger)]
    return Output(pages, [*lists, robots_file(site), security_file(site), headers])


def _data_source(catalogue: Catalogue) -> str:
    """Name the list most records come from, with the date of its edition."""
    sources = (entry.msap.source for entry in catalogue.entries)
    counted = Counter(
        (source.name, f" ({date_words(source.date)})" if source.date else "")
        for source in sources
        if source
    )
    if not counted:
        return ""
    name, day = min(counted, key=lambda key: (-counted[key], key))
    return with_no_break_spaces(f"Source des fiches : {name}{day}.")


_MENU = (
    Link("Annuaire", addresses.DIRECTORY),
    Link("Actualités", addresses.NEWS),
    Link("Dossiers", addresses.DOSSIERS),
    Link("Publications", addresses.PUBLICATIONS),
    Link("Infographies et cartes", addresses.INFOGRAPHICS),
)
_ACCESSIBILITY = Link("Accessibilité", addresses.ACCESSIBILITY)
_FOOTER = (
    Link("Plan du site", addresses.SITE_MAP),
    Link("Mentions légales", addresses.LEGAL_NOTICES),
    Link("Données personnelles", addresses.PRIVACY),
    Link("Conditions d’utilisation", addresses.TERMS),
    Link("Sources des données", addresses.SOURCES),
)
