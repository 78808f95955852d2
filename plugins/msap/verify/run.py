"""All the rules: of a page alone, of a page among its neighbours, and of the whole site."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import NamedTuple, TypeAlias

from msap.verify import (
    empty_files,
    headers,
    identifiers,
    inline,
    integrity,
    ledger,
    leftovers,
    links,
    orphans,
    outline,
    sitemap,
    structured_data,
    third_parties,
    titles,
    weight,
)
from msap.verify.faults import Fault
from msap.verify.page import Document, Page, read_page
from msap.verify.site import HOME, BuiltSite, Pages

PageRule: TypeAlias = Callable[[Document], Iterator[str]]
"""Says what is wrong with a page, whatever stands around it."""
NeighbourRule: TypeAlias = Callable[[BuiltSite, Pages], Iterator[Fault]]
"""Says what is wrong with some pages, each because of what stands around it (`_Surroundings`)."""
SiteRule: TypeAlias = Callable[[BuiltSite], Iterator[Fault]]
"""Says what is wrong with the files of a site, all taken together."""

PAGE_RULES: tuple[PageRule, ...] = (
    outline.outline,
    identifiers.shared_identifiers,
    links.dead_anchors,
    titles.title,
    inline.inline_code,
    structured_data.descriptions,
    leftovers.leftovers,
    weight.elements,
)
NEIGHBOUR_RULES: tuple[NeighbourRule, ...] = (
    links.dead_links,
    third_parties.foreign_requests,
    integrity.digests,
    weight.weights,
)
SITE_RULES: tuple[SiteRule, ...] = (
    empty_files.empty_files,
    titles.shared_titles,
    third_parties.foreign_styles,
    headers.headers,
    sitemap.sitemap,
    orphans.orphans,
    ledger.addresses,
)


def judged_page(content: bytes) -> Page:
    """Read a page and judge it alone; a pure function, which any process may call."""
    document = read_page(content)
    faults = [(name_of(rule), words) for rule in PAGE_RULES for words in rule(document)]
    return document.page._replace(faults=tuple(faults)) if faults else document.page


def faults_of(site: BuiltSite) -> list[Fault]:
    """Give the faults of a site, in order."""
    return Judge().faults_of(site)


class Judge:
    """Judges the same site again and again; what was judged is remembered while it holds."""

    def __init__(self) -> None:
        """Remember nothing yet."""
        self._around = _Surroundings()
        self._pages: Pages = {}
        self._led_to: dict[str, tuple[Page, frozenset[str]]] = {}
        """Pages, and the files that each leads to."""
        self._faults: list[Fault] = []

    def faults_of(self, site: BuiltSite) -> list[Fault]:
        """Give the faults of a site, in order: always those that a new judge would find."""
        neighbours = self._faults_of_neighbours(site)
        alone = [
            Fault(name, words, rule)
            for name, page in site.pages.items()
            for rule, words in page.faults
        ]
        together = [
            fault._replace(rule=name_of(rule)) for rule in SITE_RULES for fault in rule(site)
        ]
        return sorted([*alone, *neighbours, *together])

    def _faults_of_neighbours(self, site: BuiltSite) -> list[Fault]:
        pages = self._to_judge(site)
        found = [
            fault._replace(rule=name_of(rule))
            for rule in NEIGHBOUR_RULES
            for fault in rule(site, pages)
        ]
        self._around = _Surroundings(
            site.url,
            {name: page.identifiers for name, page in site.pages.items()},
            {**self._around.sought, **site.sought},
            {**self._around.read, **site.asked},
        )
        self._pages = site.pages
        known = [f for f in self._faults if f.file in site.pages and f.file not in pages]
        self._faults = known + found
        return self._faults

    def _to_judge(self, site: BuiltSite) -> Pages:
        """Give the pages that changed, and those that lead to something that changed."""
        around = self._around
        if around.url != site.url:
            self._around, self._faults, self._led_to = _Surroundings(), [], {}
            return site.pages
        changed = around.changed_in(site)
        near = self._leading_to(changed, site) if changed else frozenset()
        self._around = around.without(changed)
        return {
            name: page
            for name, page in site.pages.items()
            if self._pages.get(name) is not page or name in near
        }

    def _leading_to(self, files: AbstractSet[str], site: BuiltSite) -> AbstractSet[str]:
        self._led_to = {name: self._files_of(name, site) for name in site.pages}
        return {name for name, (_, led_to) in self._led_to.items() if not files.isdisjoint(led_to)}

    def _files_of(self, name: str, site: BuiltSite) -> tuple[Page, frozenset[str]]:
        page = site.pages[name]
        known = self._led_to.get(name)
        if known and known[0] is page:
            return known
        files = {site.target(name, address).file for address in _addresses(page)}
        # A folder of data may get a home page, to which the same address then leads.
        homes = {f"{file}{HOME}" for file in files if file.endswith("/")}
        return page, frozenset(files | homes)


class _Surroundings(NamedTuple):
    """All that rules of neighbours read, but for the page that they judge."""

    url: str = "never"
    identifiers: Mapping[str, tuple[str, ...]] = {}
    sought: Mapping[str, bool] = {}
    """Files and folders that were asked for, and whether they were there."""
    read: Mapping[str, str] = {}
    """Digests of the files whose contents were asked for."""

    def changed_in(self, site: BuiltSite) -> AbstractSet[str]:
        """Name the files that came, went, or say something else to those that lead to them."""
        known, pages = self.identifiers, site.pages
        found = {name for name in pages if known.get(name) != pages[name].identifiers}
        found |= known.keys() - pages.keys()
        found |= {file for file, was in self.sought.items() if site.has(file) != was}
        found |= {file for file, was in self.read.items() if site.digest(file) != was}
        return found

    def without(self, files: AbstractSet[str]) -> _Surroundings:
        """Forget files: who needs them asks again."""
        return self._replace(
            sought={file: was for file, was in self.sought.items() if file not in files},
            read={file: was for file, was in self.read.items() if file not in files},
        )


def _addresses(page: Page) -> tuple[str, ...]:
    return (*page.addresses, *(address for address, _ in page.digests))


def name_of(rule: PageRule | NeighbourRule | SiteRule) -> str:
    """Give the name of the module of a rule, as faults say it."""
    return rule.__module__.rpartition(".")[2]
