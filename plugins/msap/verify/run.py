"""All the rules: those that judge a page alone, as soon as it is read, and those of the site."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeAlias

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
from msap.verify.site import BuiltSite

PageRule: TypeAlias = Callable[[Document], Iterator[str]]
"""Says what is wrong with a page, whatever stands around it."""
SiteRule: TypeAlias = Callable[[BuiltSite], Iterator[Fault]]
"""Says what is wrong with files of a site, because of others."""

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
SITE_RULES: tuple[SiteRule, ...] = (
    empty_files.empty_files,
    links.dead_links,
    titles.shared_titles,
    third_parties.foreign_requests,
    integrity.digests,
    headers.headers,
    sitemap.sitemap,
    weight.weights,
    orphans.orphans,
    ledger.addresses,
)


def judged_page(content: bytes) -> Page:
    """Read a page and judge it alone; a pure function, which any process may call."""
    document = read_page(content)
    faults = [(name_of(rule), words) for rule in PAGE_RULES for words in rule(document)]
    return document.page._replace(faults=tuple(faults)) if faults else document.page


def faults_of(site: BuiltSite) -> list[Fault]:
    """Give the faults of the pages alone, and what the rules of the site find."""
    alone = (
        Fault(name, words, rule) for name, page in site.pages.items() for rule, words in page.faults
    )
    together = (fault._replace(rule=name_of(rule)) for rule in SITE_RULES for fault in rule(site))
    return sorted([*alone, *together])


def name_of(rule: PageRule | SiteRule) -> str:
    """Give the name of the module of a rule, as faults say it."""
    return rule.__module__.rpartition(".")[2]
