"""Addresses as the list writes them in the middle of other words."""

from __future__ import annotations

import re

ADDRESS = re.compile(
    r"(?<![\w.%+'-])[A-Za-z0-9._%+'-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){0,8}"
    r"\.[A-Za-z]{2,}(?!\w)"
)
"""An address in a text, whole: no letter of another alphabet touches it.

Its parts are bounded, or a long cell would take minutes.
"""
_WORD_BEFORE = re.compile(r"(?:^|\s)[^\s@:;,/(]*\w[^\s@:;,/(]*\s+$")


def is_cut_short(address: str, cell: str) -> bool:
    """True when a bare word stands before an address, which may be its beginning: `accueil x@y.fr`."""
    return _WORD_BEFORE.search(cell[: cell.index(address)]) is not None
