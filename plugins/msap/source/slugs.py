"""Words turned into addresses and anchors; what they give never changes, since people keep links."""

from __future__ import annotations

import re

from msap.source.folding import unaccented

_THEME_ANCHORS = {"contenu"}
"""Ids the theme gives itself."""


def slug(text: str) -> str:
    """Turn French words into an address: « L’Haÿ-les-Roses » gives `l-hay-les-roses`."""
    return re.sub(r"[^a-z0-9]+", "-", unaccented(text)).strip("-")


def anchor(heading: str) -> str:
    """Return the anchor of a heading: its slug, unless the theme took that id or a digit begins it."""
    found = slug(heading)
    is_free = found[:1].isalpha() and found not in _THEME_ANCHORS
    return found if is_free else f"texte-{found}".rstrip("-")
