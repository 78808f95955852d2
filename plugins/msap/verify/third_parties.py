"""Nothing that the browser fetches by itself comes from elsewhere: nobody learns who reads what."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msap.verify.faults import Fault
from msap.verify.page import Use
from msap.verify.site import BuiltSite

_IN_STYLE = re.compile(r"""(?:url\(\s*|@import\s+)["']?(?:https?:)?//[^"')\s]+""", re.IGNORECASE)


def foreign_requests(site: BuiltSite) -> Iterator[Fault]:
    """Name each file of another host that a page or a style sheet asks for."""
    for name, targets in site.targets.items():
        for reference, file, _anchor in targets:
            fetched = reference.use in {Use.FETCHED, Use.FETCHED_LATER}
            if fetched and not file and not reference.address.startswith("data:image/"):
                yield Fault(name, f"« {reference.address} » serait demandé à un autre site.")
    for name in site.files:
        if name.endswith(".css"):
            for found in _IN_STYLE.findall(site.read(name).decode("utf-8")):
                yield Fault(name, f"« {found} » serait demandé à un autre site.")
