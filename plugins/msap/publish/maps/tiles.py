"""The tile server of the maps, when the team chose one in the settings."""

from __future__ import annotations

from typing import NamedTuple

from msap.errors import Refusal

_CLOSEST = 18
_EXAMPLE = (
    "MSAP_TILES = {'url': 'https://tuiles.example/{z}/{x}/{y}.png', "
    "'attribution': '© Exemple', 'max_zoom': 18}"
)


class Tiles(NamedTuple):
    """`url` has `{z}`, `{x}` and `{y}`; `attribution` is HTML, and never empty."""

    url: str
    attribution: str
    max_zoom: int


def read_tiles(setting: object) -> Tiles | None:
    """Read `MSAP_TILES`, None when it is absent; raises Refusal when a part is missing."""
    if setting is None:
        return None
    match setting:
        case {"url": str(url), "attribution": str(attribution), **others} if (
            attribution.strip()
            and all(part in url for part in ("{z}", "{x}", "{y}"))
            and others.keys() <= {"max_zoom"}
            and isinstance(closest := others.get("max_zoom", _CLOSEST), int)
        ):
            return Tiles(url, attribution, closest)
    raise Refusal(
        "Le réglage MSAP_TILES de pelicanconf.py demande une adresse avec {z}, {x} et {y} "
        f"et une attribution. Par exemple : {_EXAMPLE}"
    )
