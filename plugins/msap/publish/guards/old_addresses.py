"""Addresses that a page no longer has: each still answers, or the build is refused.

A record says its former ids, `data/redirections.yml` the rest of what editors write. A page that
the site makes by itself (the fourth part of a list that has only three now) sends on to the nearest
page above it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from msap.domain.addresses import MADE_FROM_RECORDS, PLACES, list_of_part, msap_url
from msap.domain.own_pages import SITE_MAP
from msap.errors import Refusal
from msap.publish.directory import Directory
from msap.publish.files.url_manifest import KEPT_FOLDERS, make_url_manifest
from msap.publish.guards.regression import PreviousSite, regressions
from msap.publish.page import Page, PageSummary, RedirectView, SiteContents
from msap.publish.pages.titles import moved_title
from msap.publish.site import Site
from msap.source.catalogue import Catalogue
from msap.source.entries import RecordEntry
from msap.source.problems import nearest
from msap.source.redirections import NAME as REDIRECTIONS

_PLACE = re.compile(rf"{PLACES}([^/]+)/")


def old_address_pages(
    written: SiteContents, site: Site, directory: Directory, previous: PreviousSite
) -> list[Page]:
    """Make a page at each address that moved; raises Refusal when something would be lost.

    `written` holds all the other pages and files of the site.
    """
    catalogue = directory.catalogue
    living = {page.url: page for page in written.pages}
    now = make_url_manifest(written, site, directory)
    lost = previous.addresses - now.addresses - catalogue.redirections.keys()
    refusals = [
        *regressions(now, previous),
        *_unanswered(lost, living, catalogue, previous.addresses),
    ]
    if refusals:
        raise Refusal("\n".join(refusals))
    moved = [_moved_page(old, living[new]) for old, new in catalogue.redirections.items()]
    return moved + [_moved_page(address, _page_above(address, living)) for address in sorted(lost)]


def _unanswered(
    lost: Collection[str],
    living: Mapping[str, PageSummary],
    catalogue: Catalogue,
    previous: Collection[str],
) -> Iterator[str]:
    """Return, for each lost address that an editor wrote, the line to add.

    `previous` are all the addresses of the live site: a page that is not among them is new, and
    may be the same under another name.
    """
    new_records = [entry for entry in catalogue.entries if msap_url(entry.msap) not in previous]
    new_pages = [address for address in living if address not in previous]
    for address in sorted(lost):
        words = f"L’adresse publiée « {address} » ne répondrait plus."
        if place := _PLACE.fullmatch(address):
            yield f"{words} {_advice_for_record(place[1], new_records)}"
        elif address.startswith(KEPT_FOLDERS):
            yield f"{words} Remettez le fichier « content/{address} »."
        elif _is_written(address):
            suggested = nearest(address, new_pages) or _parent(address) or SITE_MAP.url
            yield f"{words} Ajoutez dans « data/{REDIRECTIONS} » la ligne « {address}: {suggested} »."


def _is_written(address: str) -> bool:
    """Return whether a page at the address was made from one file of `content/`."""
    return (
        address.endswith("/")
        and not address.startswith(MADE_FROM_RECORDS)
        and list_of_part(address) is None
    )


def _advice_for_record(identifier: str, new_records: Sequence[RecordEntry]) -> str:
    ids = {entry.msap.id: entry for entry in new_records}
    suggested = nearest(identifier, ids) or (next(iter(ids)) if len(ids) == 1 else None)
    closing = (
        f"Si la maison est fermée, remettez la fiche « {identifier}.yml » avec « status: closed »."
    )
    if suggested is None:
        return closing
    entry = ids[suggested]
    line = f"previous_ids: [{', '.join([*entry.msap.previous_ids, identifier])}]"
    return f"Si la maison a été renommée, écrivez « {line} » dans « {entry.path} ». {closing}"


def _moved_page(address: str, target: PageSummary) -> Page:
    view = target.moved or RedirectView(target.title, target.url)
    return Page(
        url=address,
        template="moved.html",
        title=moved_title(view.name),
        description=f"La page « {view.name} » a changé d’adresse.",
        view=view,
        indexed=False,
    )


def _page_above(address: str, living: Mapping[str, PageSummary]) -> PageSummary:
    while address not in living:
        address = _parent(address)
    return living[address]


def _parent(address: str) -> str:
    """Return the address one step above, empty for the home page."""
    parent = PurePosixPath(address).parent.as_posix()
    return "" if parent == "." else f"{parent}/"
