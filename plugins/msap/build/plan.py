"""The plan of a build: its tasks, and the files that are written after all of them.

What a task is made from is worked out only where it is remembered.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection
from datetime import date
from functools import partial
from typing import NamedTuple

from msap.build.fingerprints import Fingerprint, Fingerprints
from msap.build.memory import Memory, contents
from msap.build.remembered import (
    RememberingDirectory,
    RememberingMaps,
    RememberingPlaces,
    RememberingSearch,
)
from msap.build.tasks import Task, site_tasks
from msap.domain import addresses
from msap.domain.own_pages import ACCESSIBILITY, OWN_PAGES
from msap.publish.directory import Directory
from msap.publish.files.headers import headers_file
from msap.publish.files.robots import robots_file, security_file
from msap.publish.files.sitemap import sitemap_files
from msap.publish.files.url_manifest import make_url_manifest, url_manifest_file
from msap.publish.guards.old_addresses import old_address_pages
from msap.publish.guards.regression import PreviousSite
from msap.publish.maps.plan import ListedPlaces, Maps
from msap.publish.page import Link, Output, SiteContents
from msap.publish.pages.titles import shared_titles, with_own_titles
from msap.publish.scripts.assets import Assets
from msap.publish.search.files import SearchIndex
from msap.publish.site import Site, Sources
from msap.publish.wording.dates import date_words
from msap.publish.wording.typography import with_no_break_spaces
from msap.source.catalogue import Catalogue
from msap.source.editorial_kinds import SECTIONS


class Plan(NamedTuple):
    """The tasks of the site in a stable order, and what is written once all pages are known."""

    site: Site
    directory: Directory
    tasks: tuple[Task, ...]
    last: Callable[[SiteContents], Output]
    base: Fingerprint = None
    """What every task may read: theme, settings, shared data, the day."""
    prints: Fingerprints | None = None

    def prepare(self) -> None:
        """Work out what many tasks read, before several processes do them."""
        kinds = {task.name.split()[0] for task in self.tasks}
        if "places" in kinds:
            self.directory.neighbours  # noqa: B018 - remembered by the directory
        if "communes" in kinds:
            self.directory.nearest_by_commune  # noqa: B018

    def source_of(self, task: Task) -> Fingerprint:
        """Return all that a task is made from, to be compared; None when nothing is remembered."""
        return (self.base, task.source(self.prints)) if self.prints else None


def plan_site(  # noqa: PLR0913 - all that a site is made of
    sources: Sources,
    assets: Assets,
    *,
    url: str,
    today: date,
    previous: PreviousSite | None = None,
    settings: Fingerprint = None,
    memory: Memory | None = None,
    only: Collection[str] = (),
) -> Plan:
    """Plan every page and file.

    `url` is the public address, `today` the date of the build, `settings` what else pages may
    depend on; `previous` is the site that this one replaces. `only` names the kinds of tasks to do,
    all when it is empty: what is left out is missed by links, so that this only serves to measure.
    """
    catalogue = sources.catalogue
    directory = (
        RememberingDirectory(catalogue, today, memory) if memory else Directory(catalogue, today)
    )
    site = Site(
        url=url,
        network=catalogue.network,
        is_demonstration=catalogue.is_demonstration,
        today=today,
        style=assets.style.loaded,
        script=assets.script.loaded,
        menu=_MENU,
        footer=_FOOTER,
        data_source=_data_source(catalogue),
        modules=assets.modules,
        results_style=assets.results_style.loaded,
        infographics_style=assets.infographics_style.loaded,
        offline=assets.offline.loaded,
        keeps_pages=sources.keeps_pages,
    )
    links = (*_MENU, *_FOOTER, _ACCESSIBILITY)
    wants_maps = not only or "map" in only
    if memory:
        prints = Fingerprints(directory, sources.editorial, memory)
        shared = memory.recall(
            "shared titles",
            (prints.names, prints.content),
            lambda: shared_titles(directory, sources.editorial),
        )
        base = memory.same(
            "base",
            (
                *(settings, shared, site, prints.shared, list(directory.departements)),
                *(assets, contents(sources.theme / "templates")),
            ),
        )
        listed: ListedPlaces = RememberingPlaces(prints, base, directory, site)
        maps: Maps = RememberingMaps(
            prints, directory, sources, site, listed, assets, is_wanted=wants_maps
        )
        search: SearchIndex = RememberingSearch(directory, sources.editorial, links, today, prints)
    else:
        prints, base = None, None
        shared = shared_titles(directory, sources.editorial)
        listed = ListedPlaces(directory, site)
        maps = Maps(directory, sources, site, listed, assets, is_wanted=wants_maps)
        search = SearchIndex(directory, sources.editorial, links, today)
    tasks = [
        task._replace(make=partial(_with_own_titles, task.make, shared))
        for task in site_tasks(sources, directory, site, assets, maps, search)
        if not only or task.name.split()[0] in only
    ]
    last = partial(_last, site, sources, directory, previous or PreviousSite())
    return Plan(site, directory, tuple(tasks), last, base, prints)


def _with_own_titles(make: Callable[[], Output], shared: frozenset[str]) -> Output:
    output = make()
    return Output(with_own_titles(output.pages, shared), output.files)


def _last(
    site: Site,
    sources: Sources,
    directory: Directory,
    previous: PreviousSite,
    written: SiteContents,
) -> Output:
    """Make what needs all other pages; raises Refusal when `previous` would lose something."""
    pages = old_address_pages(written, site, directory, previous)
    summaries = (*written.pages, *(page.summary for page in pages))
    url_manifest = make_url_manifest(SiteContents(summaries, written.files), site, directory)
    headers = headers_file(site.base, sources.tiles)
    lists = [*sitemap_files(summaries, site), url_manifest_file(url_manifest)]
    return Output(pages, [*lists, robots_file(site), security_file(site), headers])


def _data_source(catalogue: Catalogue) -> str:
    """Return the list most records come from, with the date of its edition."""
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
    *(Link(kind.title, kind.url) for kind in SECTIONS),
)
_ACCESSIBILITY = Link("Accessibilité", ACCESSIBILITY.url)
_FOOTER = tuple(Link(page.title, page.url) for page in OWN_PAGES if page.in_footer)
