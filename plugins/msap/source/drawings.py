"""Drawings in SVG: what their first tag says of their size."""

from __future__ import annotations

import re
from contextlib import suppress
from xml.parsers import expat

from msap.source.attachments import Size

SUFFIX = ".svg"
_LENGTH = re.compile(r"\s*(\d{1,6}(?:\.\d{1,9})?)\s*(px|mm|cm|in|pt|pc)?\s*")
_PIXELS = {
    "": 1.0,
    "px": 1.0,
    "in": 96.0,
    "cm": 96 / 2.54,
    "mm": 9.6 / 2.54,
    "pt": 4 / 3,
    "pc": 16.0,
}
"""CSS pixels in each unit (CSS Values, 6.2)."""
_WIDEST = 1440
_UNKNOWN = Size(300, 150)
"""What browsers take for a drawing that says nothing (CSS 2, 10.3.2)."""


class _FirstTagError(Exception):
    """Raised inside the reader once the first tag is known."""


def drawing_size(data: bytes) -> Size:
    """Return the size of a drawing in CSS pixels; without one it is as wide as its page lets it be."""
    found: dict[str, str] = {}

    def note(_name: str, attributes: dict[str, str]) -> None:
        found.update(attributes)
        raise _FirstTagError

    parser = expat.ParserCreate()
    parser.StartElementHandler = note
    with suppress(_FirstTagError, expat.ExpatError, ValueError, LookupError):
        parser.Parse(data, True)  # noqa: FBT003 - the only way expat takes it
    width, height = _pixels(found.get("width", "")), _pixels(found.get("height", ""))
    if width and height:
        return Size(max(1, round(width)), max(1, round(height)))
    box = [_pixels(part) for part in re.split(r"[\s,]+", found.get("viewBox", "").strip())[2:]]
    if len(box) == 2 and box[0] and box[1]:
        wide = width or _WIDEST
        return Size(max(1, round(wide)), max(1, round(wide * box[1] / box[0])))
    return _UNKNOWN


def _pixels(length: str) -> float:
    """Return a length in CSS pixels, 0 when it is relative or none."""
    match = _LENGTH.fullmatch(length)
    return float(match[1]) * _PIXELS[match[2] or ""] if match else 0.0
