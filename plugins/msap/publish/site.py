"""The whole site from what was read: every page and every file, in a stable order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from msap.publish import addresses
from msap.publish.assets import read_assets
from msap.publish.page import Link, Output
from msap.source.catalogue import Catalogue
from msap.source.editorial import Editorial
from msap.source.network import Network


@dataclass(frozen=True, slots=True)
class Site:
    """What every template may use, under the name `site`.

    `url` is the public address without final slash, empty while it is not known; `base` is the
    path all links begin with (`/` or `/sous-chemin/`); `style` and `script` are the addresses of
    the assets, named after their content.
    """

    url: str
    network: Network
    is_demonstration: bool
    today: date
    style: str
    script: str
    menu: tuple[Link, ...]
    footer: tuple[Link, ...]

    @property
    def base(self) -> str:
        """Give the path all links of the site begin with."""
        return urlsplit(self.url).path.rstrip("/") + "/"

    def absolute(self, url: str) -> str:
        """Give the full address of a page, or its path when the site's address is not known."""
        return f"{self.url}/{url}" if self.url else f"/{url}"


@dataclass(frozen=True, slots=True)
class Sources:
    """All that the pages are made of."""

    catalogue: Catalogue
    editorial: Editorial
    data: Path
    theme: Path


def plan_site(sources: Sources, *, url: str, today: date) -> tuple[Site, Output]:
    """Plan every page and file; `url` is the public address, `today` the date of the build."""
    assets = read_assets(sources.theme)
    site = Site(
        url=url,
        network=sources.catalogue.network,
        is_demonstration=sources.catalogue.is_demonstration,
        today=today,
        style=assets.style.path,
        script=assets.script.path,
        menu=_MENU,
        footer=_FOOTER,
    )
    output = Output(files=[assets.style, assets.script])
    return site, output


_MENU = (
    Link("Annuaire", addresses.DIRECTORY),
    Link("Actualités", addresses.NEWS),
    Link("Dossiers", addresses.DOSSIERS),
    Link("Publications", addresses.PUBLICATIONS),
    Link("Infographies et cartes", addresses.INFOGRAPHICS),
)
_FOOTER = (
    Link("Plan du site", addresses.SITE_MAP),
    Link("Mentions légales", addresses.LEGAL_NOTICES),
    Link("Données personnelles", addresses.PRIVACY),
    Link("Conditions d’utilisation", addresses.TERMS),
    Link("Sources des données", addresses.SOURCES),
)
