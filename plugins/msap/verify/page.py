"""From the bytes of a page to what it says: a pure function, so that it may be kept.

The pages come from the site's own templates, and HTML validators read them in the tests: a scan of
their tags is enough here, and takes a small part of the time of a full parser. Most tags stand on
thousands of pages, so what a tag says is remembered by the tag.
"""

from __future__ import annotations

import re
import zlib
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from html import unescape
from itertools import chain
from typing import Any, Literal, NamedTuple, TypeAlias

from msap.domain.template_marks import template_marks

_ATTRIBUTES = r"""[^"'>]*+(?:"[^"]*"[^"'>]*+|'[^']*'[^"'>]*+)*+"""
_RAW = "|".join(rf"{name}\b{_ATTRIBUTES}>.*?</{name}\s*>" for name in ("script", "style", "title"))
_TOKEN = re.compile(
    rf"<(?:(?=[sStT])(?i:{_RAW})|[a-zA-Z][^\s/>]*{_ATTRIBUTES}>|!--.*?-->)", re.DOTALL
)
_PARTS = re.compile(
    rf"<(?:(script|style|title)\b({_ATTRIBUTES})>(.*?)</\1\s*>|([a-z][^\s/>]*)({_ATTRIBUTES})>)",
    re.DOTALL | re.IGNORECASE,
)
_LINK = re.compile(r"""<a(?: class="[^"]*")? href="((?:/|https:)[^"&]*)">""")
"""What most tags are that only one page holds."""
_ATTRIBUTE = re.compile(r"""([^\s"'>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?""")
_MAYBE_LEFTOVER = tuple(
    re.compile(start)
    for start in (rb"\{[{%]", b"N(?:one|aN)", b"undefined", rb"\[object ", b"0x[0-9a-f]{6}")
)
"""What every leftover holds; each begins with one character, which is looked for very fast."""
_SCRIPT = re.compile(r"<script\b.*?</script\s*>", re.DOTALL | re.IGNORECASE)
_REFRESH = re.compile(r"\s*\d+\s*;\s*url=(.*)", re.IGNORECASE | re.DOTALL)
_JSON_LD = "application/ld+json"
_NAMING = frozenset({"alternate", "author", "canonical", "help", "license", "next", "prev"})
_TELLING = frozenset({"html", "title", "h1", "script", "style", "meta", "link"})
_ADDRESSES = frozenset({"action", "content", "src", "data", "poster", "href", "srcset"})
_TO_PEOPLE = ("tel:", "mailto:")
_BEFORE_CODE = " \tjJvV"
_CODE = ("javascript:", "vbscript:")
_REMEMBERED = 2048
"""Tags of which the facts are remembered: many more than what pages share."""
_FASTEST, _WINDOW = 1, 13
"""The level of zlib, and a window of 8 KB: to lay out a larger one takes as long as the page."""

Use: TypeAlias = Literal["followed", "fetched", "fetched later", "named"]
"""What becomes of an address: followed by readers, fetched with the page, later, or never."""
_Fact: TypeAlias = tuple[str, Any]
"""A use with its address, or another word with what a tag holds."""


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
    """Bytes, once compressed in the fastest way: never too few."""
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
    inline: tuple[str, ...]
    """Styles, scripts and handlers written in the page, each as it begins."""
    structured_data: tuple[str, ...]
    anchors: tuple[str, ...]
    """Addresses inside the page itself, each with its `#`."""
    leftovers: tuple[str, ...]


def read_page(content: bytes) -> ParsedPage:
    """Read a page; raises UnicodeDecodeError when it is not UTF-8."""
    text = content.decode("utf-8")
    tokens = _TOKEN.findall(text)
    found: defaultdict[str, list[Any]] = defaultdict(list)
    for kind, value in chain.from_iterable(map(_facts, tokens)):
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
        elements=len(tokens) - len(found["comment"]),
        is_whole=text.rstrip().endswith("</html>"),
        inline=tuple(found["inline"]),
        structured_data=tuple(found["structured data"]),
        anchors=tuple(dict.fromkeys(found["anchor"])),
        leftovers=_leftovers(text) if any(mark.search(content) for mark in _MAYBE_LEFTOVER) else (),
    )


def _compressed(content: bytes) -> int:
    deflating = zlib.compressobj(_FASTEST, zlib.DEFLATED, _WINDOW)
    return len(deflating.compress(content)) + len(deflating.flush())


def _first(values: list[str]) -> str:
    return values[0] if values else ""


@lru_cache(_REMEMBERED)
def _facts(token: str) -> tuple[_Fact, ...]:
    """Return the facts in a tag; for a script, a style or a title, in the whole element."""
    if link := _LINK.fullmatch(token):
        return (("followed", link[1]),)
    match = _PARTS.match(token)
    if not match:
        return (("comment", token),)
    raw, raw_attributes, inside, name, attributes = match.groups("")
    if raw:
        return tuple(_told(raw.lower(), _named(raw_attributes), inside))
    return tuple(_told(name.lower(), _named(attributes), ""))


def _named(attributes: str) -> dict[str, str]:
    """Return the values of attributes by their names; of two of one name, the first, as browsers."""
    return {
        key.lower(): unescape(double or single or bare)
        for key, double, single, bare in reversed(_ATTRIBUTE.findall(attributes))
    }


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
        yield "title", unescape(text).strip()
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


def _leftovers(text: str) -> tuple[str, ...]:
    return template_marks(_SCRIPT.sub("", text))
