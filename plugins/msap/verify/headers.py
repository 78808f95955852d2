"""The file of headers fits the pages: a strict policy, which lets through what pages ask for.

Hosts that read `_headers` answer with it; the other servers are configured from the same policy.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from fnmatch import translate

from msap.verify.faults import SiteFault
from msap.verify.site import BuiltSite

PATH = "_headers"
POLICY = "Content-Security-Policy"
_NEEDED = (POLICY, "Strict-Transport-Security", "X-Content-Type-Options", "Referrer-Policy")
_OWN_FILES = ("script-src", "style-src", "img-src", "connect-src", "form-action")
_TOO_WIDE = frozenset({"'unsafe-inline'", "'unsafe-eval'", "*", "http:", "https:"})


def headers(site: BuiltSite) -> Iterator[SiteFault]:
    """Read the file where there is one."""
    if PATH not in site.files:
        return
    blocks = _blocks(site.read(PATH).decode("utf-8"))
    addresses = [site.base + file for file in site.files]
    for pattern in blocks:
        if not any(map(re.compile(translate(pattern)).match, addresses)):
            yield SiteFault(PATH, f"« {pattern} » ne désigne aucun fichier du site.")
    general = blocks.get(f"{site.base}*", {})
    for name in _NEEDED:
        if name not in general:
            yield SiteFault(PATH, f"L’en-tête « {name} » manque pour l’ensemble du site.")
    if POLICY in general:
        for words in _policy_faults(general[POLICY], site):
            yield SiteFault(PATH, words)


def _blocks(text: str) -> dict[str, dict[str, str]]:
    """Return the headers of each pattern of addresses."""
    blocks: dict[str, dict[str, str]] = {}
    headers: dict[str, str] = {}
    for line in text.splitlines():
        if line.strip() and not line[0].isspace():
            headers = blocks.setdefault(line.strip(), {})
        elif line.strip():
            name, _, value = line.partition(":")
            headers[name.strip()] = value.strip()
    return blocks


def _policy_faults(policy: str, site: BuiltSite) -> Iterator[str]:
    written = (part.split() for part in policy.split(";"))
    allowed = {words[0]: frozenset(words[1:]) for words in written if words}
    for directive, sources in allowed.items():
        for source in sorted(sources & _TOO_WIDE):
            yield f"La politique de sécurité permet « {source} » dans « {directive} »."
    for directive in _OWN_FILES:
        if "'self'" not in _sources(allowed, directive):
            yield f"La politique de sécurité refuse les fichiers du site (« {directive} »)."
    if _has_written_image(site) and "data:" not in _sources(allowed, "img-src"):
        yield "La politique de sécurité refuse les images écrites dans les pages (« img-src »)."


def _sources(allowed: Mapping[str, frozenset[str]], directive: str) -> frozenset[str]:
    fallback = frozenset() if directive == "form-action" else allowed.get("default-src")
    return allowed.get(directive, fallback or frozenset())


def _has_written_image(site: BuiltSite) -> bool:
    return any(
        address.startswith("data:image/")
        for page in site.pages.values()
        for address in page.fetched
    )
