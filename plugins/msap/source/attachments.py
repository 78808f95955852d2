"""Files beside the Markdown: documents to download and images."""

from __future__ import annotations

from collections.abc import Container, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

DOCUMENT_FORMATS: Mapping[str, str] = MappingProxyType(
    {
        ".csv": "CSV",
        ".docx": "Word",
        ".ods": "OpenDocument, tableur",
        ".odt": "OpenDocument, texte",
        ".pdf": "PDF",
        ".txt": "texte",
        ".xlsx": "Excel",
        ".zip": "ZIP",
    }
)
"""What people read of a document's format, by the end of its name."""

IMAGE_SUFFIXES = frozenset({".avif", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp"})
"""Ends of the names of images that pages show."""


class Size(NamedTuple):
    """Width and height of an image in pixels, as people see it."""

    width: int
    height: int


def attached(folder: Path, suffixes: Container[str]) -> list[Path]:
    """Return the files of a folder whose names end so, in order; links and hidden files apart."""
    return [
        path
        for path in sorted(folder.glob("[!.]*"))
        if path.suffix.lower() in suffixes and path.is_file() and not path.is_symlink()
    ]
