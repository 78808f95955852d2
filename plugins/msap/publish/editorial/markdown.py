"""From Markdown to clean HTML: the grammar of the site, then an allow-list of tags."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from html import escape
from html.parser import HTMLParser
from pathlib import PurePath
from urllib.parse import urlsplit

import nh3
from markupsafe import Markup

from msap.publish.wording.typography import typeset
from msap.source.grammar import description_html, page_html
from msap.source.text import visible

_INLINE = {"p", "br", "strong", "em", "a", "ul", "ol", "li", "code"}
_EDITORIAL = _INLINE | {
    *("h2", "h3", "h4", "blockquote", "hr", "img", "dl", "dt", "dd", "pre"),
    *("table", "thead", "tbody", "tr", "th", "td"),
}
_ATTRIBUTES: dict[str, set[str]] = {
    "*": set(),
    "a": {"href"},
    "img": {"src", "alt", "title"},
    **{heading: {"id"} for heading in ("h2", "h3", "h4")},
}
_SCHEMES = {"http", "https", "mailto", "tel"}
_ABSOLUTE = re.compile(r"(?:https?|mailto|tel):", re.IGNORECASE)


def render_description(text: str) -> Markup:
    """Render the few Markdown sentences of a record: paragraphs, lists, links, emphasis."""
    clean = nh3.clean(
        description_html(text),
        tags=_INLINE,
        attributes={"*": set(), "a": {"href"}},
        attribute_filter=_outward,
        url_schemes=_SCHEMES,
        link_rel="nofollow",
    )
    # Entities such as `&#8238;` bring what nobody sees past the checks.
    return Markup(_typeset(visible(clean)))  # noqa: S704 - cleaned just above


def _outward(tag: str, name: str, value: str) -> str | None:
    """Drop the links of a record that lead to no other site: it does not know its own address."""
    del tag
    return value if name != "href" or _ABSOLUTE.match(value) else None


def render_page(text: str, path: PurePath, addresses: Mapping[PurePath, str], base: str) -> Markup:
    """Render the body of an editorial file.

    `path` is the file's place inside `content/`, `addresses` the site address of each file there,
    `base` the path all links of the site begin with. A link to another file becomes its address.
    """

    def attribute(tag: str, name: str, value: str) -> str | None:
        if tag == "img" and urlsplit(value).netloc:
            return None
        if name in {"href", "src"}:
            return site_reference(value, path, addresses, base)
        return value

    clean = nh3.clean(
        page_html(text),
        tags=_EDITORIAL,
        attributes=_ATTRIBUTES,
        attribute_filter=attribute,
        url_schemes=_SCHEMES,
        link_rel=None,
    )
    return Markup(_typeset(_with_table_roles(visible(clean))))  # noqa: S704 - cleaned just above


def site_reference(
    reference: str, path: PurePath, addresses: Mapping[PurePath, str], base: str
) -> str | None:
    """Turn a link written in a file of `content/` into a link of the site; None when it has none.

    External links and anchors stay as they are.
    """
    parts = urlsplit(reference)
    if parts.scheme or parts.netloc or not parts.path:
        return reference
    target = PurePath(posixpath.normpath((path.parent / parts.path).as_posix()))
    fragment = f"#{parts.fragment}" if parts.fragment else ""
    if target in addresses:
        return f"{base}{addresses[target]}{fragment}"
    if target.parts[:1] and target.parts[0] in {"documents", "images", "infographies"}:
        return f"{base}{target.as_posix()}"
    return None


def _with_table_roles(html: str) -> str:
    """Let a wide table scroll on its own on a narrow screen."""
    opening = '<section class="scroll" tabindex="0" aria-label="Tableau"><table>'
    html = html.replace("<table>", opening).replace("</table>", "</table></section>")
    return html.replace("<th>", '<th scope="col">')


class _Typesetter(HTMLParser):
    """Puts the French no-break spaces into the text of clean HTML, never into its tags."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.code_depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.code_depth += tag in {"code", "pre"}
        self.parts.append(self.get_starttag_text() or "")
        del attrs

    def handle_endtag(self, tag: str) -> None:
        self.code_depth -= tag in {"code", "pre"}
        self.parts.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self.parts.append(escape(data if self.code_depth else typeset(data), quote=False))


def _typeset(html: str) -> str:
    typesetter = _Typesetter()
    typesetter.feed(html)
    typesetter.close()
    return "".join(typesetter.parts)
