"""Colour, where a person looks on: https://no-color.org, and FORCE_COLOR for what is no terminal."""

from __future__ import annotations

import os
from enum import StrEnum
from typing import TextIO


class Colour(StrEnum):
    """Codes that every terminal knows (ECMA-48), whose shades its owner chose."""

    RED = "31"
    GREEN = "32"
    YELLOW = "33"
    BOLD = "1"


def has_colour(stream: TextIO) -> bool:
    """Return whether what is written there may have colour."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def painted(text: str, colour: Colour, stream: TextIO) -> str:
    """Return the text in a colour, or as it is where there is none."""
    return f"\x1b[{colour}m{text}\x1b[0m" if has_colour(stream) else text
