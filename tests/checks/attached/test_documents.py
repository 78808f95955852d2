"""Documents are what their names say, and neither run, send, open, hide nor fetch anything."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String

from msap.checks.attached.by_format import reasons_in
from tests.attached.documents import (
    WORD_TEXT,
    archive,
    office,
    opendocument,
    pdf,
    relations,
)
from tests.attached.photos import photo

SOUND = {
    ".pdf": pdf(),
    ".docx": office(".docx"),
    ".xlsx": office(".xlsx"),
    ".odt": opendocument(".odt"),
    ".ods": opendocument(".ods"),
    ".csv": b"nom,valeur\nAhun,-3\n+33 5 55 00 00 00,- non\n",
    ".txt": "Été, = 1\n".encode(),
    ".zip": archive({"a/guide.pdf": pdf(), "b.csv": "a,b\n", "photo.jpg": photo(60, 40)}),
}


def reported(suffix: str, data: bytes) -> list[str]:
    """Return what is said of a file that ends so."""
    return [reason.fact for reason in reasons_in(suffix, data)]


def codes(suffix: str, data: bytes) -> list[str]:
    """Return the codes of what is said of a file that ends so."""
    return [reason.code for reason in reasons_in(suffix, data)]


@pytest.mark.parametrize("suffix", SOUND)
def test_sound_documents_pass(suffix: str) -> None:
    """Plain documents of every format, a table in cp1252 and UTF-16, and no document at all."""
    assert reported(suffix, SOUND[suffix]) == []
    assert codes(suffix, b"") == ["document-deguise"]


@pytest.mark.parametrize("suffix", SOUND)
@pytest.mark.parametrize(
    "data",
    [
        b"MZ\x90\x00" + bytes(200),
        b"\x7fELF\x02\x01\x01" + bytes(200),
        b"#!/bin/sh\nrm -rf .\n",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        b"<!DOCTYPE html><script>attaque</script>",
        b"Rar!\x1a\x07\x01\x00" + bytes(99),
        bytes(400),
        photo(60, 40),
    ],
)
def test_no_other_file_hides_under_a_name(suffix: str, data: bytes) -> None:
    """A program, an old Word document, a page, an archive, zeros, a photo."""
    (fact,) = reported(suffix, data)
    assert codes(suffix, data) == ["document-deguise"]
    assert fact.startswith("Ce fichier n’est pas u")


def test_what_a_file_really_is_is_said() -> None:
    """In the words of the person who chose it."""
    assert reported(".pdf", b"MZ\x90") == [
        "Ce fichier n’est pas un document PDF : c’est un programme (.exe)."
    ]
    assert reported(".docx", SOUND[".pdf"]) == [
        "Ce fichier n’est pas un document Word : c’est un document PDF."
    ]
    assert reported(".pdf", SOUND[".docx"]) == [
        "Ce fichier n’est pas un document PDF : c’est une archive ZIP ou un document de bureautique."
    ]


@pytest.mark.parametrize(
    "suffix,other",
    [
        (a, b)
        for a in (".docx", ".xlsx", ".odt", ".ods")
        for b in (".docx", ".xlsx", ".odt", ".ods", ".zip")
        if a != b
    ],
)
def test_documents_of_a_family_are_distinguished(suffix: str, other: str) -> None:
    """All are archives: what is inside tells."""
    assert codes(suffix, SOUND[other]) == ["document-deguise"]


def action(**keys: object) -> Callable[[Pdf], None]:
    """Return a change that has a document do this when a link of its page is followed."""
    followed = {f"/{key}": value for key, value in keys.items()}

    def change(document: Pdf) -> None:
        link = Dictionary(
            Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9], A=Dictionary(followed)
        )
        document.pages[0].obj.Annots = Array([document.make_indirect(link)])

    return change


def at_opening(value: object) -> Callable[[Pdf], None]:
    """Return a change that has a document do this when it is opened."""
    return lambda document: setattr(document.Root, "OpenAction", value)


def attach(document: Pdf) -> None:
    """Attach a file."""
    document.attachments["secret.exe"] = b"MZ"


def media(document: Pdf) -> None:
    """Add a film to the page."""
    film = Dictionary(Type=Name.Annot, Subtype=Name.RichMedia, Rect=[0, 0, 9, 9])
    document.pages[0].obj.Annots = Array([film])


def xfa(document: Pdf) -> None:
    """Make it a form of Adobe's."""
    document.Root.AcroForm = Dictionary(Fields=Array(), XFA=String("<xdp/>"))


def on_leaving_the_page(document: Pdf) -> None:
    """Open an address when the page is left."""
    document.pages[0].obj.AA = Dictionary(C=Dictionary(S=Name.URI, URI=String("https://a.example")))


def after_a_place(document: Pdf) -> None:
    """Open an address after having shown the first page."""
    address = document.make_indirect(Dictionary(S=Name.URI, URI=String("https://a.example")))
    document.Root.OpenAction = Dictionary(S=Name.GoTo, D=Array(), Next=Array([address]))


def in_circles(document: Pdf) -> None:
    """Do one thing after the other for ever."""
    circle = document.make_indirect(Dictionary(S=Name.GoTo, D=Array()))
    circle.Next = circle
    document.Root.OpenAction = circle


def elsewhere(document: Pdf) -> None:
    """Read a part of the page in another file."""
    content = document.make_stream(b"")
    content.stream_dict.F = String("https://a.example/suite")
    document.pages[0].obj.Contents = content


PDFS: dict[str, tuple[Callable[[Pdf], None], str]] = {
    "script": (
        action(S=Name.JavaScript, JS=String("attaque")),
        "Ce document contient un programme.",
    ),
    "script of the whole": (
        at_opening(Dictionary(S=Name.JavaScript)),
        "Ce document contient un programme.",
    ),
    "program": (
        action(S=Name.Launch, F=String("cmd.exe")),
        "Ce document lance un programme ou ouvre un autre fichier.",
    ),
    "other file": (
        action(S=Name.GoToR, F=String("a.pdf")),
        "Ce document lance un programme ou ouvre un autre fichier.",
    ),
    "sending": (action(S=Name.SubmitForm), "Ce document envoie ce que l’on y écrit."),
    "importing": (action(S=Name.ImportData), "Ce document envoie ce que l’on y écrit."),
    "attachment": (attach, "Ce document cache une pièce jointe."),
    "film": (media, "Ce document contient un son, une vidéo ou une animation."),
    "xfa": (xfa, "Ce formulaire est d’une sorte que les navigateurs ne montrent pas (XFA)."),
    "address at opening": (
        at_opening(Dictionary(S=Name.URI)),
        "Ce document agit tout seul dès qu’on l’ouvre.",
    ),
    "printing at opening": (
        at_opening(Dictionary(S=Name.Named, N=Name.Print)),
        "Ce document agit tout seul dès qu’on l’ouvre.",
    ),
    "leaving the page": (on_leaving_the_page, "Ce document agit tout seul dès qu’on l’ouvre."),
    "after a place": (after_a_place, "Ce document agit tout seul dès qu’on l’ouvre."),
    "in circles": (in_circles, "Ce document agit tout seul dès qu’on l’ouvre."),
    "a part elsewhere": (elsewhere, "Ce document va chercher une partie ailleurs."),
}


@pytest.mark.parametrize("is_packed", [False, True])
@pytest.mark.parametrize("name", PDFS)
def test_a_pdf_that_does_something_is_refused(name: str, *, is_packed: bool) -> None:
    """In clear or packed with others in a compressed stream, anywhere in the document."""
    change, fact = PDFS[name]
    data = pdf(change, is_packed=is_packed)
    assert fact in reported(".pdf", data)
    assert set(codes(".pdf", data)) == {"document-actif"}


def test_names_written_in_codes_are_read() -> None:
    """`/#4aavaScrip#74` is `/JavaScript`."""
    data = pdf(at_opening(Dictionary(S=Name.JavaScript))).replace(
        b"/JavaScript", b"/#4aavaScrip#74"
    )
    assert b"/JavaScript" not in data
    assert "Ce document contient un programme." in reported(".pdf", data)


def test_ordinary_pdf_documents_pass() -> None:
    """A link to an address, a form to fill in, a first page to show, words that look like actions."""

    def change(document: Pdf) -> None:
        action(S=Name.URI, URI=String("https://www.creuse.gouv.fr/"))(document)
        field = document.make_indirect(Dictionary(FT=Name.Tx, T=String("/JS /Launch")))
        document.Root.AcroForm = Dictionary(Fields=Array([field]))
        document.Root.OpenAction = Array([document.pages[0].obj, Name.Fit])
        document.pages[0].obj.AA = Dictionary(O=Dictionary(S=Name.GoTo, D=Array()))
        document.Root.Loose = document.make_indirect(pikepdf.Object.parse(b"12"))

    assert reported(".pdf", pdf(change)) == []
    assert reported(".pdf", pdf(change, is_packed=True)) == []


def test_a_protected_pdf_is_refused() -> None:
    """By a password, or by rights that anyone may take."""
    for user in ("", "secret"):
        data = pdf(encryption=pikepdf.Encryption(owner="propriétaire", user=user))
        assert codes(".pdf", data) == ["document-protege"]


def test_a_pdf_that_is_an_archive_too_is_refused() -> None:
    """An archive may follow any file: programs that unpack it look at the end."""
    assert reported(".pdf", SOUND[".pdf"] + SOUND[".zip"]) == [
        "Ce document cache une pièce jointe."
    ]


def test_a_damaged_pdf_is_reported() -> None:
    """What no object is left of; what qpdf puts together again is read."""
    assert codes(".pdf", b"%PDF-1.7\nrien") == ["document-illisible"]
    assert codes(".pdf", SOUND[".pdf"].replace(b"startxref", b"staaaxref")) == []


VBA = '<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>'
MACRO_TYPE = "application/vnd.ms-word.document.macroEnabled.main+xml"
FIELD = f'<w:document xmlns:w="{WORD_TEXT}"><w:p><w:r><w:fldChar/></w:r>{{}}</w:p></w:document>'
CUT = "<w:r><w:instrText> DDE</w:instrText></w:r><w:r><w:instrText>AUTO cmd</w:instrText></w:r>"

OFFICE: dict[str, tuple[str, bytes, str]] = {
    "macros": (".docx", office(".docx", {"word/vbaProject.bin": b"x"}), "macros"),
    "macros under another name": (".docx", office(".docx", {"word/a.bin": b"x"}, VBA), "macros"),
    "macros by the type": (
        ".docx",
        office(
            ".docx", types=f'<Override PartName="/word/document.xml" ContentType="{MACRO_TYPE}"/>'
        ),
        "macros",
    ),
    "old macros": (".xlsx", office(".xlsx", {"xl/macrosheets/sheet1.xml": "<a/>"}), "macros"),
    "control": (".docx", office(".docx", {"word/activeX/activeX1.xml": "<a/>"}), "macros"),
    "object": (
        ".docx",
        office(
            ".docx",
            {"word/embeddings/oleObject1.bin": b"x"},
            '<Default Extension="bin" ContentType='
            '"application/vnd.openxmlformats-officedocument.oleObject"/>',
        ),
        "objet incorporé",
    ),
    "outside template": (
        ".docx",
        office(
            ".docx",
            {
                "word/_rels/settings.xml.rels": relations(
                    "attachedTemplate https://a.example/m.dotm !"
                )
            },
        ),
        "va chercher une partie ailleurs",
    ),
    "outside image": (
        ".docx",
        office(".docx", {"word/_rels/x.xml.rels": relations("image https://a.example/p.png !")}),
        "va chercher une partie ailleurs",
    ),
    "link into a network": (
        ".docx",
        office(".docx", {"word/_rels/x.xml.rels": relations("hyperlink file:///S:/a.docx !")}),
        "Un lien de ce document lance",
    ),
    "page inside": (
        ".docx",
        office(".docx", {"word/_rels/x.xml.rels": relations("aFChunk page.html")}),
        "objet incorporé",
    ),
    "field": (".docx", office(".docx", {"word/document.xml": FIELD.format(CUT)}), "va chercher"),
    "simple field": (
        ".docx",
        office(
            ".docx",
            {
                "word/document.xml": FIELD.format(
                    '<w:fldSimple w:instr="INCLUDETEXT &quot;a&quot;"/>'
                )
            },
        ),
        "va chercher",
    ),
    "other workbook": (".xlsx", office(".xlsx", {"xl/externalLinks/a.xml": "<a/>"}), "va chercher"),
    "connection": (".xlsx", office(".xlsx", {"xl/connections.xml": "<a/>"}), "va chercher"),
    "formula": (
        ".xlsx",
        office(".xlsx", {"xl/worksheets/s.xml": "<c><f>1+WEBSERVICE(&quot;a&quot;)</f></c>"}),
        "va chercher",
    ),
    "formula in codes": (
        ".xlsx",
        office(".xlsx", {"xl/worksheets/s.xml": "<c><f>WEB&#83;ERV<!-- -->ICE(A1)</f></c>"}),
        "va chercher",
    ),
    "formula of a name": (
        ".xlsx",
        office(".xlsx", {"xl/names.xml": "<a><definedName>WEBSERVICE(A1)</definedName></a>"}),
        "va chercher",
    ),
    "macros of the table behind a chart": (
        ".docx",
        office(
            ".docx",
            {"word/embeddings/t.xlsx": office(".xlsx", {"xl/vbaProject.bin": b"x"})},
        ),
        "macros",
    ),
    "document type": (
        ".docx",
        office(".docx", {"word/document.xml": "<!DOCTYPE a><a/>"}),
        "mal écrit",
    ),
    "odf macros": (".odt", opendocument(".odt", more={"Basic/Standard/a.xml": "x"}), "macros"),
    "odf script": (".ods", opendocument(".ods", more={"Scripts/python/a.py": "x"}), "macros"),
    "odf event": (
        ".odt",
        opendocument(".odt", '<script:event-listener script:event-name="a"/>'),
        "macros",
    ),
    "odf object": (".odt", opendocument(".odt", "<draw:object-ole/>"), "objet incorporé"),
    "odf image": (
        ".odt",
        opendocument(".odt", '<draw:image xlink:href="https://a.example/p.png"/>'),
        "va chercher",
    ),
    "odf file": (".odt", opendocument(".odt", '<draw:image xlink:href="/etc/a"/>'), "va chercher"),
    "odf form": (
        ".odt",
        opendocument(".odt", '<form:form xlink:href="https://a.example/"/>'),
        "va chercher",
    ),
    "odf section": (".odt", opendocument(".odt", "<text:section-source/>"), "va chercher"),
    "odf exchange": (".ods", opendocument(".ods", "<table:dde-link/>"), "va chercher"),
    "odf link": (
        ".odt",
        opendocument(".odt", '<text:a xlink:href="vnd.sun.star.script:a"/>'),
        "Un lien de ce document lance",
    ),
    "odf part": (
        ".odt",
        opendocument(".odt", more={"Object 1/content.xml": '<a xmlns:d="b"><d:applet/></a>'}),
        "macros",
    ),
}


@pytest.mark.parametrize("name", OFFICE)
def test_an_office_document_that_does_something_is_refused(name: str) -> None:
    """Macros, controls, hidden objects, parts that lie elsewhere, links into a network."""
    suffix, data, words = OFFICE[name]
    found = reported(suffix, data)
    assert any(words in fact for fact in found), found


def test_ordinary_office_documents_pass() -> None:
    """Charts with their tables, links that people follow, fields that count pages, objects drawn."""
    page = "<w:r><w:instrText>PAGE \\* LINKED</w:instrText></w:r>"
    assert reported(".docx", office(".docx", {"word/embeddings/t.xlsx": SOUND[".xlsx"]})) == []
    assert reported(".docx", office(".docx", {"word/document.xml": FIELD.format(page)})) == []
    printer = '<Default Extension="bin" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.printerSettings"/>'
    assert reported(".xlsx", office(".xlsx", {"xl/printerSettings/p.bin": b"x"}, printer)) == []
    inside = (
        '<draw:image xlink:href="Pictures/1.png"/><draw:object xlink:href="./Object 1"/>'
        '<text:a xlink:href="https://www.creuse.gouv.fr/"/><text:a xlink:href="#haut"/>'
    )
    assert reported(".odt", opendocument(".odt", inside)) == []


def test_protected_office_documents_are_refused() -> None:
    """Word packs them in an old container, OpenDocument says so in its list, ZIP in each entry."""
    manifest = {"META-INF/manifest.xml": "<a><manifest:encryption-data/></a>"}
    assert codes(".odt", opendocument(".odt", more=manifest)) == ["document-protege"]
    assert (
        "protégé par un mot de passe" in reported(".docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")[0]
    )
    locked = bytearray(archive({"a.txt": "texte"}))
    central = locked.rindex(b"PK\x01\x02")
    locked[6] |= 1
    locked[central + 8] |= 1
    assert codes(".zip", bytes(locked)) == ["document-protege"]


@pytest.mark.parametrize(
    "name,content,code",
    [
        ("a.exe", b"MZ", "document-format"),
        ("a", b"MZ", "document-format"),
        ("a.zip", archive({"b.txt": "b"}), "document-format"),
        ("a.html", b"<script>", "document-format"),
        ("dossier/guide.pdf", b"MZ", "document-deguise"),
        ("a.pdf", pdf(attach), "document-actif"),
        ("a.docx", office(".docx", {"word/vbaProject.bin": b"x"}), "document-actif"),
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='x'/>", "image-active"),
        ("a.jpg", b"rien", "image-illisible"),
        ("../a.txt", b"a", "document-actif"),
        ("/a.txt", b"a", "document-actif"),
        ("C:\\a.txt", b"a", "document-actif"),
        ("a\\..\\..\\b.txt", b"a", "document-actif"),
    ],
)
def test_an_archive_holds_only_what_the_site_takes(name: str, content: bytes, code: str) -> None:
    """Each file in it is validated as if it stood alone; nothing leaves the folder it is unpacked in."""
    reasons = list(reasons_in(".zip", archive({"sain.txt": "a", name: content})))
    assert [reason.code for reason in reasons] == [code]
    assert code == "document-actif" or f"« {name} »" in reasons[0].fact or "\\" in name


def test_what_systems_add_to_an_archive_is_left_aside() -> None:
    """A Mac adds a folder, Windows a file."""
    assert (
        reported(".zip", archive({"a.txt": "a", "__MACOSX/._a.txt": b"\0", "b/.DS_Store": b"\0"}))
        == []
    )


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    """A small archive of what would be gigabytes, of ten thousand files, or that lies of its size."""
    zeros = bytes(64 << 20)
    bomb = archive({f"{n}.txt": zeros for n in range(4)})
    assert len(bomb) < 1 << 20
    assert codes(".zip", bomb) == ["archive-demesuree"]
    assert codes(".zip", archive({f"{n}.txt": "" for n in range(2001)})) == ["archive-demesuree"]
    assert codes(".docx", office(".docx", {f"word/{n}.xml": zeros for n in range(4)})) == [
        "archive-demesuree"
    ]
    lying = bytearray(archive({"a.txt": zeros}))
    for mark, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        place = lying.rindex(mark) + offset
        lying[place : place + 4] = (10).to_bytes(4, "little")
    assert codes(".zip", bytes(lying)) == ["document-illisible"]


def test_a_damaged_archive_is_reported() -> None:
    """Cut short, or with a wrong sum."""
    data = SOUND[".zip"]
    assert codes(".zip", data[: len(data) // 2]) == ["document-illisible"]
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as packed:
        packed.writestr("a.txt", "texte")
    assert codes(".zip", target.getvalue().replace(b"texte", b"sexte")) == ["document-illisible"]


@pytest.mark.parametrize(
    "text,line",
    [
        ("a,b\n=1+1,2\n", 2),
        ("a;b\n1;=HYPERLINK(A1)\n", 2),
        ('a,b\n1,"=1+1"\n', 2),
        ("a\n\n@SOMME(A1)\n", 3),
        ("a,b\n1,-2+cmd|' /C calc'!A0\n", 2),
        ("=1", 1),
    ],
)
def test_formulas_of_a_table_are_refused(text: str, line: int) -> None:
    """Spreadsheets obey them as soon as the table is opened."""
    (reason,) = reasons_in(".csv", text.encode())
    assert reason.code == "document-actif"
    assert f"ligne {line}," in reason.fact


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16"])
def test_texts_of_every_program_pass(encoding: str) -> None:
    """Excel writes three encodings; a sign before a number, a dash before a word are no formula."""
    text = "Été;-12,5;+33 5 55 00 00 00;a=b\r\n- un;–;contact (a@b.example);x\r\n"
    assert reported(".csv", text.encode(encoding)) == []
    assert reported(".txt", text.encode(encoding)) == []
