"""A built site, looked at before it is published: what it says of itself, and whether it is sound."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from urllib.parse import urlsplit

from msap.deploy.release import Origin, revision_of
from msap.errors import Refusal
from msap.publish.verify import broken_references

_CANONICAL = re.compile(r'<link rel="canonical" href="([^"]+)">')
_RESERVED = ("example", "test", "invalid", "localhost")
"""Names that lead nowhere on the Internet (RFC 2606)."""


def inspect_site(site: Path, root: Path, *, demonstration_allowed: bool) -> Origin:
    """Say where a built site comes from; raises Refusal when it is not one to show the public.

    It must have been built with a public address, as publishconf.py does, and hold no broken
    link. A demonstration, or an address reserved for examples, must be allowed by name.
    """
    url = site_url(site)
    demonstration = "Disallow: /\n" in (site / "robots.txt").read_text(encoding="utf-8")
    if not demonstration_allowed:
        _refuse_demonstration(url, demonstration=demonstration)
    broken = broken_references(site, urlsplit(url).path + "/")
    if broken:
        raise Refusal("\n".join(["Ce site a des liens qui ne mènent nulle part :", *broken]))
    return Origin(url, revision_of(root), demonstration)


def site_url(site: Path) -> str:
    """Give the public address a site was built for, without final slash; raises Refusal."""
    home = site / "index.html"
    if not home.is_file():
        raise Refusal(f"« {site} » n’est pas un site construit : lancez d’abord `build`.")
    found = _CANONICAL.search(home.read_text(encoding="utf-8"))
    if not found:
        raise Refusal(
            "Ce site ne connaît pas son adresse publique : construisez-le avec "
            "`SITEURL=https://… build --settings publishconf.py`."
        )
    return unescape(found[1]).rstrip("/")


def _refuse_demonstration(url: str, *, demonstration: bool) -> None:
    way = "Pour la publier quand même, ajoutez « --demonstration »."
    if demonstration:
        raise Refusal(f"Ces fiches sont une démonstration : elles sont inventées. {way}")
    parts = urlsplit(url)
    if parts.scheme != "https" or (parts.hostname or "").rsplit(".", 1)[-1] in _RESERVED:
        raise Refusal(
            f"L’adresse publique « {url} » est une adresse d’exemple : construisez le site avec "
            f"la vraie, dans SITEURL. {way}"
        )
