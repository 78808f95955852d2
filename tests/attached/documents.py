"""Documents made for the tests, sound but for what each test adds."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping

import pikepdf

_MAIN = "application/vnd.openxmlformats-officedocument"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_ODF = "urn:oasis:names:tc:opendocument:xmlns"
WORD_TEXT = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def pdf(
    change: Callable[[pikepdf.Pdf], object] | None = None,
    *,
    encryption: pikepdf.Encryption | None = None,
    is_packed: bool = False,
) -> bytes:
    """Return a PDF of one page, after this change; its objects may be packed in a stream."""
    mode = pikepdf.ObjectStreamMode
    target = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page(page_size=(595, 842))
        if change:
            change(document)
        document.save(
            target,
            object_stream_mode=mode.generate if is_packed else mode.disable,
            encryption=encryption or False,
        )
    return target.getvalue()


def archive(files: Mapping[str, str | bytes]) -> bytes:
    """Return a ZIP archive of these files, in this order."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in files.items():
            packed.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def relations(*written: str) -> str:
    """Return a file of relations; each is `kind target`, with ` !` behind one that leads outside."""
    inside = "".join(
        f'<Relationship Id="r{rank}" Type="{_OFFICE}/{kind}" Target="{target}"'
        + (' TargetMode="External"/>' if outside else "/>")
        for rank, one in enumerate(written)
        for kind, target, *outside in [one.split(" ")]
    )
    return f'<?xml version="1.0"?><Relationships xmlns="{_RELATIONS}">{inside}</Relationships>'


def office(suffix: str, more: Mapping[str, str | bytes] | None = None, types: str = "") -> bytes:
    """Return a Word or Excel document; `more` adds or replaces files, `types` declares them."""
    folder, main, part = {
        ".docx": ("word", "wordprocessingml.document.main", "word/document.xml"),
        ".xlsx": ("xl", "spreadsheetml.sheet.main", "xl/workbook.xml"),
    }[suffix]
    declared = (
        '<?xml version="1.0"?>'
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/{part}" ContentType="{_MAIN}.{main}+xml"/>{types}</Types>'
    )
    text = f'<w:document xmlns:w="{WORD_TEXT}"><w:body><w:p/></w:body></w:document>'
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": declared,
        "_rels/.rels": relations(f"officeDocument {part}"),
        part: text if folder == "word" else "<workbook/>",
        f"{folder}/_rels/{part.split('/')[1]}.rels": relations(
            "styles styles.xml", "hyperlink https://www.creuse.gouv.fr/ !"
        ),
    }
    return archive({**files, **(more or {})})


def opendocument(
    suffix: str, inside: str = "", more: Mapping[str, str | bytes] | None = None
) -> bytes:
    """Return an OpenDocument text or spreadsheet; `inside` stands in its content."""
    kind = {".odt": "text", ".ods": "spreadsheet"}[suffix]
    spaces = " ".join(
        f'xmlns:{short}="{_ODF}:{name}:1.0"'
        for short, name in (
            *(("office", "office"), ("text", "text"), ("table", "table"), ("draw", "drawing")),
            *(("script", "script"), ("form", "form")),
        )
    )
    content = (
        f'<office:document-content {spaces} xmlns:xlink="http://www.w3.org/1999/xlink">'
        f"<office:scripts/><office:body><office:{kind}>{inside}</office:{kind}></office:body>"
        "</office:document-content>"
    )
    files: dict[str, str | bytes] = {
        "mimetype": f"application/vnd.oasis.opendocument.{kind}",
        "content.xml": content,
        "META-INF/manifest.xml": "<manifest/>",
        "Configurations2/accelerator/current.xml": "",
    }
    return archive({**files, **(more or {})})
