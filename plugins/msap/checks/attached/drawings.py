"""SVG drawings: shapes, texts and styles only, parsed by expat and checked against allow-lists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.parsers import expat

from msap.checks.attached.reason import RefusalReason, content_words
from msap.checks.attached.style import is_inert

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
_INERT_REFERENCE = re.compile(r"#|data:image/(?:png|jpeg|webp|gif);base64,")
_PLAIN_TEXTS = frozenset({"id", "class", "d", "points", "lang", "role", "version", "viewBox"})
"""Attributes that no browser reads as a style, as well as those of other programs."""

_ACTIVE = RefusalReason(
    "image-active",
    "Ce dessin contient un programme, une page ou un lien.",
    "Enregistrez-le en « SVG simple », ou en PNG.",
)
_FETCHING_STYLE = RefusalReason(
    "image-active",
    "Le style de ce dessin va chercher un autre fichier, ou fait autre chose que dessiner.",
    "Enregistrez-le en « SVG simple », textes changés en tracés, ou en PNG.",
)
_CODED_STYLE = RefusalReason(
    "image-active",
    "Le style de ce dessin est écrit avec des codes (« \\ »), qui peuvent cacher une adresse.",
    "Enregistrez-le en « SVG simple », textes changés en tracés, ou en PNG.",
)


class _RefusedError(Exception):
    """Raised inside the reader at the first thing that is not drawn; holds the reason."""

    def __init__(self, reason: RefusalReason = _ACTIVE) -> None:
        self.reason = reason


def reasons(data: bytes) -> Iterator[RefusalReason]:
    """Yield why a drawing is refused: what runs, opens or fetches, and what is not XML.

    Nobody knows what a browser makes of a file that is not XML.
    """
    reader = _DrawingReader()
    try:
        reader.read(data)
    except _RefusedError as refused:
        yield refused.reason
    except (expat.ExpatError, ValueError, LookupError):
        found = content_words(data)
        if found:
            fact = f"Ce fichier n’est pas un dessin SVG : c’est {found}."
            yield RefusalReason(
                "image-illisible", fact, "Donnez-lui le nom qui convient, ou refaites-le."
            )
        else:
            fact = "Ce dessin ne se lit pas jusqu’au bout : le fichier est coupé ou abîmé."
            yield RefusalReason("image-illisible", fact, _ACTIVE.advice)


class _DrawingReader:
    """Reads a drawing tag by tag; raises _RefusedError at the first thing that is not drawn."""

    def __init__(self) -> None:
        self._style: list[str] | None = None

    def read(self, data: bytes) -> None:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartElementHandler = self._begin
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.StartDoctypeDeclHandler = _doctype
        parser.EntityDeclHandler = _refuse
        parser.ProcessingInstructionHandler = _refuse
        parser.Parse(data, True)  # noqa: FBT003 - the only way expat takes it

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        space, _, local = name.rpartition(" ")
        is_drawn = local in _DRAWN or local.startswith("fe")
        if space in _PAGES or (space == _SVG and not is_drawn) or self._style is not None:
            raise _RefusedError
        if local == "style":
            self._style = []
        for key, value in attributes.items():
            _validate_attribute(key, value)

    def _text(self, text: str) -> None:
        if self._style is not None:
            self._style.append(text)

    def _end(self, _name: str) -> None:
        if self._style is not None:
            _validate_style("".join(self._style))
            self._style = None


def _validate_attribute(key: str, value: str) -> None:
    space, _, local = key.rpartition(" ")
    attribute = local.lower()
    if attribute.startswith("on"):
        raise _RefusedError
    if attribute in {"href", "src"}:
        if not _INERT_REFERENCE.match(value):
            raise _RefusedError
    elif not (space or local in _PLAIN_TEXTS or local.startswith(("aria-", "data-"))):
        _validate_style(value)


def _validate_style(style: str) -> None:
    if "\\" in style:
        raise _RefusedError(_CODED_STYLE)
    if not is_inert(style):
        raise _RefusedError(_FETCHING_STYLE)


def _doctype(_name: str, _system: str | None, _public: str | None, has_subset: int) -> None:
    """Let the empty DOCTYPE of old drawing programs pass: nothing is fetched from it."""
    if has_subset:
        raise _RefusedError


def _refuse(*_value: object) -> None:
    raise _RefusedError
