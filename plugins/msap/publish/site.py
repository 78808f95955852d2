"""The whole site from what was read: every page and every file, in a stable order."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from msap.publish import addresses
from msap.publish.assets import read_assets
from msap.publish.french import NBSP, date_words, with_no_break_spaces
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
    data_source: str
    """A sentence on where most of the records come from, empty when they do not tell."""

    @property
    def base(self) -> str:
        """Give the path all links of the site begin with."""
        return urlsplit(self.url).path.rstrip("/") + "/"

    @property
    def accessibility(self) -> Link:
        """Give the link to the statement, with the level and date every page must show."""
        declared = self.network.accessibility
        day = date_words(declared.date)
        words = f"Accessibilité{NBSP}: {declared.level} conforme ({day})"
        return Link(words, addresses.ACCESSIBILITY)

    @property
    def today_words(self) -> str:
        """Give the day of the build in words."""
        return date_words(self.today)

    @property
    def data_words(self) -> str:
        """Say under which licence the data may be used again, and from when they are."""
        licence = f"Textes et données sous {self.network.data_licence}"
        return f"{licence}. {self.data_source}" if self.data_source else f"{licence}."

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
        data_source=_data_source(sources.catalogue),
    )
    output = Output(files=[assets.style, assets.script])
    return site, output


def _data_source(catalogue: Catalogue) -> str:
    """Name the list most records come from, with the date of its edition."""
    sources = (entry.msap.source for entry in catalogue.entries)
    counted = Counter(
        (source.name, f" ({date_words(source.date)})" if source.date else "")
        for source in sources
        if source
    )
    if not counted:
        return ""
    name, day = min(counted, key=lambda key: (-counted[key], key))
    return with_no_break_spaces(f"Source des fiches : {name}{day}.")


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
