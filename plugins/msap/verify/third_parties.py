"""Nothing that the browser fetches by itself comes from elsewhere: nobody learns who reads what."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msap.checks.attached.style import style_tokens
from msap.verify.faults import SiteFault
from msap.verify.site import BuiltSite, LinkTarget, Pages

_WORDS = "« {} » serait demandé à un autre site."
_ELSEWHERE = re.compile(r"\s*(?:https?:)?//", re.IGNORECASE)


def foreign_requests(site: BuiltSite, pages: Pages) -> Iterator[SiteFault]:
    """Return each file of another host that a page asks for."""

    def is_elsewhere(address: str, target: LinkTarget) -> bool:
        return not target.file and not address.startswith("data:image/")

    wrong = site.pages_where(pages, lambda page: page.fetched + page.fetched_later, is_elsewhere)
    return (SiteFault(name, _WORDS.format(address)) for name, address in wrong)


def foreign_styles(site: BuiltSite) -> Iterator[SiteFault]:
    """Yield each file of another host that a style sheet asks for."""
    for name in site.files:
        if name.endswith(".css"):
            for token in style_tokens(site.read(name).decode("utf-8")):
                if token.type in {"url", "string"} and _ELSEWHERE.match(token.value):
                    yield SiteFault(name, _WORDS.format(token.value))
