"""Nothing that the browser fetches by itself comes from elsewhere: nobody learns who reads what."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msap.verify.faults import Fault
from msap.verify.site import BuiltSite, Target

_IN_STYLE = re.compile(r"""(?:url\(\s*|@import\s+)["']?(?:https?:)?//[^"')\s]+""", re.IGNORECASE)


def foreign_requests(site: BuiltSite) -> Iterator[Fault]:
    """Name each file of another host that a page or a style sheet asks for."""

    def is_elsewhere(address: str, target: Target) -> bool:
        return not target.file and not address.startswith("data:image/")

    for name, address in site.pages_where(
        lambda page: page.fetched + page.fetched_later, is_elsewhere
    ):
        yield Fault(name, f"« {address} » serait demandé à un autre site.")
    for name in site.files:
        if name.endswith(".css"):
            for found in _IN_STYLE.findall(site.read(name).decode("utf-8")):
                yield Fault(name, f"« {found} » serait demandé à un autre site.")
