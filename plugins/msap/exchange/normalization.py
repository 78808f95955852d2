"""Texts of a foreign list normalized for a record, without losing a word, each change reported."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from msap.source.text import visible

TEXT_LIMIT = 140
"""Characters of a one-line text of the model."""

LONG_TEXT_LIMIT = 1000
"""Characters of a text of several lines of the model."""

_ESCAPE = re.compile(r"\\x([0-9A-Fa-f]{2})|\\u([0-9A-Fa-f]{4})")
_ESCAPED_QUOTE = re.compile(r"\\(?=['\"])")
_GLUED_APPOINTMENT = re.compile(r"(?<=[a-zà-ÿ])rendez-vous(?=[a-zà-ÿ])")
_ACTIVE_LINK = re.compile(r"(javascript|vbscript|data|file):", re.IGNORECASE)
_CREDENTIALS = re.compile(r"(https?://)(?=[^/\s?#]*@)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class NormalizedText:
    """A text that keeps the rules of the model; `surplus` is what went past the limit."""

    text: str
    reasons: tuple[str, ...] = ()
    surplus: str = ""


def tidy(value: str) -> str:
    """Put one space for each run of blanks, and at most one empty line between paragraphs."""
    value = unicodedata.normalize("NFC", value.replace("\r\n", "\n").replace("\r", "\n"))
    lines = [" ".join(line.split()) for line in value.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def normalize_line(value: str) -> NormalizedText:
    """Normalize a text of one line; line breaks become spaces."""
    text, reasons = _normalize(value)
    text = " ".join(text.split())
    text, found = _normalize_start(text, "=@+-")
    return _within(text, (*reasons, *found), TEXT_LIMIT)


def normalize_paragraphs(value: str) -> NormalizedText:
    """Normalize a text of several lines."""
    text, reasons = _normalize(value)
    text, found = _normalize_start(text, "=@+")
    return _within(text, (*reasons, *found), LONG_TEXT_LIMIT)


def _normalize(value: str) -> tuple[str, tuple[str, ...]]:
    reasons = []
    text = _ESCAPE.sub(lambda match: chr(int(match[1] or match[2], 16)), value)
    text = _ESCAPED_QUOTE.sub("", text)
    if text != value:
        reasons.append("caractères codés remis en clair")
    shown = visible(text.replace("\r\n", "\n").replace("\r", "\n"))
    if shown != text.replace("\r\n", "\n").replace("\r", "\n"):
        reasons.append("caractères invisibles retirés")
    text = tidy(shown)
    for pattern, replacement, reason in (
        (_GLUED_APPOINTMENT, "rv", "« rendez-vous » écrit à la place de « rv » dans un mot"),
        (_ACTIVE_LINK, r"\1 :", "lien qui lance un programme désamorcé"),
        (_CREDENTIALS, r"\1 ", "lien avec mot de passe désamorcé"),
        (re.compile("<"), "‹", "« < » remplacé par « ‹ »"),
        (re.compile(">"), "›", "« > » remplacé par « › »"),
    ):
        normalized = pattern.sub(replacement, text)
        if normalized != text:
            reasons.append(reason)
            text = normalized
    return text, tuple(reasons)


def _normalize_start(text: str, signs: str) -> tuple[str, tuple[str, ...]]:
    if not text or text[0] not in signs:
        return text, ()
    normalized = f"–{text[1:]}" if text[0] == "-" else f"– {text}"
    return normalized, (f"texte qui commençait par « {text[0]} », comme une formule de tableur",)


def _within(text: str, reasons: tuple[str, ...], limit: int) -> NormalizedText:
    if len(text) <= limit:
        return NormalizedText(text, reasons)
    cut = text.rfind(" ", 0, limit - 1)
    cut = cut if cut > limit // 2 else limit - 2
    return NormalizedText(
        f"{text[:cut].rstrip()} …", (*reasons, f"texte de plus de {limit} caractères"), text[cut:]
    )
