"""From the bytes of a file to clean text, or to problems an editor can act on."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path, PurePath

from msap.source.problems import Position, Problem

RECORD_SIZE_LIMIT = 64 * 1024
"""Bytes; a full record holds about 3 KB, and libyaml is only safe on small input."""

PAGE_SIZE_LIMIT = 512 * 1024
"""Bytes allowed for a Markdown page or a referential."""

_UNWANTED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # control
    "\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff"  # zero width and bidirectional
    "\ud800-\udfff\ufffe\uffff]"
)


def read_text(path: Path, shown: PurePath, limit: int) -> tuple[str | None, list[Problem]]:
    """Read one file as UTF-8 text, composed (NFC), with LF line ends and no byte-order mark.

    `shown` is the path the messages give; `limit` the size allowed, in bytes. The text is None
    when the file cannot be used at all.
    """
    if path.is_symlink():
        return None, [
            Problem(
                shown,
                Position(),
                "lien-symbolique",
                "Ce fichier est un lien vers un autre fichier.",
                "Remplacez-le par un vrai fichier.",
            )
        ]
    size = path.stat().st_size
    if size > limit:
        return None, [
            Problem(
                shown,
                Position(),
                "fichier-trop-grand",
                f"Ce fichier pèse {size // 1024} Ko.",
                f"Restez sous {limit // 1024} Ko.",
            )
        ]
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        column = error.start - (raw.rfind(b"\n", 0, error.start) + 1) + 1
        return None, [
            Problem(
                shown,
                Position(line, column),
                "encodage",
                f"L’octet {raw[error.start]:02X} n’est pas du texte UTF-8.",
                "Enregistrez le fichier en « UTF-8 », puis retapez la lettre accentuée.",
            )
        ]
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return text, unwanted_characters(text, shown)


def unwanted_characters(text: str, shown: PurePath) -> list[Problem]:
    """Find the control, zero-width and bidirectional characters, one problem each."""
    problems = []
    for match in _UNWANTED.finditer(text):
        line = text.count("\n", 0, match.start()) + 1
        column = match.start() - text.rfind("\n", 0, match.start())
        character = ord(match.group())
        problems.append(
            Problem(
                shown,
                Position(line, column),
                "caractere-invisible",
                f"Un caractère invisible (U+{character:04X}) se cache ici.",
                "Effacez les mots autour et retapez-les.",
            )
        )
    return problems
