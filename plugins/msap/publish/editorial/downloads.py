"""Documents to download: their format, weight and pages, read from the files themselves."""

from __future__ import annotations

import io
from math import ceil
from pathlib import Path
from typing import NamedTuple

from msap.publish.page import File
from msap.publish.wording.numbers import count_words
from msap.publish.wording.typography import NBSP
from msap.source.attachments import DOCUMENT_FORMATS, attached
from msap.source.editorial import Editorial


class Download(NamedTuple):
    """A document: its address and all that people should know before they fetch it."""

    url: str
    format: str
    details: str


def describe_download(file: Path, language: str) -> Download:
    """Describe a document, `language` being the name of its language in French."""
    data = file.read_bytes()
    format_name = DOCUMENT_FORMATS[file.suffix.lower()]
    pages = pdf_pages(data) if file.suffix.lower() == ".pdf" else None
    words = [format_name, size_words(len(data))]
    words += [count_words(pages, "page", "pages")] if pages else []
    return Download(f"documents/{file.name}", format_name, ", ".join([*words, language]))


def size_words(size: int) -> str:
    """Write a weight in bytes as people read it, rounded up: « 84 Ko », « 1,3 Mo »."""
    if size < 1_000_000:
        return f"{ceil(size / 1000)}{NBSP}Ko"
    megabytes = f"{ceil(size / 100_000) / 10:.1f}".removesuffix(".0")
    return f"{megabytes.replace('.', ',')}{NBSP}Mo"


def pdf_pages(data: bytes) -> int | None:
    """Return the number of pages of a PDF, None when it cannot be read."""
    import pikepdf  # it takes a while to load, and few pages tell of a document

    try:
        with pikepdf.open(io.BytesIO(data), suppress_warnings=True) as pdf:
            return len(pdf.pages)
    except pikepdf.PdfError:
        return None


def document_files(editorial: Editorial) -> list[File]:
    """Return the documents of `content/`, published as they are."""
    found = attached(editorial.folder / "documents", DOCUMENT_FORMATS)
    return [File(f"documents/{path.name}", path.read_bytes()) for path in found]
