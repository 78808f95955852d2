"""Names compared as people hear them, whatever the accents, hyphens and abbreviations."""

from __future__ import annotations

import re
from functools import cache

from msap.source.folding import unaccented

_ABBREVIATIONS = {"st": "saint", "ste": "sainte", "sts": "saints", "stes": "saintes"}
_CEDEX = re.compile(r"\s+cedex(\s+\d+)?$")


@cache
def folded(name: str) -> str:
    """Return a name in bare lower-case words: « St-Étienne » gives « saint etienne ».

    What was folded is remembered: a process that checks again asks for the same names.
    """
    words = re.findall(r"[a-z0-9]+", unaccented(name))
    return " ".join(_ABBREVIATIONS.get(word, word) for word in words)


def folded_city(name: str) -> str:
    """Return a city as written on an envelope without « CEDEX » and its number."""
    return _CEDEX.sub("", folded(name))
