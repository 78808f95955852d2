"""From the bytes of a page to the facts that rules judge: a pure function, so that they may be kept.

The pages come from the site's own templates, and HTML validators read them in the tests: a scan of
their tags is enough here, and takes a fifth of the time of a full parser.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from enum import StrEnum
from html import unescape
from typing import NamedTuple

_ATTRIBUTES = r"""([^"'>]*+(?:"[^"]*"[^"'>]*+|'[^']*'[^"'>]*+)*+)"""
_TOKEN = re.compile(
    rf"<!--.*?-->|<(script|style|title)\b{_ATTRIBUTES}>(.*?)</\1\s*>|<([a-z][^\s/>]*){_ATTRIBUTES}>",
    re.DOTALL | re.IGNORECASE,
)
_ATTRIBUTE = re.compile(r"""([^\s"'>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?""")
_LEFTOVER = re.compile(
    r"\{\{-?\s*(?:view|page|site|link|loop)\b"
    r"|\{%-?\s*(?:if|elif|else|for|set|block|include|extends|import|from|macro|end[a-z]+)\b"
    r"|\b(?:None|undefined|NaN)\b|\[object \w+\]|\bat 0x[0-9a-f]{6,}"
)
_MAYBE_LEFTOVER = ("{{", "{%", "None", "undefined", "NaN", "[object ", "at 0x")
_SCRIPT = re.compile(r"<script\b.*?</script\s*>", re.DOTALL | re.IGNORECASE)
_REFRESH = re.compile(r"\s*\d+\s*;\s*url=(.*)", re.IGNORECASE | re.DOTALL)
_JSON_LD = "application/ld+json"
_NAMING = frozenset({"alternate", "author", "canonical", "help", "license", "next", "prev"})
_FETCHING = frozenset({"src", "data", "poster", "href", "srcset"})


class Use(StrEnum):
    """What becomes of an address: followed by readers, fetched with the page, later, or never."""

    FOLLOWED = "followed"
    FETCHED = "fetched"
    FETCHED_LATER = "fetched later"
    NAMED = "named"


class Reference(NamedTuple):
    """An address as a page writes it, with the digest that the browser will ask of it."""

    use: Use
    address: str
    integrity: str = ""


class Page(NamedTuple):
    """All that the rules need to know of a page."""

    language: str
    title: str
    main_headings: int
    elements: int
    compressed: int
    """Bytes, once compressed as servers do at the least."""
    is_whole: bool
    is_indexed: bool
    canonical: str
    moved_to: str
    """Where the page sends its readers at once; empty when it stays."""
    identifiers: tuple[str, ...]
    references: tuple[Reference, ...]
    inline: tuple[str, ...]
    """Styles, scripts and handlers written in the page, each as it begins."""
    structured_data: tuple[str, ...]
    leftovers: tuple[str, ...]


class _Element(NamedTuple):
    name: str
    attributes: dict[str, str]
    text: str


def read_page(content: bytes) -> Page:
    """Read a page; raises UnicodeDecodeError when it is not UTF-8."""
    text = content.decode("utf-8")
    elements = list(_elements(text))
    names = [element.name for element in elements]
    telling = [element for element in elements if element.attributes]
    scripts = [e for e in elements if e.name in {"script", "style"} and "src" not in e.attributes]
    data = [e.text for e in scripts if e.attributes.get("type") == _JSON_LD]
    metas = [element.attributes for element in telling if element.name == "meta"]
    return Page(
        language=next((e.attributes.get("lang", "") for e in telling if e.name == "html"), ""),
        title=next((e.text.strip() for e in elements if e.name == "title"), ""),
        main_headings=names.count("h1"),
        elements=len(elements),
        compressed=len(zlib.compress(content)),
        is_whole=text.rstrip().endswith("</html>"),
        is_indexed=not any("noindex" in meta.get("content", "") for meta in metas),
        canonical=next(_canonical(telling), ""),
        moved_to=next(filter(None, map(_refresh, metas)), ""),
        identifiers=tuple(e.attributes["id"] for e in telling if "id" in e.attributes),
        references=tuple(reference for e in telling for reference in _references(e)),
        inline=(
            *(f"<{e.name}>" for e in scripts if e.attributes.get("type") != _JSON_LD),
            *(found for element in telling for found in _handlers(element)),
        ),
        structured_data=tuple(data),
        leftovers=_leftovers(text),
    )


def _elements(text: str) -> Iterator[_Element]:
    for raw, raw_attributes, inside, name, attributes in _TOKEN.findall(text):
        if raw:
            content = unescape(inside) if raw.lower() == "title" else inside
            yield _Element(raw.lower(), _named(raw_attributes), content)
        elif name:
            yield _Element(name.lower(), _named(attributes) if attributes else {}, "")


def _named(attributes: str) -> dict[str, str]:
    """Give the values of attributes by their names; of two of one name, the first, as browsers."""
    return {
        key.lower(): unescape(double or single or bare)
        for key, double, single, bare in reversed(_ATTRIBUTE.findall(attributes))
    }


def _canonical(elements: list[_Element]) -> Iterator[str]:
    for element in elements:
        if element.name == "link" and element.attributes.get("rel") == "canonical":
            yield element.attributes.get("href", "")


def _refresh(meta: dict[str, str]) -> str:
    if meta.get("http-equiv", "").lower() != "refresh":
        return ""
    match = _REFRESH.fullmatch(meta.get("content", ""))
    return match[1].strip() if match else ""


def _references(element: _Element) -> Iterator[Reference]:
    name, attributes = element.name, element.attributes
    for key, value in attributes.items():
        if key == "action" or (key == "href" and name in {"a", "area"}):
            yield Reference(Use.FOLLOWED, value)
        elif key == "content" and (target := _refresh(attributes)):
            yield Reference(Use.FOLLOWED, target)
        elif key in _FETCHING:
            named = name == "link" and not _NAMING.isdisjoint(attributes.get("rel", "").split())
            use = Use.NAMED if named else Use.FETCHED
            candidates = value.split(",") if key == "srcset" else (value,)
            for candidate in candidates:
                address = candidate.split()[0] if key == "srcset" else candidate
                yield Reference(use, address, attributes.get("integrity", ""))
        elif value.startswith("/") and key.startswith("data-"):
            for part in value.split():
                address, _, digest = part.partition("#sha256-")
                yield Reference(Use.FETCHED_LATER, address, digest and f"sha256-{digest}")


def _handlers(element: _Element) -> Iterator[str]:
    """Find the styles, the handlers and the addresses that would run."""
    for key, value in element.attributes.items():
        if key == "style" or (key.startswith("on") and key.isalpha()):
            yield f"<{element.name} {key}>"
        elif value[:1] in " \tjJvV" and value.strip().lower().startswith(
            ("javascript:", "vbscript:")
        ):
            yield f"<{element.name} {key}={value.strip()[:11]}>"


def _leftovers(text: str) -> tuple[str, ...]:
    if not any(mark in text for mark in _MAYBE_LEFTOVER):
        return ()
    return tuple(dict.fromkeys(_LEFTOVER.findall(_SCRIPT.sub("", text))))
