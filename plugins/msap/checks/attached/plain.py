"""Plain texts and tables: characters and nothing else, and no formula that a spreadsheet obeys."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msap.checks.attached.by_format import DISGUISED
from msap.checks.attached.reason import RefusalReason, content_words

_BYTE_ORDERS = (b"\xff\xfe", b"\xfe\xff")
_FORMULA = re.compile(r"(?:^|[;,\t])[ \"']*(?:[=@][^\n;,]|[+\-][^\n;,\"]*[(|!])", re.MULTILINE)
"""A cell that begins as one; a sign before a number or a word is none."""


def reasons(data: bytes, suffix: str) -> Iterator[RefusalReason]:
    """Yield why a text is refused: bytes that are no text, or formulas in a table."""
    wide = data.startswith(_BYTE_ORDERS)
    if not data or (b"\0" in data and not wide) or content_words(data):
        found = content_words(data)
        words = f" : c’est {found}" if found else ", mais des octets qu’on ne peut pas lire"
        yield DISGUISED._replace(fact=f"Ce fichier n’est pas un texte{words}.")
        return
    text = data.decode("utf-16" if wide else "utf-8", "replace")
    match = _FORMULA.search(text) if suffix == ".csv" else None
    if match:
        line = text.count("\n", 0, match.start() + (match[0][0] == "\n")) + 1
        yield RefusalReason(
            "document-actif",
            f"À la ligne {line}, une cellule est une formule, que les tableurs exécutent.",
            "Mettez-y le résultat de la formule.",
        )
