"""A digest beside a reference is that of the file: a browser refuses the file otherwise."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from functools import cache
from hashlib import new

from msap.verify.faults import Fault
from msap.verify.site import BuiltSite

_ALGORITHMS = ("sha512", "sha384", "sha256")
"""From the strongest; a browser looks only at the strongest that is written."""


def digests(site: BuiltSite) -> Iterator[Fault]:
    """Compare every `integrity` with the file it speaks of."""

    @cache
    def digest(file: str, algorithm: str) -> str:
        return b64encode(new(algorithm, site.read(file)).digest()).decode()

    for name, targets in site.targets.items():
        for reference, file, _anchor in targets:
            if not reference.integrity or file not in site.files:
                continue
            written = [token.partition("-") for token in reference.integrity.split()]
            strongest = next((a for a in _ALGORITHMS if any(w[0] == a for w in written)), "")
            asked = {value.partition("?")[0] for a, _, value in written if a == strongest}
            if not strongest or digest(file, strongest) not in asked:
                yield Fault(name, f"L’empreinte écrite pour « {file} » n’est pas la sienne.")
