"""Descriptions for machines are sound JSON, and say what schema.org needs of a public office."""

from __future__ import annotations

import json
from collections.abc import Iterator

from msap.verify.faults import Fault
from msap.verify.site import BuiltSite

_NEEDED = {
    "GovernmentOffice": ("name", "address"),
    "PostalAddress": ("postalCode", "addressLocality", "addressCountry"),
    "GeoCoordinates": ("latitude", "longitude"),
    "OpeningHoursSpecification": ("dayOfWeek", "opens", "closes"),
}


def descriptions(site: BuiltSite) -> Iterator[Fault]:
    """Read every JSON-LD description of every page."""
    for name, page in site.pages.items():
        for text in page.structured_data:
            try:
                data = json.loads(text)
            except ValueError:
                yield Fault(name, "La description pour les machines n’est pas du JSON.")
                continue
            if not isinstance(data, dict) or data.get("@context") != "https://schema.org":
                yield Fault(name, "La description pour les machines ne se dit pas de schema.org.")
                continue
            for words in _missing(data):
                yield Fault(name, words)


def _missing(node: object) -> Iterator[str]:
    if isinstance(node, list):
        for item in node:
            yield from _missing(item)
    elif isinstance(node, dict):
        kind = str(node.get("@type", ""))
        if not kind:
            yield "La description pour les machines ne dit pas de quoi elle parle (« @type »)."
        for key in _NEEDED.get(kind, ()):
            if not node.get(key) and node.get(key) != 0:
                yield f"La description pour les machines n’a pas « {key} » dans « {kind} »."
        for value in node.values():
            yield from _missing(value)
