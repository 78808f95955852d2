"""Archives (ZIP), and what office documents have of them: unpacked within bounds, in memory."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath

from msap.checks.attached.by_format import DISGUISED, reasons_in
from msap.checks.attached.reason import RefusalReason, content_words
from msap.source.attachments import DOCUMENT_FORMATS, IMAGE_SUFFIXES

MOST_BYTES = 200 * 1024 * 1024
"""What an archive of 10 MB may unpack to; a long table of Excel unpacks to ten times its weight."""
_MOST_FILES = 2000
_LONGEST_NAME = 80
_BEGINNING = b"PK\x03\x04"
_OUTSIDE = re.compile(r"/|\\|[A-Za-z]:|(?:.*[/\\])?\.\.(?:[/\\]|$)")
_PACKED = (IMAGE_SUFFIXES | DOCUMENT_FORMATS.keys() | {".geojson", ".json", ".md", ".xml"}) - {
    ".zip"
}
_OF_THE_SYSTEM = re.compile(r"(?:__MACOSX/.*|(?:.*/)?(?:\.DS_Store|Thumbs\.db|desktop\.ini))")
"""What systems add by themselves, and nobody opens."""

_BOMB = RefusalReason(
    "archive-demesuree",
    f"Ce fichier se déplie en plus de {MOST_BYTES // 1024 // 1024} Mo ou de {_MOST_FILES} fichiers.",
    "Gardez l’essentiel, ou partagez-le en plusieurs documents.",
)
_LOCKED = RefusalReason(
    "document-protege",
    "Ce fichier est chiffré par un mot de passe : tout le monde ne peut pas le lire, et rien ne dit "
    "ce qu’il contient.",
    "Enregistrez-le sans protection.",
)
_DAMAGED = RefusalReason(
    "document-illisible",
    "Ce fichier ne se lit pas jusqu’au bout : il est coupé ou abîmé.",
    "Déposez-le de nouveau ; si rien n’y fait, enregistrez-le de nouveau depuis son logiciel.",
)
_ESCAPES = RefusalReason(
    "document-actif",
    "Un fichier de cette archive s’écrirait hors du dossier où on la déplie.",
    "Refaites l’archive à partir d’un dossier.",
)


def unpacked(data: bytes, kind: str) -> dict[str, bytes] | RefusalReason:
    """Return the files of an archive by name, or why it is refused; `kind` is what its name says."""
    if not data.startswith(_BEGINNING):
        found = content_words(data)
        words = f"c’est {found}" if found else "rien n’y ressemble"
        return DISGUISED._replace(fact=f"Ce fichier n’est pas {kind} : {words}.")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            files = [info for info in archive.infolist() if not info.is_dir()]
            if len(files) > _MOST_FILES or sum(info.file_size for info in files) > MOST_BYTES:
                return _BOMB
            if any(info.flag_bits & 1 for info in files):
                return _LOCKED
            if any(_OUTSIDE.match(info.filename) for info in files):
                return _ESCAPES
            return {info.filename: archive.read(info) for info in files}
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - of whatever kind: nobody can unpack it
        return _DAMAGED


def reasons(data: bytes) -> Iterator[RefusalReason]:
    """Yield why an archive is refused: as it is, and each file in it that the site would refuse."""
    files = unpacked(data, "une archive ZIP")
    if isinstance(files, RefusalReason):
        yield files
        return
    for name, content in files.items():
        suffix = PurePosixPath(name).suffix.lower()
        if _OF_THE_SYSTEM.fullmatch(name):
            continue
        if suffix not in _PACKED:
            yield RefusalReason(
                "document-format",
                f"Dans l’archive, « {_short(name)} » n’est pas d’un format que le site connaît.",
                f"Gardez-y seulement : {', '.join(sorted(_PACKED))}.",
            )
            continue
        for reason in reasons_in(suffix, content):
            fact = f"Dans l’archive, « {_short(name)} » : {reason.fact[0].lower()}{reason.fact[1:]}"
            yield reason._replace(fact=fact)


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST_NAME else f"…{name[-_LONGEST_NAME:]}"
