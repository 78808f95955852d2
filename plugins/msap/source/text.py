"""From the bytes of a file to clean text, or to problems an editor can act on."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path, PurePath

from msap.source.problems import Position, Problem

RECORD_SIZE_LIMIT = 64 * 1024
"""Bytes; a full record holds about 3 KB, and libyaml is only safe on small input."""

PAGE_SIZE_LIMIT = 64 * 1024
"""Bytes allowed for a Markdown page, a chart's table or a referential; the longest has 24 KB."""

INVISIBLE = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # control, but tabs and line ends
    "\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"  # zero width, direction
    "\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\uffa0"  # letters that show nothing
    "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"  # no characters at all; XML refuses the last two
    "\U000e0000-\U000e0fff"  # tags
)
"""What nobody sees and no text needs, to stand between the brackets of a regular expression."""

_UNWANTED = re.compile(f"[{INVISIBLE}]")
_ESCAPED = re.compile("[\udc80-\udcff]")
"""What Python makes of a byte that is no text (PEP 383)."""


def read_bytes(path: Path, shown: PurePath, limit: int) -> tuple[bytes | None, list[Problem]]:
    """Read one file of at most `limit` bytes; None when it cannot be used.

    `shown` is the path the messages give.
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
    if not path.is_file():
        return None, [
            Problem(
                shown,
                Position(),
                "fichier-egare",
                "Un dossier porte ici le nom d’un fichier.",
                "Donnez un autre nom au dossier, ou retirez-le.",
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
    return path.read_bytes(), []


def read_text(path: Path, shown: PurePath, limit: int) -> tuple[str | None, list[Problem]]:
    """Read one file as UTF-8 text, composed (NFC), with LF line ends and no byte-order mark.

    `shown` is the path the messages give; `limit` the size allowed, in bytes. The text is None
    when the file cannot be used at all; with problems, it may be checked and never published: bytes
    that are no UTF-8 then stand for the letters of Windows-1252.
    """
    raw, problems = read_bytes(path, shown, limit)
    if raw is None:
        return None, problems
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        column = error.start - (raw.rfind(b"\n", 0, error.start) + 1) + 1
        problems.append(
            Problem(
                shown,
                Position(line, column),
                "encodage",
                f"L’octet {raw[error.start]:02X} n’est pas du texte UTF-8.",
                "Enregistrez le fichier en « UTF-8 », puis retapez la lettre accentuée.",
            )
        )
        if b"\0" in raw:
            return None, problems
        text = _ESCAPED.sub(_windows_letter, raw.decode("utf-8-sig", "surrogateescape"))
    text = composed(text)
    return text, [*problems, *unwanted_characters(text, shown)]


def composed(text: str) -> str:
    """Return a text composed (NFC), with LF line ends."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))


def _windows_letter(escaped: re.Match[str]) -> str:
    byte = bytes([ord(escaped.group()) - 0xDC00])
    return byte.decode("cp1252", "replace")


def visible(text: str) -> str:
    """Return a text without the characters nobody sees."""
    return _UNWANTED.sub("", text)


def unwanted_characters(text: str, shown: PurePath) -> list[Problem]:
    """Find the control, zero-width and bidirectional characters, one problem each."""
    if not _UNWANTED.search(text):
        return []
    return [
        Problem(
            shown,
            Position(number, match.start() + 1),
            "caractere-invisible",
            f"Un caractère invisible (U+{ord(match.group()):04X}) se cache ici.",
            "Effacez les mots autour et retapez-les.",
        )
        for number, line in enumerate(text.split("\n"), start=1)
        for match in _UNWANTED.finditer(line)
    ]
