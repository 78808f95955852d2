"""All the rules of a built site, and the one pass that applies them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from msap.verify import (
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
from msap.verify.site import BuiltSite, read_site

Rule = Callable[[BuiltSite], Iterator[Fault]]

RULES: tuple[Rule, ...] = (
    outline.outlines,
    links.dead_links,
    identifiers.shared_identifiers,
    titles.titles,
    inline.inline_code,
    third_parties.foreign_requests,
    integrity.digests,
    headers.headers,
    sitemap.sitemap,
    structured_data.descriptions,
    leftovers.leftovers,
    weight.weights,
    orphans.orphans,
    ledger.addresses,
)


def verify_site(folder: Path) -> list[Fault]:
    """Apply every rule to a built site; raises Refusal when there is none."""
    return faults_of(read_site(folder))


def faults_of(site: BuiltSite) -> list[Fault]:
    """Apply every rule to a site already read."""
    return sorted(
        fault._replace(rule=rule.__module__.rpartition(".")[2])
        for rule in RULES
        for fault in rule(site)
    )
