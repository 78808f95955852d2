"""Addresses of persons distinguished from those of places: no agent's own is published."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from msap.source.folding import unaccented

_SHARED_DOMAINS = frozenset({"france-services.gouv.fr"})
"""Domains where the part before « @ » is the name of a place."""


def is_personal(address: str, place_words: frozenset[str] = frozenset()) -> bool:
    """True when the part before « @ » reads as a person: a first name or an initial, and a name.

    `place_words` are the words of the place's name and commune, in lower case without accents:
    `jean.bart` is no person in the commune of Jean-Bart.
    """
    local, _at, domain = unaccented(address, compatible=True).partition("@")
    if domain in _SHARED_DOMAINS:
        return False
    words = [word for word in re.split(r"[._%+'-]+", re.sub(r"\d+", "", local)) if word]
    if not 2 <= len(words) <= 4 or _words("service-words").intersection(words):
        return False
    if any(word.startswith(("france", "msap", "mairie", "maison", "accueil")) for word in words):
        return False
    names = [word for word in words if word not in place_words | set(re.split(r"[.-]", domain))]
    first_names = _words("first-names")
    if first_names.intersection(words):
        return any(word not in first_names for word in names) or len(names) >= 2
    initials = [word for word in names if len(word) == 1]
    return len(names) == len(words) == 2 and len(initials) == 1 and max(map(len, names)) >= 3


def place_words(place: str) -> frozenset[str]:
    """Return the words of what a place is called, as `is_personal` wants them."""
    return frozenset(re.findall(r"[a-z]+", unaccented(place, compatible=True)))


@cache
def _words(name: str) -> frozenset[str]:
    """Read one of the word lists kept beside this module."""
    return frozenset(Path(__file__).with_name("words").joinpath(f"{name}.txt").read_text().split())
