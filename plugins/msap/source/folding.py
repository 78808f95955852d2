"""Text without accents, for comparisons, addresses and sorting."""

from __future__ import annotations

import re
from unicodedata import normalize

_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae"})
_ACCENT = re.compile("[\u0300-\u036f]")


def unaccented(text: str, *, compatible: bool = False) -> str:
    """Return a text in lower case without accents or ligatures: « Œuvre d’été » is `oeuvre d’ete`.

    `compatible` also replaces signs by the letters they stand for: « 2ᵉ » is `2e` (NFKD).
    """
    plain = text.lower()
    if plain.isascii():
        return plain
    return _ACCENT.sub("", normalize("NFKD" if compatible else "NFD", plain.translate(_LIGATURES)))
