"""What every page may use, and all that pages are made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from msap.domain.own_pages import ACCESSIBILITY
from msap.installation import packages_of
from msap.publish.maps.tiles import Tiles
from msap.publish.page import Link, Subresource
from msap.publish.wording.dates import date_words
from msap.publish.wording.typography import NBSP
from msap.source.catalogue import Catalogue
from msap.source.editorial import Editorial
from msap.source.network import Network

_NONE = Subresource("", "")


@dataclass(frozen=True)
class Site:
    """What every template may use, under the name `site`.

    `url` is the public address without final slash, empty while it is not known; `base` is the
    path all links begin with (`/` or `/sous-chemin/`); `style` and `script` are
    those of every page, named after their content.
    """

    url: str
    network: Network
    is_demonstration: bool
    today: date
    style: Subresource
    script: Subresource
    menu: tuple[Link, ...]
    footer: tuple[Link, ...]
    data_source: str
    """A sentence on where most of the records come from, empty when it is not known."""
    modules: Mapping[str, str] = field(default_factory=dict)
    """Addresses of the scripts loaded when they are needed, by name, and of what these import."""
    results_style: Subresource = _NONE
    infographics_style: Subresource = _NONE
    """Styles that only these pages need."""
    offline: Subresource = _NONE
    """The script of pages that show what is kept."""
    keeps_pages: bool = True
    """True when browsers keep the pages opened, to read them without a connection."""

    @cached_property
    def base(self) -> str:
        """Return the path all links of the site begin with."""
        return base_of(self.url)

    @cached_property
    def _sections(self) -> tuple[str, ...]:
        return tuple(link.url for link in self.menu)

    def is_in_menu(self, url: str) -> bool:
        """True when a link of the menu leads to a page or to what it is part of."""
        return url.startswith(self._sections)

    @property
    def accessibility(self) -> Link:
        """Return the link to the statement, with the level and date every page must show."""
        declared = self.network.accessibility
        day = date_words(declared.date)
        words = f"Accessibilité{NBSP}: {declared.level} conforme ({day})"
        return Link(words, ACCESSIBILITY.url)

    @property
    def today_words(self) -> str:
        """Return the day of the build in words."""
        return date_words(self.today)

    @property
    def data_words(self) -> str:
        """Return the licence of the data and their date, in French."""
        licence = f"Textes et données sous {self.network.data_licence}"
        return f"{licence}. {self.data_source}" if self.data_source else f"{licence}."

    def absolute(self, url: str) -> str:
        """Return the full address of a page, or its path when the site's address is not known."""
        return f"{self.url}/{url}" if self.url else f"/{url}"


def base_of(url: str) -> str:
    """Return the path that all links begin with on a site of this public address."""
    return urlsplit(url).path.rstrip("/") + "/"


class Sources(NamedTuple):
    """All that the pages are made of."""

    catalogue: Catalogue
    editorial: Editorial
    data: Path
    theme: Path
    tiles: Tiles | None = None
    """The tile server of the maps; without one, outlines are their ground."""
    keeps_pages: bool = True
    """False publishes, in place of the worker that keeps pages, one that erases them."""

    @property
    def packages(self) -> Path:
        """Return the folder of the browser's libraries from npm."""
        return packages_of(self.data.parent)
