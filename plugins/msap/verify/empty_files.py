"""No file is empty: a write that failed would be published as if it were done."""

from __future__ import annotations

from collections.abc import Iterator

from msap.verify.faults import SiteFault
from msap.verify.site import BuiltSite


def empty_files(site: BuiltSite) -> Iterator[SiteFault]:
    """Yield each file without a byte."""
    for name, size in site.files.items():
        if size == 0:
            yield SiteFault(name, "Le fichier est vide.")
