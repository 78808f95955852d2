"""The built site, read again: every link inside it must lead to a page or a file, and an anchor."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

_REFERENCE = re.compile(r"""\s(?:href|src)=(?:"([^"]*)"|'([^']*)'|([^\s>"']+))""")
_IDENTIFIER = re.compile(r"""\sid=(?:"([^"]*)"|'([^']*)'|([^\s>"']+))""")


def broken_references(output: Path, base: str = "/") -> list[str]:
    """List the references that lead nowhere, as « page: target »; `base` is the site's path.

    A reference outside `base` or on another host is left alone.
    """
    files = {
        f"/{path.relative_to(output).as_posix()}" for path in output.rglob("*") if path.is_file()
    }
    anchors: dict[str, set[str]] = {}
    wanted: list[tuple[str, str, str]] = []
    for path in sorted(output.rglob("*.html")):
        page = f"/{path.relative_to(output).as_posix()}"
        text = path.read_text(encoding="utf-8")
        anchors[page] = {unescape(name) for name in _values(_IDENTIFIER, text)}
        for reference in _values(_REFERENCE, text):
            target = urlsplit(urljoin(base + page[1:], unescape(reference)))
            if not target.scheme and not target.netloc and target.path.startswith(base):
                file = "/" + unquote(target.path[len(base) :])
                file += "index.html" if file.endswith("/") else ""
                wanted.append((page, file, unquote(target.fragment)))
    return sorted(
        {
            f"{page}: {file}{'#' + fragment if fragment else ''}"
            for page, file, fragment in wanted
            if file not in files or (fragment and fragment not in anchors.get(file, {fragment}))
        }
    )


def _values(pattern: re.Pattern[str], text: str) -> Iterator[str]:
    for match in pattern.finditer(text):
        yield match[1] or match[2] or match[3] or ""
