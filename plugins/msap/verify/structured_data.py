"""Descriptions for machines are sound JSON, and say what schema.org needs of a public office."""

from __future__ import annotations

import json
from collections.abc import Iterator

from msap.verify.page import ParsedPage

_NEEDED = {
    "GovernmentOffice": ("name", "address"),
    "PostalAddress": ("postalCode", "addressLocality", "addressCountry"),
    "GeoCoordinates": ("latitude", "longitude"),
    "OpeningHoursSpecification": ("dayOfWeek", "opens", "closes"),
}


def descriptions(document: ParsedPage) -> Iterator[str]:
    """Read every JSON-LD description of the page."""
    for text in document.structured_data:
        try:
            data = json.loads(text)
        except ValueError:
            yield "La description pour les machines n’est pas du JSON."
            continue
        if not isinstance(data, dict) or data.get("@context") != "https://schema.org":
            yield "La description pour les machines ne se dit pas de schema.org."
            continue
        yield from _missing(data)


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
