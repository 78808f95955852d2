"""Word and Excel documents (ECMA-376): scripts, fetched resources, embedded files."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from msap.checks.attached.archives import unpacked
from msap.checks.attached.by_format import DISGUISED, reasons_in
from msap.checks.attached.reason import ACTIVE_LINK, LINK, UNREADABLE, RefusalReason
from msap.checks.attached.tags import XmlRefusedError, read_tags

_MAIN = "application/vnd.openxmlformats-officedocument."
_KINDS: Mapping[str, tuple[str, str]] = {
    ".docx": ("un document Word", f"{_MAIN}wordprocessingml.document.main+xml"),
    ".xlsx": ("un classeur Excel", f"{_MAIN}spreadsheetml.sheet.main+xml"),
}
_TYPES = "[Content_Types].xml"
_RUNS = re.compile(r"vba|macro|activex|webextension|shockwave", re.IGNORECASE)
_OBJECT = re.compile(r"oleobject|\.ole", re.IGNORECASE)
_ACTIVE_NAME = re.compile(
    r".*(?:vbaProject|vbaData)[^/]*|.*/(?:activeX|macrosheets|webextensions)/.*", re.IGNORECASE
)
_FETCHED_NAME = re.compile(
    r"xl/(?:externalLinks/.*|connections\.xml|queryTables/.*)", re.IGNORECASE
)
_FIELD = re.compile(
    r"\s*(?:DDEAUTO|DDE|INCLUDETEXT|INCLUDEPICTURE|IMPORT|LINK|DATABASE|RD)\b", re.IGNORECASE
)
_FORMULAS = frozenset({"f", "formula", "formula1", "formula2", "definedName"})
"""Tags whose text is worked out; the others only show theirs."""
_FETCHING = re.compile(r"\bWEBSERVICE\s*\(", re.IGNORECASE)

_PROGRAM = RefusalReason(
    "document-actif",
    "Ce document contient un programme (des macros).",
    "Enregistrez-le sans macros, ou en PDF.",
)
_INSIDE = RefusalReason(
    "document-actif",
    "Ce document cache un autre fichier (un objet incorporé).",
    "Retirez l’objet, ou remplacez-le par une image ; sinon, enregistrez le document en PDF.",
)
_FETCH = RefusalReason(
    "document-actif",
    "Ce document va chercher une partie ailleurs : un modèle, une image ou des données liées.",
    "Rompez les liaisons (Fichier, Informations, « Modifier les liens d’accès aux fichiers »), ou "
    "enregistrez le document en PDF.",
)


def reasons(data: bytes, suffix: str) -> Iterator[RefusalReason]:
    """Yield why a document is refused."""
    kind, main = _KINDS[suffix]
    files = unpacked(data, kind)
    if isinstance(files, RefusalReason):
        yield files
        return
    try:
        types = _types(files)
        if main not in types.values() and not any("macroEnabled" in one for one in types.values()):
            fact = f"Ce fichier n’est pas {kind}, mais une archive ou un autre document."
            yield DISGUISED._replace(fact=fact)
        yield from dict.fromkeys(_found(files, types))
    except XmlRefusedError:
        yield UNREADABLE


def _types(files: Mapping[str, bytes]) -> dict[str, str]:
    """Return the type of each file of a document, as it declares it."""
    by_name: dict[str, str] = {}
    by_end: dict[str, str] = {}

    def note(name: str, attributes: dict[str, str]) -> None:
        if name.endswith(" Override"):
            by_name[attributes.get("PartName", "")[1:].lower()] = attributes.get("ContentType", "")
        elif name.endswith(" Default"):
            by_end[attributes.get("Extension", "").lower()] = attributes.get("ContentType", "")

    read_tags(files.get(_TYPES, b"<none/>"), note)
    return {
        name: by_name.get(name.lower(), by_end.get(PurePosixPath(name).suffix[1:].lower(), ""))
        for name in files
    }


def _found(files: Mapping[str, bytes], types: Mapping[str, str]) -> Iterator[RefusalReason]:
    for name, content in files.items():
        suffix = PurePosixPath(name).suffix.lower()
        if _RUNS.search(types[name]) or _ACTIVE_NAME.fullmatch(name):
            yield _PROGRAM
        elif _OBJECT.search(types[name]):
            yield _INSIDE
        elif _FETCHED_NAME.fullmatch(name):
            yield _FETCH
        elif suffix in _KINDS:  # the table behind a chart
            yield from reasons_in(suffix, content)
        elif suffix == ".rels":
            yield from _found_in_relations(content)
        elif name.startswith("word/") and suffix == ".xml":
            yield from _found_in_text(content)
        elif name.startswith("xl/") and suffix == ".xml":
            yield from _found_in_formulas(content)


def _found_in_relations(content: bytes) -> Iterator[RefusalReason]:
    found: list[RefusalReason] = []

    def note(_name: str, attributes: dict[str, str]) -> None:
        kind = attributes.get("Type", "").rpartition("/")[2]
        if kind == "aFChunk":
            found.append(_INSIDE)
        elif attributes.get("TargetMode") == "External":
            if kind != "hyperlink":
                found.append(_FETCH)
            elif ACTIVE_LINK.match(attributes.get("Target", "")):
                found.append(LINK)

    read_tags(content, note)
    yield from found


def _found_in_formulas(content: bytes) -> Iterator[RefusalReason]:
    formulas: list[str] = [""]
    is_formula = False

    def tag(name: str, _attributes: dict[str, str]) -> None:
        nonlocal is_formula
        is_formula = name.rpartition(" ")[2] in _FORMULAS
        formulas.append("")

    def text(words: str) -> None:
        if is_formula:
            formulas[-1] += words

    read_tags(content, tag, text)
    if any(map(_FETCHING.search, formulas)):
        yield _FETCH


def _found_in_text(content: bytes) -> Iterator[RefusalReason]:
    """Look for fields that fetch; the name of one may be cut into several pieces of text."""
    fields: list[str] = [""]
    is_field = False

    def tag(name: str, attributes: dict[str, str]) -> None:
        nonlocal is_field
        local = name.rpartition(" ")[2]
        is_field = local == "instrText"
        if local in {"fldChar", "p"}:
            fields.append("")
        elif local == "fldSimple":
            fields.extend(value for key, value in attributes.items() if key.endswith(" instr"))
            fields.append("")

    def text(words: str) -> None:
        if is_field:
            fields[-1] += words

    read_tags(content, tag, text)
    if any(map(_FIELD.match, fields)):
        yield _FETCH
