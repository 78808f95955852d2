"""From the bytes of a page to what it says, parsed as browsers parse it: a pure function.

Most elements stand on thousands of pages with the same attributes, so their facts are remembered.
"""

from __future__ import annotations

import re
import zlib
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from sys import intern
from typing import Any, Literal, NamedTuple, TypeAlias

from selectolax.lexbor import LexborDocumentOptions, LexborHTMLParser, LexborNode

from msap.domain.template_marks import template_marks

_MAYBE_LEFTOVER = tuple(
    re.compile(start)
    for start in (rb"\{[{%#]", b"N(?:one|aN)", b"undefined", rb"\[object ", b"0x[0-9a-f]{6}")
)
"""What every leftover holds; each begins with one character, which is looked for very fast."""
_REFRESH = re.compile(r"\s*\d+\s*;\s*url=(.*)", re.IGNORECASE | re.DOTALL)
_JSON_LD = "application/ld+json"
_NAMING = frozenset({"alternate", "author", "canonical", "help", "license", "next", "prev"})
_TELLING = frozenset({"html", "title", "h1", "script", "style", "meta", "link"})
_WITH_TEXT = frozenset({"title", "script", "style"})
_TEMPLATE = "template"
_ADDRESSES = frozenset({"action", "content", "src", "data", "poster", "href", "srcset"})
_TO_PEOPLE = ("tel:", "mailto:")
_BEFORE_CODE = " \tjJvV"
_CODE = ("javascript:", "vbscript:")
_REMEMBERED = 2048
"""Elements of which the facts are remembered: many more than what pages share."""
_SMALL = 8 * 1024
"""Bytes of a page that is light as it is: style and script take 9 300 of the 18 432 permitted."""
_FASTEST, _WINDOW = 1, 13
"""The level of zlib, and a window of 8 KB: to lay out a larger one takes as long as the page."""

Use: TypeAlias = Literal["followed", "fetched", "fetched later", "named"]
"""What becomes of an address: followed by readers, fetched with the page, later, or never."""
_Fact: TypeAlias = tuple[str, Any]
"""A use with its address, or another word with what an element holds."""


class BuiltPage(NamedTuple):
    """What the rest of the site needs to know of a page; all plain values, light to keep and send.

    The addresses of files, not those inside the page itself or that call people, are as the page
    writes them, each once, by what becomes of them (`Use`).
    """

    title: str
    canonical: str
    moved_to: str
    """Where the page sends its readers at once; empty when it stays."""
    is_indexed: bool
    compressed: int
    """Bytes, once compressed in the fastest way if they are many: never too few."""
    identifiers: tuple[str, ...]
    followed: tuple[str, ...]
    fetched: tuple[str, ...]
    fetched_later: tuple[str, ...]
    named: tuple[str, ...]
    digests: tuple[tuple[str, str], ...]
    """Addresses, each with the digest that the browser will ask of it."""
    faults: tuple[tuple[str, str], ...] = ()
    """What is wrong with the page alone, once verified: names of rules, each with its words."""

    @property
    def addresses(self) -> tuple[str, ...]:
        """Return them all."""
        return self.followed + self.fetched + self.fetched_later + self.named


class ParsedPage(NamedTuple):
    """A page as it was read, with what only the rules on single pages need."""

    page: BuiltPage
    language: str
    main_headings: int
    elements: int
    is_whole: bool
    is_utf8: bool
    inline: tuple[str, ...]
    """Styles, scripts and handlers written in the page, each as it begins."""
    structured_data: tuple[str, ...]
    anchors: tuple[str, ...]
    """Addresses inside the page itself, each with its `#`."""
    leftovers: tuple[str, ...]


def read_page(content: bytes) -> ParsedPage:
    """Read a page."""
    found: defaultdict[str, list[Any]] = defaultdict(list)
    followed = found["followed"]
    count = 0
    trees = [_parsed(content)]
    for tree in trees:
        if b"<template" in content:
            trees += map(_held, tree.css(_TEMPLATE))
        elements = tree.css("*")
        count += len(elements)
        for node in elements:
            name, attributes = node.tag or "", node.attributes
            others = len(attributes) - ("class" in attributes)
            if name == "a" and others == 1 and (link := attributes.get("href") or "")[:1] == "/":
                followed.append(intern(link))  # most stand on few pages: nothing to remember
            elif (others or name in _TELLING) and "property" not in attributes:
                text = node.text() if name in _WITH_TEXT else ""
                for kind, value in _facts(name, tuple(attributes.items()), text):
                    found[kind].append(value)
    page = BuiltPage(
        title=_first(found["title"]),
        canonical=_first(found["canonical"]),
        moved_to=_first(found["moved to"]),
        is_indexed=not found["hidden"],
        compressed=_compressed(content),
        identifiers=tuple(found["identifier"]),
        followed=tuple(dict.fromkeys(found["followed"])),
        fetched=tuple(dict.fromkeys(found["fetched"])),
        fetched_later=tuple(dict.fromkeys(found["fetched later"])),
        named=tuple(dict.fromkeys(found["named"])),
        digests=tuple(dict.fromkeys(found["digest"])),
    )
    return ParsedPage(
        page,
        language=_first(found["language"]),
        main_headings=len(found["heading"]),
        elements=count,
        is_whole=content.rstrip().endswith(b"</html>"),
        is_utf8=_is_utf8(content),
        inline=tuple(found["inline"]),
        structured_data=tuple(found["structured data"]),
        anchors=tuple(dict.fromkeys(found["anchor"])),
        leftovers=_leftovers(content)
        if any(mark.search(content) for mark in _MAYBE_LEFTOVER)
        else (),
    )


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _compressed(content: bytes) -> int:
    if len(content) <= _SMALL:
        return len(content)
    return len(zlib.compress(content, _FASTEST, _WINDOW))


def _first(values: list[str]) -> str:
    return values[0] if values else ""


def _parsed(content: bytes | str) -> LexborHTMLParser:
    """Parse a page, or the content of a template, which is text."""
    return LexborHTMLParser(
        content,
        is_fragment=isinstance(content, str),
        fragment_tag=_TEMPLATE,
        options=LexborDocumentOptions.WO_EVENTS,
    )


def _held(template: LexborNode) -> LexborHTMLParser:
    """Parse the content of a template, which the parser keeps out of the tree, as browsers do."""
    written = template.html or ""
    return _parsed(written[written.index(">") + 1 : written.rindex("<")])


@lru_cache(_REMEMBERED)
def _facts(
    name: str, attributes: tuple[tuple[str, str | None], ...], text: str
) -> tuple[_Fact, ...]:
    """Return the facts in an element; `text` is that of a script, a style or a title."""
    return tuple(_told(name, {key: value or "" for key, value in attributes}, text))


def _told(name: str, attributes: dict[str, str], text: str) -> Iterator[_Fact]:
    if name in _TELLING:
        yield from _told_by_name(name, attributes, text)
    for key, value in attributes.items():
        if key == "id":
            yield "identifier", value
        elif key in _ADDRESSES or key.startswith("data-"):
            for use, address, digest in _references(name, key, value, attributes):
                if not address or address.startswith("#"):
                    yield "anchor", address
                elif not address.startswith(_TO_PEOPLE):
                    yield use, address
                if digest:
                    yield "digest", (address, digest)
        if code := _code(key, value):
            yield "inline", f"<{name} {code}>"


def _told_by_name(name: str, attributes: dict[str, str], text: str) -> Iterator[_Fact]:
    if name == "html" and attributes:
        yield "language", attributes.get("lang", "")
    elif name == "title":
        yield "title", text.strip()
    elif name == "h1":
        yield "heading", ""
    elif name in {"script", "style"} and "src" not in attributes:
        if attributes.get("type") == _JSON_LD:
            yield "structured data", text
        else:
            yield "inline", f"<{name}>"
    elif name == "meta":
        if "noindex" in attributes.get("content", ""):
            yield "hidden", ""
        if target := _refresh(attributes):
            yield "moved to", target
    elif name == "link" and attributes.get("rel") == "canonical":
        yield "canonical", attributes.get("href", "")


def _refresh(attributes: dict[str, str]) -> str:
    if attributes.get("http-equiv", "").lower() != "refresh":
        return ""
    match = _REFRESH.fullmatch(attributes.get("content", ""))
    return match[1].strip() if match else ""


def _references(
    name: str, key: str, value: str, attributes: dict[str, str]
) -> Iterator[tuple[Use, str, str]]:
    """Yield the addresses that an attribute writes, each with its use and the digest asked of it."""
    if key == "action" or (key == "href" and name in {"a", "area"}):
        yield "followed", value, ""
    elif key == "content":
        if target := _refresh(attributes):
            yield "followed", target, ""
    elif key in _ADDRESSES:
        named = name == "link" and not _NAMING.isdisjoint(attributes.get("rel", "").split())
        candidates = value.split(",") if key == "srcset" else (value,)
        for candidate in candidates:
            address = candidate.split()[0] if key == "srcset" else candidate
            yield "named" if named else "fetched", address, attributes.get("integrity", "")
    elif value.startswith("/"):
        for part in value.split():
            address, _, digest = part.partition("#sha256-")
            yield "fetched later", address, digest and f"sha256-{digest}"


def _code(key: str, value: str) -> str:
    """Return a style, a handler or an address that would run, as it begins; or nothing."""
    if key == "style" or (key.startswith("on") and key.isalpha()):
        return key
    if value[:1] in _BEFORE_CODE and value.strip().lower().startswith(_CODE):
        return f"{key}={value.strip()[:11]}"
    return ""


def _leftovers(content: bytes | str) -> tuple[str, ...]:
    """Return the marks in the texts, the comments and the attributes of a page."""
    return template_marks("\n".join(_words(_parsed(content))))


def _words(tree: LexborHTMLParser) -> Iterator[str]:
    for node in tree.root.traverse(include_text=True) if tree.root else ():
        name = node.tag
        if name == "-text" and node.parent and node.parent.tag != "script":
            yield node.text_content or ""
        elif name == "-comment":
            yield node.comment_content or ""
        else:
            yield from filter(None, node.attributes.values())
        if name == _TEMPLATE:
            yield from _words(_held(node))
