"""The site lists its own addresses for the build that will replace it, and each of them answers."""

from __future__ import annotations

from collections.abc import Iterator

from msap.publish.files.url_manifest import KEPT_FOLDERS, PATH, read_url_manifest
from msap.verify.faults import SiteFault
from msap.verify.orphans import UNLINKED
from msap.verify.site import HOME, BuiltSite


def listed_addresses(site: BuiltSite) -> Iterator[SiteFault]:
    """Compare the list with the pages, the documents and the images."""
    try:
        listed = read_url_manifest(site.read(PATH)).addresses if PATH in site.files else None
    except ValueError:
        listed = None
    if listed is None:
        yield SiteFault(PATH, "La liste des adresses du site manque, ou ne se lit pas.")
        return
    kept = {
        name.removesuffix(HOME)
        for name in site.files
        if name.startswith(KEPT_FOLDERS) or (name in site.pages and name not in UNLINKED)
    }
    for address in sorted(listed - kept):
        yield SiteFault(PATH, f"« {address} » ne répond pas.")
    for address in sorted(kept - listed):
        yield SiteFault(PATH, f"« {address} » n’y est pas.")
