"""A built site, looked at before it is published: what it says of itself, and whether it is sound."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

from msap.deploy.release import ReleaseOrigin, revision_of
from msap.errors import Refusal
from msap.verify.faults import report
from msap.verify.page import read_page
from msap.verify.reading import read_site
from msap.verify.run import faults_of
from msap.verify.site import HOME

_RESERVED = ("example", "test", "invalid", "localhost")
"""Names that lead nowhere on the Internet (RFC 2606)."""


def inspect_site(folder: Path, root: Path, *, demonstration_allowed: bool) -> ReleaseOrigin:
    """Return where a built site comes from; raises Refusal when it is not one to show the public.

    It must have been built with a public address, as publishconf.py does, and have no fault. A
    demonstration, or an address reserved for examples, must be allowed by name.
    """
    url = site_url(folder)
    demonstration = "Disallow: /\n" in (folder / "robots.txt").read_text(encoding="utf-8")
    if not demonstration_allowed:
        _refuse_demonstration(url, demonstration=demonstration)
    if faults := faults_of(read_site(folder)):
        raise Refusal(report(faults))
    return ReleaseOrigin(url, revision_of(root), demonstration)


def site_url(folder: Path) -> str:
    """Return the public address a site was built for, without final slash; raises Refusal."""
    home = folder / HOME
    if not home.is_file():
        raise Refusal(f"« {folder} » n’est pas un site construit : lancez d’abord `build`.")
    url = read_page(home.read_bytes()).page.canonical.rstrip("/")
    if not url:
        raise Refusal(
            "Ce site ne connaît pas son adresse publique : construisez-le avec "
            "`SITEURL=https://… build --settings publishconf.py`."
        )
    return url


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
