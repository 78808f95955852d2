"""Pages that the site has whatever its records and texts say, each declared once, here.

Rules, addresses, menus and the map of the site follow; the module of `publish/pages/` makes them.
"""

from __future__ import annotations

from typing import NamedTuple


class OwnPage(NamedTuple):
    """A page that the site makes by itself: its address, without leading slash, and its title."""

    url: str
    title: str
    module: str
    """The module of `publish/pages/` whose `pages` makes it, perhaps with others."""
    in_footer: bool = True
    """True when the foot of every page leads to it by its title."""


SITE_MAP = OwnPage("plan-du-site/", "Plan du site", "site_map")
LEGAL_NOTICES = OwnPage("mentions-legales/", "Mentions légales", "legal")
PRIVACY = OwnPage("donnees-personnelles/", "Données personnelles", "legal")
TERMS = OwnPage("conditions/", "Conditions d’utilisation", "legal")
SOURCES = OwnPage("sources/", "Sources des données", "data_sources")
ACCESSIBILITY = OwnPage("accessibilite/", "Déclaration d’accessibilité", "legal", in_footer=False)
OWN_PAGES = (SITE_MAP, LEGAL_NOTICES, PRIVACY, TERMS, SOURCES, ACCESSIBILITY)
"""Every such page, in the order of the footer."""
