"""The rules of built pages for `serve`, which applies them again only where something changed."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from msap.verify.faults import SiteFault
from msap.verify.orphans import orphans
from msap.verify.page import BuiltPage
from msap.verify.run import (
    SITE_RULES,
    SiteRule,
    faults_alone,
    faults_among,
    faults_together,
)
from msap.verify.site import HOME, BuiltSite, Pages
from msap.verify.third_parties import foreign_styles


class RememberingVerifier:
    """Applies the rules of neighbours again only to pages around which something changed."""

    def __init__(self) -> None:
        """Remember nothing yet."""
        self._surroundings = _Surroundings()
        self._pages: Pages = {}
        self._led_to: dict[str, tuple[BuiltPage, frozenset[str]]] = {}
        """Pages, and the files that each leads to."""
        self._faults: list[SiteFault] = []
        self._of_site: dict[SiteRule, tuple[object, list[SiteFault]]] = {}
        """What long rules of the whole site read, and the faults that they found."""

    def faults_of(self, site: BuiltSite) -> list[SiteFault]:
        """Return the faults of a site, in order: always those of `verify.run.faults_of`."""
        neighbours = self._faults_of_neighbours(site)
        return sorted([*faults_alone(site), *neighbours, *self._faults_together(site)])

    def _faults_together(self, site: BuiltSite) -> list[SiteFault]:
        """Return the faults of the whole site; long rules are applied again when they may differ."""
        sources: dict[SiteRule, object] = {
            orphans: (
                site.url,
                [(name, page.followed, page.moved_to) for name, page in site.pages.items()],
            ),
            foreign_styles: [
                (name, site.digest(name)) for name in site.files if name.endswith(".css")
            ],
        }
        for rule, source in sources.items():
            if rule not in self._of_site or self._of_site[rule][0] != source:
                self._of_site[rule] = source, faults_together(site, [rule])
        others = [rule for rule in SITE_RULES if rule not in sources]
        known = [fault for _, faults in self._of_site.values() for fault in faults]
        return faults_together(site, others) + known

    def _faults_of_neighbours(self, site: BuiltSite) -> list[SiteFault]:
        pages = self._to_verify(site)
        found = faults_among(site, pages)
        self._surroundings = _Surroundings(
            site.url,
            {name: page.identifiers for name, page in site.pages.items()},
            {**self._surroundings.sought, **site.sought},
            {**self._surroundings.read, **site.asked},
        )
        self._pages = site.pages
        known = [f for f in self._faults if f.file in site.pages and f.file not in pages]
        self._faults = known + found
        return self._faults

    def _to_verify(self, site: BuiltSite) -> Pages:
        """Return the pages that changed, and those that lead to something that changed."""
        known = self._surroundings
        if known.url != site.url:
            self._surroundings, self._faults, self._led_to = _Surroundings(), [], {}
            return site.pages
        changed = known.changed_in(site)
        near = self._leading_to(changed, site) if changed else frozenset()
        self._surroundings = known.without(changed)
        return {
            name: page
            for name, page in site.pages.items()
            if self._pages.get(name) is not page or name in near
        }

    def _leading_to(self, files: AbstractSet[str], site: BuiltSite) -> AbstractSet[str]:
        self._led_to = {name: self._files_of(name, site) for name in site.pages}
        return {name for name, (_, led_to) in self._led_to.items() if not files.isdisjoint(led_to)}

    def _files_of(self, name: str, site: BuiltSite) -> tuple[BuiltPage, frozenset[str]]:
        page = site.pages[name]
        known = self._led_to.get(name)
        if known and known[0] is page:
            return known
        files = {site.target(name, address).file for address in _addresses(page)}
        # A folder of data may get a home page, to which the same address then leads.
        homes = {f"{file}{HOME}" for file in files if file.endswith("/")}
        return page, frozenset(files | homes)


class _Surroundings(NamedTuple):
    """All that rules of neighbours read, except the page that they check."""

    url: str = "never"
    identifiers: Mapping[str, tuple[str, ...]] = {}
    sought: Mapping[str, bool] = {}
    """Files and folders that were asked for, and whether they were there."""
    read: Mapping[str, str] = {}
    """Digests of the files whose contents were asked for."""

    def changed_in(self, site: BuiltSite) -> AbstractSet[str]:
        """Return the files that came, went, or say something else to those that lead to them."""
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


def _addresses(page: BuiltPage) -> tuple[str, ...]:
    return (*page.addresses, *(address for address, _ in page.digests))
