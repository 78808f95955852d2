"""What a web server says with each file: the security policy, and how long a copy may be kept.

Declared here once; `_headers`, the configurations of `deploy/`, object storage and the tests'
server all take it from here.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from urllib.parse import urlsplit

from msap.domain.addresses import SEARCH_INDEX
from msap.publish.files.offline import WORKER
from msap.publish.maps.tiles import Tiles
from msap.publish.page import File

HEADERS_FILE = "_headers"

CONTENT_NAMED = "static/"
"""The folder whose files carry a digest in their path: what an address there gives never changes."""

IMMUTABLE = "public, max-age=31536000, immutable"
REVALIDATED = "no-cache"
BRIEF = "public, max-age=300, must-revalidate"

ALWAYS_ASKED = (WORKER, "manifest.json", f"{SEARCH_INDEX}index.json")
"""Files that tell which release is there: an old copy would keep a browser in the past."""

_OFFICE = "application/vnd.openxmlformats-officedocument"
_OPEN_DOCUMENT = "application/vnd.oasis.opendocument"
MEDIA_TYPES: Mapping[str, str] = MappingProxyType(
    {
        ".avif": "image/avif",
        ".docx": f"{_OFFICE}.wordprocessingml.document",
        ".ods": f"{_OPEN_DOCUMENT}.spreadsheet",
        ".odt": f"{_OPEN_DOCUMENT}.text",
        ".webp": "image/webp",
        ".xlsx": f"{_OFFICE}.spreadsheetml.sheet",
    }
)
"""Types of files that Python knows only where the system does: browsers are not to guess."""

_OWN = "'self'"
_POLICY = {
    "default-src": "'none'",
    "script-src": _OWN,
    "style-src": _OWN,
    "img-src": f"{_OWN} data:",
    "font-src": _OWN,
    "connect-src": _OWN,
    "manifest-src": _OWN,
    "base-uri": "'none'",
    "form-action": _OWN,
    "frame-ancestors": "'none'",
}
_UNUSED_FEATURES = ("camera", "microphone", "payment", "usb")


def security_headers(tiles: Tiles | None = None) -> dict[str, str]:
    """Return what goes with every answer; a tile server's host is added to what may be shown.

    Without `includeSubDomains` and `preload`, which bind hosts that are not this site's. `same-origin`
    keeps the addresses people look at from the sites they go on to.
    """
    policy = dict(_POLICY)
    if tiles:
        policy["img-src"] += f" {_host(tiles.url)}"
    unused = ", ".join(f"{feature}=()" for feature in _UNUSED_FEATURES)
    return {
        "Content-Security-Policy": "; ".join(f"{name} {value}" for name, value in policy.items()),
        "Strict-Transport-Security": "max-age=31536000",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "same-origin",
        "Permissions-Policy": f"geolocation=(self), {unused}",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
    }


def is_content_named(path: str) -> bool:
    """Return whether what this path gives never changes, so that it may answer beside its successor."""
    return path.startswith(CONTENT_NAMED) and path not in ALWAYS_ASKED


def cache_lifetime(path: str) -> str:
    """Return the Cache-Control of a file of the site, by its path without leading slash."""
    if path in ALWAYS_ASKED:
        return REVALIDATED
    return IMMUTABLE if is_content_named(path) else BRIEF


def headers_file(base: str, tiles: Tiles | None = None) -> File:
    """Write `_headers`, read by Netlify and the hosts that follow its format.

    `base` is the site's path, with both slashes. Such hosts have a page asked for again each time,
    which needs no rule, and join the values of two rules that fit one address: of the search's
    manifest they say `immutable` and `no-cache`, and the stricter one is obeyed (RFC 9111, 5.2.2.4).
    """
    lines = [f"{base}*", *(f"  {name}: {value}" for name, value in security_headers(tiles).items())]
    lines += [f"{base}{CONTENT_NAMED}*", f"  Cache-Control: {IMMUTABLE}"]
    for path in ALWAYS_ASKED:
        if path.startswith(CONTENT_NAMED):
            lines += [f"{base}{path}", f"  Cache-Control: {REVALIDATED}"]
    return File(HEADERS_FILE, "\n".join([*lines, ""]).encode())


def read_headers(text: str) -> dict[str, str]:
    """Read again, from a `_headers` file, what goes with every answer of that site."""
    headers: dict[str, str] = {}
    for line in text.splitlines()[1:]:
        if not line.startswith("  "):
            break
        name, value = line.strip().split(": ", maxsplit=1)
        headers[name] = value
    return headers


def _host(url: str) -> str:
    parts = urlsplit(url.replace("{s}", "*"))
    return f"{parts.scheme}://{parts.netloc}"
