"""Two small files for machines: `robots.txt` and `security.txt`."""

from __future__ import annotations

from msap.publish.files.sitemap import PATH, is_published
from msap.publish.page import File
from msap.publish.site import Site

_SECURITY = ".well-known/security.txt"


def robots_file(site: Site) -> File:
    """Write robots.txt (RFC 9309): a demonstration turns every robot away."""
    lines = ["User-agent: *"]
    if site.is_demonstration:
        lines.append("Disallow: /")
    else:
        lines.append("Disallow:")
    if is_published(site):
        lines += ["", f"Sitemap: {site.absolute(PATH)}"]
    return File("robots.txt", _text(lines))


def security_file(site: Site) -> File:
    """Write security.txt (RFC 9116): where to report a flaw, and until when that holds."""
    security = site.network.security
    contact = "".join(security.contact.split())  # one line, or it would hold another field
    lines = [
        f"Contact: {contact if contact.startswith('https://') else f'mailto:{contact}'}",
        f"Expires: {security.expires.isoformat()}T00:00:00Z",
        "Preferred-Languages: fr, en",
    ]
    if site.url:
        lines.append(f"Canonical: {site.absolute(_SECURITY)}")
    return File(_SECURITY, _text(lines))


def _text(lines: list[str]) -> bytes:
    return "\n".join([*lines, ""]).encode()
