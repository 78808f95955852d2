"""The spaces and apostrophes of French print."""

from __future__ import annotations

from functools import lru_cache

NBSP = "\u00a0"
NARROW = "\u202f"
_NO_BREAK = (
    (" :", f"{NBSP}:"),
    (" ;", f"{NARROW};"),
    (" !", f"{NARROW}!"),
    (" ?", f"{NARROW}?"),
    (" »", f"{NBSP}»"),
    ("« ", f"«{NBSP}"),
)


def with_no_break_spaces(text: str) -> str:
    """Put the no-break spaces French wants before : ; ! ? » and after «."""
    for loose, tied in _NO_BREAK:
        text = text.replace(loose, tied)
    return text


@lru_cache(maxsize=4096)
def typeset(text: str) -> str:
    """Return a text of the records the apostrophes and no-break spaces of French print."""
    return with_no_break_spaces(text.replace("'", "’"))
