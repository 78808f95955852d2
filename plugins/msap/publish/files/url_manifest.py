"""`adresses.json`: what a site says of itself to the build that will replace it.

An address once published answers for ever. The live site remembers all of them: each
build answers every address of the one before, hence of all before it. Nothing has to be committed.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from msap.publish.directory import Directory
from msap.publish.page import File, SiteContents
from msap.publish.site import Site

PATH = "adresses.json"
KEPT_FOLDERS = ("documents/", "images/")
"""Files that people link to, and that are kept like pages."""


class UrlManifest(NamedTuple):
    """The addresses of a site, without leading slash, and what else must not go back.

    `records` counts those it was made of, `attributes` those that give a phone, an address, hours…
    (the names of `Attribute`; empty for a site built before they were counted); `built` is the day
    of the build.
    """

    is_published: bool
    """A real list at a known address: people may have kept its addresses."""
    built: date
    records: int
    attributes: Mapping[str, int]
    addresses: frozenset[str]


def make_url_manifest(written: SiteContents, site: Site, directory: Directory) -> UrlManifest:
    """Describe the site that is about to be written."""
    return UrlManifest(
        is_published=bool(site.url) and not site.is_demonstration,
        built=site.today,
        records=len(directory.catalogue.entries),
        attributes=directory.attributes,
        addresses=frozenset(kept_addresses(written)),
    )


def kept_addresses(written: SiteContents) -> Iterable[str]:
    """Yield the addresses people keep: pages, documents and images, the page of errors apart."""
    yield from (page.url for page in written.pages if not page.url.endswith(".html"))
    yield from (path for path in written.files if path.startswith(KEPT_FOLDERS))


def url_manifest_file(url_manifest: UrlManifest) -> File:
    """Write the file, an address a line."""
    data = {
        "published": url_manifest.is_published,
        "built": url_manifest.built.isoformat(),
        "records": url_manifest.records,
        "attributes": url_manifest.attributes,
        "addresses": sorted(url_manifest.addresses),
    }
    return File(PATH, (json.dumps(data, ensure_ascii=False, indent=0) + "\n").encode())


def read_url_manifest(content: bytes) -> UrlManifest:
    """Read the file of a built site; raises ValueError when it is not one."""
    data = json.loads(content)
    try:
        return UrlManifest(
            is_published=bool(data["published"]),
            built=date.fromisoformat(data["built"]),
            records=int(data["records"]),
            attributes={name: int(count) for name, count in data.get("attributes", {}).items()},
            addresses=frozenset(map(str, data["addresses"])),
        )
    except (AttributeError, KeyError, TypeError) as missing:
        raise ValueError(f"{PATH}: {missing}") from missing
