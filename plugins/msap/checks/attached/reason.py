"""Reasons to refuse an attached file, and the format of a file by its first bytes."""

from __future__ import annotations

import re
from typing import NamedTuple


class RefusalReason(NamedTuple):
    """A reason to refuse a file, in the words of a problem."""

    code: str
    fact: str
    advice: str


ACTIVE_LINK = re.compile(
    r"\s*(?:(?:javascript|vbscript|data|file|smb|macro|ms-[a-z]+|search-ms|vnd\.[^:]*):|//|\\)",
    re.IGNORECASE,
)
"""How the target of a link begins that runs something, or reaches into somebody's network."""
LINK = RefusalReason(
    "document-actif",
    "Un lien de ce document lance un programme, ou mène à un fichier d’un ordinateur.",
    "Remplacez-le par une adresse qui commence par https://, ou retirez-le.",
)
UNREADABLE = RefusalReason(
    "document-illisible",
    "Ce document est mal écrit à l’intérieur.",
    "Ouvrez-le et enregistrez-le de nouveau.",
)

HEIC = RefusalReason(
    "image-illisible",
    "Cette photo est au format HEIC, que les navigateurs ne montrent pas.",
    "Enregistrez-la en JPEG. Sur un iPhone : Réglages, Appareil photo, Formats, « Le plus "
    "compatible », puis reprenez la photo ; sur un ordinateur : ouvrez-la, puis exportez-la en JPEG.",
)

_BEGINNINGS = (
    (re.compile(rb"MZ"), "un programme (.exe)"),
    (re.compile(rb"\x7fELF|\xcf\xfa\xed\xfe|\xce\xfa\xed\xfe|\xca\xfe\xba\xbe"), "un programme"),
    (re.compile(rb"#!"), "un programme"),
    (re.compile(rb"%PDF-"), "un document PDF"),
    (re.compile(rb"PK\x03\x04|PK\x05\x06"), "une archive ZIP ou un document de bureautique"),
    (
        re.compile(rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
        "un document protégé par un mot de passe, ou d’un Word ou d’un Excel d’avant 2007",
    ),
    (re.compile(rb"Rar!|7z\xbc\xaf\x27\x1c|\x1f\x8b|BZh|\xfd7zXZ"), "une archive"),
    (re.compile(rb"\{\\rtf"), "un document RTF"),
    (re.compile(rb"\xff\xd8\xff"), "une image JPEG"),
    (re.compile(rb"\x89PNG\r\n\x1a\n"), "une image PNG"),
    (re.compile(rb"GIF8"), "une image GIF"),
    (re.compile(rb"RIFF....WEBP", re.DOTALL), "une image WebP"),
    (re.compile(rb"....ftypavi[fs]", re.DOTALL), "une image AVIF"),
    (re.compile(rb"....ftyp(?:he|mi|ms)", re.DOTALL), "une photo HEIC"),
    (re.compile(rb"....ftyp", re.DOTALL), "une vidéo"),
    (re.compile(rb"(?:II\*\x00|MM\x00\*)"), "une image TIFF ou une photo brute (RAW)"),
    (re.compile(rb"BM"), "une image BMP"),
    (re.compile(rb"\s*<(?:!doctype html|html|head|body|script)", re.IGNORECASE), "une page web"),
    (re.compile(rb"version https://git-lfs"), "un renvoi vers un fichier gardé ailleurs (Git LFS)"),
)
"""How files of each kind begin, the surest first."""


def content_words(data: bytes) -> str:
    """Return what a file is by its first bytes, in French; empty when that is not known."""
    if not data:
        return "un fichier vide"
    head = data.removeprefix(b"\xef\xbb\xbf")[:64]
    return next((words for begins, words in _BEGINNINGS if begins.match(head)), "")
