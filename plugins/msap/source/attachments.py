"""Files published as they are, beside the Markdown: documents to download and images."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

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
"""What people are told of a document, by the end of its name."""

IMAGE_SUFFIXES = frozenset({".avif", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp"})
"""Ends of the names of images that browsers show."""
