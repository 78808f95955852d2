"""The files of a built site read by real parsers, and what no payload may have left in them."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

from selectolax.lexbor import LexborHTMLParser, LexborNode

from tests.attack.payloads import MARK

_TAGS = frozenset(
    {
        *("html", "head", "body", "title", "meta", "link", "script", "main", "header", "footer"),
        *("nav", "aside", "section", "article", "address", "h1", "h2", "h3", "h4", "p", "br", "hr"),
        *("a", "b", "strong", "em", "small", "span", "div", "ul", "ol", "li", "dl", "dt", "dd"),
        *("table", "caption", "thead", "tbody", "tr", "th", "td", "figure", "figcaption", "img"),
        *("form", "label", "input", "button", "select", "option", "fieldset", "legend", "output"),
        *("details", "summary", "template", "time", "code", "pre", "blockquote", "noscript"),
        *("svg", "path", "rect", "circle", "g", "use", "dialog", "abbr", "i", "kbd"),
    }
)
_FOREIGN_LINKS = ("https://", "http://", "mailto:", "tel:")
_ICON = "data:image/svg+xml,"
_FORMULA = re.compile(r"[=+@\t\r\n＝＋－＠]|-(?![0-9])")
_DRAWN = {"svg", "g", "path", "rect", "text", "circle", "use", "symbol", "title", "defs", "style"}


def html_faults(page: str) -> list[str]:
    """List the elements, attributes and links that the site's own templates never write."""
    faults = []
    for node in elements(page):
        tag, attributes = node.tag or "", node.attributes
        if tag not in _TAGS:
            faults.append(f"<{tag}>")
        faults += [
            f"{tag} {name}"
            for name in attributes
            if name.startswith("on") or name in {"style", "srcdoc", "formaction", "autofocus", "is"}
        ]
        faults += _link_faults(tag, attributes)
        if tag == "script" and attributes.get("type") != "application/ld+json" and node.text():
            faults.append("a script with a text")
        if tag == "meta" and attributes.get("http-equiv", "refresh") != "refresh":
            faults.append("meta http-equiv")
    return faults


def elements(page: str) -> Iterator[LexborNode]:
    """Yield every element of a page, those inside templates included."""
    tree = LexborHTMLParser(page)
    assert tree.root
    yield from tree.root.traverse(include_text=False)


def _link_faults(tag: str, attributes: dict[str, str | None]) -> Iterator[str]:
    for name in ("href", "src", "action", "data", "poster", "xlink:href"):
        value = attributes.get(name)
        if value is None:
            continue
        is_ours = not value or (
            value.startswith(("/", "#")) and not value.startswith(("//", "/\\"))
        )
        is_foreign = tag == "a" and value.startswith(_FOREIGN_LINKS)
        is_ours = is_ours or (tag == "link" and value.startswith((_ICON, "https://msap.example")))
        if not (is_ours or is_foreign):
            yield f"{tag} {name}={value}"
    if tag == "meta" and (attributes.get("http-equiv") or "").lower() == "refresh":
        target = (attributes.get("content") or "").partition("url=")[2]
        if not target.startswith("/") or target.startswith("//"):
            yield f"meta refresh {target}"


def linked_data(page: str) -> list[object]:
    """Read the JSON-LD of a page."""
    return [
        json.loads(node.text())
        for node in elements(page)
        if node.tag == "script" and node.attributes.get("type") == "application/ld+json"
    ]


def xml_faults(content: bytes) -> list[str]:
    """List what an XML file (feed, site map, drawing) should not hold; raises when ill-formed."""
    assert b"<!DOCTYPE" not in content
    assert b"<!ENTITY" not in content
    assert content.count(b"<?") <= 1
    faults = []
    for element in ET.fromstring(content).iter():  # noqa: S314 - written by the build under test
        space, _, tag = str(element.tag).rpartition("}")
        if space.endswith("/svg") and tag not in _DRAWN:
            faults.append(f"<{tag}>")
        if space.endswith("/xhtml"):
            faults.append(f"<{tag}> of HTML")
        for name, value in element.attrib.items():
            if name.startswith("on"):
                faults.append(f"{tag} {name}")
            if name in {"href", "src"} and urlsplit(value).scheme not in {"https", ""}:
                faults.append(f"{tag} {name}={value}")
    return faults


def csv_faults(content: str) -> list[str]:
    """List the cells that a spreadsheet would compute, whatever it takes for the separator."""
    return [
        cell
        for separator in ",;\t|"
        for row in csv.reader(io.StringIO(content, newline=""), delimiter=separator)
        for cell in row
        if _FORMULA.match(cell.strip(" ")) and MARK in cell
    ]


def calendar_faults(content: str) -> list[str]:
    """List the lines of an iCalendar file that are not properties, and the parts left open."""
    lines = content.replace("\r\n ", "").replace("\r\n\t", "").split("\r\n")
    faults = [line for line in lines if line and not re.match(r"[A-Z-]+[;:]", line)]
    opened = [line[6:] for line in lines if line.startswith("BEGIN:")]
    closed = [line[4:] for line in lines if line.startswith("END:")]
    known = {"VCALENDAR", "VEVENT", "VTIMEZONE", "STANDARD", "DAYLIGHT"}
    faults += [name for name in opened if name not in known]
    return faults + ([] if sorted(opened) == sorted(closed) else ["BEGIN without END"])


def payload_files(site: Path, *suffixes: str) -> list[Path]:
    """Return the files of these kinds that bear a payload."""
    return [
        path
        for path in sorted(site.rglob("*"))
        if path.suffix in suffixes and path.is_file() and MARK.encode() in path.read_bytes()
    ]
