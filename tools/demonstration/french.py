"""Names of communes inside a French sentence, and in an address on the web."""

from __future__ import annotations

import re
import unicodedata

_SILENT_START = re.compile(r"[AEIOUÀÂÄÉÈÊËÎÏÔÖÙÛÜŒÆ]", re.IGNORECASE)
_DOUBTFUL_START = re.compile(r"[HY]", re.IGNORECASE)


def typographic(text: str) -> str:
    """Write the apostrophe as print does: « L’Isle »."""
    return text.replace("'", "’")


def is_easy_to_say(name: str) -> bool:
    """True when usage leaves no doubt on « de » or « d’ »: names in H and Y are passed over."""
    return not _DOUBTFUL_START.match(name)


def of(name: str) -> str:
    """Join « de » and a name: « d’Ahun », « du Mans », « des Mées », « de La Rochelle »."""
    if name.startswith("Le "):
        return f"du {name[3:]}"
    if name.startswith("Les "):
        return f"des {name[4:]}"
    return f"d’{name}" if _SILENT_START.match(name) else f"de {name}"


def at(name: str) -> str:
    """Join « à » and a name: « à Ahun », « au Mans », « aux Mées »."""
    if name.startswith("Le "):
        return f"au {name[3:]}"
    if name.startswith("Les "):
        return f"aux {name[4:]}"
    return f"à {name}"


def slug(name: str) -> str:
    """Write a name in lower case without accents: « saint-vaury », « l-isle-jourdain »."""
    for written, plain in (("œ", "oe"), ("æ", "ae"), ("’", " "), ("'", " ")):
        name = name.lower().replace(written, plain)
    plain = unicodedata.normalize("NFD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
