"""The hostile texts, and how to recognise them once French typography has been at them."""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path

from msap.source.text import INVISIBLE

MARK = "attaque"
"""A word of every payload, and the global variable that those which run would set."""

PAYLOADS: dict[str, str] = json.loads(
    Path(__file__).with_name("payloads.json").read_text(encoding="utf-8")
)

_UNSEEN = re.compile(f"[{INVISIBLE}\\s\ufffd]")


def bare(text: str) -> str:
    """Return a text without what typography and parsers change: blanks, apostrophes, the unseen."""
    return _UNSEEN.sub("", unicodedata.normalize("NFC", text).replace("’", "'"))


def is_visible(text: str) -> bool:
    """True when a text has no character that the readers of files refuse."""
    return re.search(f"[{INVISIBLE}]", text) is None
