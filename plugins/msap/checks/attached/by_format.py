"""Attached files, each validated by the module of its format."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from msap.checks.attached.reason import RefusalReason

BEYOND_BOUNDS = RefusalReason(
    "fichier-hors-limites",
    "Ce fichier demande trop de mémoire ou de temps pour être lu.",
    "Ouvrez-le, enregistrez-le de nouveau sous un format courant, et déposez le nouveau fichier.",
)
DISGUISED = RefusalReason(
    "document-deguise",
    "Ce fichier n’est pas ce que dit son nom.",
    "Enregistrez-le de nouveau depuis le logiciel qui l’a fait, au format voulu.",
)


def reasons_of(path: Path) -> tuple[RefusalReason, ...]:
    """Return why an attached file is refused, by what it holds; its name says what it should be."""
    return tuple(reasons_in(path.suffix.lower(), path.read_bytes()))


def reasons_in(suffix: str, data: bytes) -> Iterator[RefusalReason]:
    """Yield why a file that ends so is refused."""
    # Who needs one library does not wait for the others.
    match suffix:
        case ".svg":
            from msap.checks.attached import drawings

            yield from drawings.reasons(data)
        case ".pdf":
            from msap.checks.attached import pdf

            yield from pdf.reasons(data)
        case ".docx" | ".xlsx":
            from msap.checks.attached import office

            yield from office.reasons(data, suffix)
        case ".odt" | ".ods":
            from msap.checks.attached import opendocument

            yield from opendocument.reasons(data, suffix)
        case ".zip":
            from msap.checks.attached import archives

            yield from archives.reasons(data)
        case ".avif" | ".gif" | ".jpeg" | ".jpg" | ".png" | ".webp":
            from msap.checks.attached import pixels

            yield from pixels.reasons(data)
        case _:
            from msap.checks.attached import plain

            yield from plain.reasons(data, suffix)
