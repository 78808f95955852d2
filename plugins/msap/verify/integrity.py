"""A digest beside a reference is that of the file: a browser refuses the file otherwise."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from functools import cache
from hashlib import new

from msap.verify.faults import SiteFault
from msap.verify.site import BuiltSite, Pages

_ALGORITHMS = ("sha512", "sha384", "sha256")
"""From the strongest; a browser looks only at the strongest that is written."""


def digests(site: BuiltSite, pages: Pages) -> Iterator[SiteFault]:
    """Compare every `integrity` with the file it speaks of."""

    @cache
    def is_right(file: str, integrity: str) -> bool:
        written = [token.partition("-") for token in integrity.split()]
        strongest = next((a for a in _ALGORITHMS if any(w[0] == a for w in written)), "")
        asked = {value.partition("?")[0] for a, _, value in written if a == strongest}
        return bool(strongest) and _digest(site.read(file), strongest) in asked

    for name, page in pages.items():
        for address, integrity in page.digests:
            file = site.target(name, address).file
            if site.has(file) and not is_right(file, integrity):
                yield SiteFault(name, f"L’empreinte écrite pour « {file} » n’est pas la sienne.")


def _digest(content: bytes, algorithm: str) -> str:
    return b64encode(new(algorithm, content).digest()).decode()
