"""What a page that holds a map passes to its template."""

from __future__ import annotations

from typing import NamedTuple

from msap.publish.maps.tiles import Tiles


class Jump(NamedTuple):
    """A button that shows another part of the country; `bounds` are south, west, north, east."""

    text: str
    bounds: str


class MapView(NamedTuple):
    """A map to be opened; nothing of it is loaded before.

    `element` is the id its script expects. `style`, `scripts` and `data` are site addresses; the
    scripts run in their order. Style and scripts have the digest they must have after `#`. `kinds` are the letters of what it shows, for the legend.
    """

    element: str
    name: str
    style: str
    scripts: tuple[str, ...]
    data: tuple[str, ...]
    kinds: frozenset[str]
    jumps: tuple[Jump, ...] = ()


class Drawing(NamedTuple):
    """A map: the id of its element, its script, and the files the page loads for it."""

    element: str
    script: bytes
    styles: tuple[str, ...]
    scripts: tuple[str, ...]


class Materials(NamedTuple):
    """Addresses of what a map is made of; tiles, where there are some, replace outlines.

    `points` is None on a map whose page gives what it shows.
    """

    styles: tuple[str, ...]
    scripts: tuple[str, ...]
    points: str | None
    outlines: tuple[str, ...]
    tiles: Tiles | None
