"""Every page is reached from the home page by links: what nobody can find is not published.

Old addresses, which only send on, are kept for those who noted them; so are the pages of errors.
"""

from __future__ import annotations

from collections.abc import Iterator

from msap.domain.addresses import OFFLINE
from msap.verify.faults import SiteFault
from msap.verify.site import HOME, NOT_FOUND, BuiltSite

UNLINKED = frozenset({NOT_FOUND, OFFLINE})
"""Pages that servers show by themselves, and browsers when the network is away."""


def orphans(site: BuiltSite) -> Iterator[SiteFault]:
    """Walk from the home page, and name the pages that were not met."""
    met, ahead = {HOME}, [HOME]
    followed: set[str] = set()
    while ahead:
        name = ahead.pop()
        for address in site.pages[name].followed:
            if address in followed:
                continue
            if address.startswith("/"):  # from the root: the same wherever it is written
                followed.add(address)
            file = site.target(name, address).file
            if file in site.pages and file not in met:
                met.add(file)
                ahead.append(file)
    for name, page in site.pages.items():
        if name not in met and name not in UNLINKED and not page.moved_to:
            yield SiteFault(name, "Aucun chemin ne mène à cette page depuis l’accueil.")
