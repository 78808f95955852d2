"""Attached files made to take for ever, or all the memory, are refused or read within bounds.

Each is small enough to be attached. The child process that reads it is bounded by the system: the
test says that what comes out is a reading or a refusal, and that nothing is left behind.
"""

from __future__ import annotations

import re
import resource
import struct
import zlib
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

from msap.checks.attached.bounded import SECONDS, each_within_bounds
from msap.checks.attached.by_format import reasons_of
from msap.checks.attachments import DOCUMENT_LIMIT, DRAWING_LIMIT, IMAGE_LIMIT
from tests.attached.documents import archive, office, opendocument, pdf
from tests.attached.photos import encoded, picture
from tests.attached.running import children

SVG = b'<svg xmlns="http://www.w3.org/2000/svg">'
REFUSED, ANY = True, False


def packed_bomb() -> bytes:
    """Return a PDF whose list of objects, at its end and compressed, would take 4 GB."""
    data = pdf(is_packed=True)
    head = data.rindex(b" 0 obj", 0, data.rindex(b"/XRef"))
    match = re.compile(rb"/Length (\d+)(.*?stream\n)(.*?)\nendstream", re.DOTALL).search(data, head)
    assert match
    packer = zlib.compressobj(9)
    bomb = packer.compress(zlib.decompress(match[3])) + packer.flush(zlib.Z_FULL_FLUSH)
    # What follows a full flush looks back at nothing: it may be written again and again.
    bomb += (packer.compress(bytes(1 << 24)) + packer.flush(zlib.Z_FULL_FLUSH)) * 256
    start, end = match.span()
    return data[:start] + b"/Length %d" % len(bomb) + match[2] + bomb + b"\nendstream" + data[end:]


def png_of(width: int, height: int, rows: bytes) -> bytes:
    """Return a PNG that says it is so large, whatever its data."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def many_frames() -> bytes:
    """Return a GIF of 20 000 frames."""
    one = encoded(picture(8, 8), "GIF")
    start = one.index(b",", 13 + 3 * (2 << (one[10] & 7)))
    return one[:start] + one[start:-1] * 20_000 + b";"


def loop_of_pages(document: pikepdf.Pdf) -> None:
    """Make the tree of pages lead back to its root."""
    document.Root.Pages.Kids.append(document.Root.Pages)


FILES: dict[str, tuple[str, Callable[[], bytes], bool]] = {
    "nested drawing": (".svg", lambda: SVG + b"<g>" * 200_000, REFUSED),
    "nested style": (".svg", lambda: SVG + b"<style>" + b"a{" * 400_000 + b"</style></svg>", ANY),
    "brackets in a style": (
        ".svg",
        lambda: SVG + b"<style>" + b"(" * 900_000 + b"</style></svg>",
        ANY,
    ),
    "attributes": (".svg", lambda: SVG + b"<g fill='url(#a)'/>" * 50_000 + b"</svg>", ANY),
    "one long value": (".svg", lambda: SVG + b"<path d='" + b"0 " * 400_000 + b"'/></svg>", ANY),
    "entities": (
        ".svg",
        lambda: (
            b"<!DOCTYPE a ["
            + b"".join(b"<!ENTITY a%d '%s'>" % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 30))
            + b"]>"
            + SVG
            + b"&a29;</svg>"
        ),
        REFUSED,
    ),
    "nested arrays": (
        ".pdf",
        lambda: pdf().replace(b"/Pages ", b"/X " + b"[" * 400_000 + b" /Pages "),
        ANY,
    ),
    "packed bomb": (".pdf", packed_bomb, REFUSED),
    "loop of pages": (".pdf", lambda: pdf(loop_of_pages), ANY),
    "objects": (
        ".pdf",
        lambda: b"%PDF-1.7\n" + b"".join(b"%d 0 obj[]endobj\n" % n for n in range(200_000)),
        REFUSED,
    ),
    "zeros": (".pdf", lambda: b"%PDF-1.7\n" + bytes(DOCUMENT_LIMIT - 9), REFUSED),
    "brackets": (".pdf", lambda: b"%PDF-1.7\n" + b"<<" * 1_000_000, REFUSED),
    "all the pixels": (
        ".png",
        lambda: png_of(9_000, 9_900, zlib.compress(bytes(9_900 * 27_001))),
        ANY,
    ),
    "no pixels": (".png", lambda: png_of(9_000, 9_900, b"x"), REFUSED),
    "too many pixels": (".png", lambda: png_of(2**31 - 1, 2**31 - 1, b"x"), REFUSED),
    "frames": (".gif", many_frames, REFUSED),
    "heavy photo": (".jpg", lambda: b"\xff\xd8" + bytes(IMAGE_LIMIT - 2), REFUSED),
    "long sheet": (
        ".xlsx",
        lambda: office(".xlsx", {"xl/worksheets/a.xml": b"<f>" * 20_000_000}),
        ANY,
    ),
    "nested text": (
        ".docx",
        lambda: office(".docx", {"word/document.xml": b"<a>" * 12_000_000}),
        REFUSED,
    ),
    "long value of a document": (
        ".odt",
        lambda: opendocument(".odt", "<text:p a='" + "x" * 30_000_000 + "'/>"),
        ANY,
    ),
    "names": (".zip", lambda: archive({"a/" * 30_000 + f"{n}.txt": "" for n in range(40)}), ANY),
    "archives in each other": (".docx", lambda: _nested(400), ANY),
    "one long cell": (".csv", lambda: b"-" * (DOCUMENT_LIMIT - 1), ANY),
    "quotes": (".csv", lambda: b"\"'" * (DOCUMENT_LIMIT // 2), ANY),
    "blanks": (".csv", lambda: b" " * (DOCUMENT_LIMIT - 1), ANY),
    "semicolons": (".csv", lambda: b"; " * (DOCUMENT_LIMIT // 2), ANY),
}


def _nested(depth: int) -> bytes:
    """Return many documents, each in the next."""
    data = office(".xlsx")
    for _ in range(depth):
        data = office(".docx", {"word/embeddings/a.docx": data})
    return data


@pytest.mark.parametrize("name", FILES)
def test_no_attached_file_harms_the_checks(name: str, tmp_path: Path) -> None:
    """It is read or refused, by a process that ends within its bounds, and the next file is read."""
    suffix, make, is_refused = FILES[name]
    path = tmp_path / f"a{suffix}"
    path.write_bytes(make())
    limits = {".svg": DRAWING_LIMIT, ".png": IMAGE_LIMIT, ".gif": IMAGE_LIMIT, ".jpg": IMAGE_LIMIT}
    assert path.stat().st_size <= limits.get(suffix, DOCUMENT_LIMIT)
    sound = tmp_path / "sain.txt"
    sound.write_text("Sain.", encoding="utf-8")
    running = children()
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    found, after = each_within_bounds([path, sound], reasons_of)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert used.ru_utime + used.ru_stime - before.ru_utime - before.ru_stime < SECONDS + 5
    assert found is None or found or not is_refused
    assert after == ()
    assert children() <= running
