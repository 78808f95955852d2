"""Drawings and documents that would run something: read with parsers, held against a list."""

from __future__ import annotations

import re
import zlib
from xml.parsers import expat

_SVG = "http://www.w3.org/2000/svg"
_PAGES = frozenset({"http://www.w3.org/1999/xhtml", "http://www.w3.org/1998/Math/MathML", ""})
_DRAWN = frozenset(
    {
        *("svg", "g", "defs", "symbol", "use", "switch", "title", "desc", "metadata", "style"),
        *("path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "image"),
        *("text", "tspan", "textPath", "clipPath", "mask", "pattern", "marker"),
        *("linearGradient", "radialGradient", "stop", "filter", "view"),
    }
)
_INERT_REFERENCE = re.compile(r"#|data:image/(?:png|jpeg|webp);base64,")
_ACTIVE_STYLE = re.compile(
    r"@import|expression|javascript:|\\|url\(\s*['\"]?(?!['\"#])", re.IGNORECASE
)
_ACTIVE_TEXT = re.compile(r"@import|url\(\s*['\"]?(?!['\"#])|javascript:", re.IGNORECASE)
_PDF_NAME = re.compile(rb"/(?:JavaScript|JS|Encrypt|Launch|EmbeddedFiles?|RichMedia|XFA)\b")
_PDF_STREAM = re.compile(rb"stream\r?\n")
_UNPACKED_LIMIT = 16 * 1024 * 1024
"""Bytes of a document's packed objects, all together; a document that holds more is refused."""

_DICTIONARY = 1024
"""Bytes before a stream where its dictionary says that it packs objects."""


class _ActiveError(Exception):
    """Raised inside the reader of drawings only, at the first thing that is not a drawing."""


def is_active_drawing(data: bytes) -> bool:
    """True unless the SVG holds shapes, texts and styles only: no script, page, link or entity.

    What is not XML is active too: nobody knows what a browser makes of it.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = _element
    parser.StartDoctypeDeclHandler = _doctype
    parser.EntityDeclHandler = _refuse
    parser.ProcessingInstructionHandler = _refuse
    texts: list[str] = []
    parser.CharacterDataHandler = texts.append
    try:
        parser.Parse(data, True)  # noqa: FBT003 - the only way expat takes it
    except (_ActiveError, expat.ExpatError, ValueError, LookupError):
        return True
    return _ACTIVE_TEXT.search("".join(texts)) is not None


def _element(name: str, attributes: dict[str, str]) -> None:
    space, _, local = name.rpartition(" ")
    is_drawn = local in _DRAWN or local.startswith("fe")
    if space in _PAGES or (space == _SVG and not is_drawn):
        raise _ActiveError
    for key, value in attributes.items():
        attribute = key.rpartition(" ")[2].lower()
        is_link = attribute in {"href", "src"}
        if attribute.startswith("on") or (is_link and not _INERT_REFERENCE.match(value)):
            raise _ActiveError
        if not is_link and _ACTIVE_STYLE.search(value):
            raise _ActiveError


def _doctype(_name: str, system: str | None, _public: str | None, has_subset: int) -> None:
    """Let the empty DOCTYPE of old drawing programs pass: nothing is fetched from it."""
    del system
    if has_subset:
        raise _ActiveError


def _refuse(*_told: object) -> None:
    raise _ActiveError


def is_active_pdf(data: bytes) -> bool:
    """True when a PDF names a script, a program to start or a file inside, packed or not.

    Packed objects are unpacked, within a limit; an encrypted document hides its own and is refused.
    """
    if _PDF_NAME.search(_decoded(data)):
        return True
    left = _UNPACKED_LIMIT
    for match in _PDF_STREAM.finditer(data):
        before = data[max(0, match.start() - _DICTIONARY) : match.start()]
        if b"/ObjStm" not in _decoded(before):
            continue
        try:
            unpacked = zlib.decompressobj().decompress(data[match.end() :], left)
        except zlib.error:
            return True
        left -= len(unpacked)
        if left <= 0 or _PDF_NAME.search(_decoded(unpacked)):
            return True
    return False


def _decoded(data: bytes) -> bytes:
    """Give PDF names in clear: `/#4aS` is `/JS`."""
    return re.sub(rb"#([0-9A-Fa-f]{2})", lambda match: bytes([int(match[1], 16)]), data)
