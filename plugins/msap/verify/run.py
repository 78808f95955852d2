"""All the rules: of a page alone, of a page among its neighbours, and of the whole site."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias

from msap.verify import (
    empty_files,
    headers,
    identifiers,
    inline,
    integrity,
    leftovers,
    links,
    orphans,
    outline,
    sitemap,
    structured_data,
    third_parties,
    titles,
    url_manifest,
    weight,
)
from msap.verify.faults import SiteFault
from msap.verify.page import BuiltPage, ParsedPage, read_page
from msap.verify.site import BuiltSite, Pages

PageRule: TypeAlias = Callable[[ParsedPage], Iterator[str]]
"""Says what is wrong with a page, whatever stands around it."""
NeighbourRule: TypeAlias = Callable[[BuiltSite, Pages], Iterator[SiteFault]]
"""Says what is wrong with some pages, each because of what stands around it."""
SiteRule: TypeAlias = Callable[[BuiltSite], Iterator[SiteFault]]
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
    titles.repeated_titles,
    third_parties.foreign_styles,
    headers.headers,
    sitemap.sitemap,
    orphans.orphans,
    url_manifest.listed_addresses,
)


def verified_page(content: bytes) -> BuiltPage:
    """Read a page and apply the rules on single pages; any process may call it."""
    document = read_page(content)
    faults = [(name_of(rule), words) for rule in PAGE_RULES for words in rule(document)]
    return document.page._replace(faults=tuple(faults)) if faults else document.page


def faults_of(site: BuiltSite) -> list[SiteFault]:
    """Return the faults of a site, in order."""
    return sorted([*faults_alone(site), *faults_among(site, site.pages), *faults_together(site)])


def faults_alone(site: BuiltSite) -> Iterator[SiteFault]:
    """Yield what is wrong with each page by itself, as it was found when the page was read."""
    for name, page in site.pages.items():
        for rule, words in page.faults:
            yield SiteFault(name, words, rule)


def faults_among(site: BuiltSite, pages: Pages) -> list[SiteFault]:
    """Return what is wrong with these pages because of what stands around them."""
    return [
        fault._replace(rule=name_of(rule))
        for rule in NEIGHBOUR_RULES
        for fault in rule(site, pages)
    ]


def faults_together(site: BuiltSite, rules: Iterable[SiteRule] = SITE_RULES) -> list[SiteFault]:
    """Return what is wrong with the files of a site, all taken together."""
    return [fault._replace(rule=name_of(rule)) for rule in rules for fault in rule(site)]


def name_of(rule: PageRule | NeighbourRule | SiteRule) -> str:
    """Return the name of the module of a rule, as faults say it."""
    return rule.__module__.rpartition(".")[2]
