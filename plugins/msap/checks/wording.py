"""Accidental text: placeholders, broken encodings, YAML comments that cut a value, template marks.

The rules read values with their places, whatever file they stand in.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path, PurePath
from typing import Any, NamedTuple

from msap.checks.data_file import DataFile
from msap.domain.template_marks import template_marks
from msap.source.catalogue import Catalogue
from msap.source.editorial import EditorialFile
from msap.source.entries import RecordEntry
from msap.source.located_yaml import NOWHERE, MappingNode, Node, Scalar, SequenceNode
from msap.source.problems import Position, Problem, Severity
from msap.source.tables import Table
from msap.source.text import visible

_PLACEHOLDER = re.compile(
    r"\blorem ipsum\b|\b[xX]{3,}\b|\?{3,}|\b(?:TODO|TBD|FIXME)\b|[\[(]à compléter[\])]"
    r"|\b(?:00[ .-]?){4}00\b|\b01[ .-]?23[ .-]?45[ .-]?67[ .-]?89\b|\b0[67][ .-]?12[ .-]?34[ .-]?56"
    r"[ .-]?78\b|\bexample\.(?:com|net|org)\b",
    re.IGNORECASE,
)
_ALONE = (
    r"à (?:compléter|remplir|renseigner|définir|préciser|venir|vérifier)|inconnue?s?|néant|n\.?[ /]?[cr]\.?"
    r"|tbd|todo|tests?|sans objet|idem|aucune?|rien|blabla\w*|azerty\w*"
)
_PLACEHOLDER_ALONE = re.compile(rf"\W*(?:{_ALONE})?\W*", re.IGNORECASE)
_MAYBE_ALONE = re.compile(
    rf"[:\[,-] *[\"']?\W?(?:(?:{_ALONE})\W?|[?.…]+)[\"']? *(?:$|[\],}}#])",
    re.IGNORECASE | re.MULTILINE,
)
_LOST = re.compile("[^\\s\ufffd]*\ufffd[^\\s]*")
_DECODED_TWICE = re.compile(
    "\u00c3 |[\u00c2-\u00c5][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc"
    "\u2013\u2014\u2018-\u201e\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122]"
    "|\u00e2[\u20ac\u201a][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc"
    "\u2013\u2014\u2018-\u201e\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122]"
)
"""Letters of UTF-8 read as Windows-1252, and written again: « Ã© », « â€™ »."""
_ENTITY = re.compile(r"&(?:[a-zA-Z][a-zA-Z0-9]{1,30}|#[0-9]{1,7}|#x[0-9a-fA-F]{1,6});")
_SIGNS = (
    *("{{", "{%", "{#", "None", "undefined", "NaN", "[object", "0x"),
    *("\ufffd", "\u00c2", "\u00c3", "\u00c4", "\u00c5", "\u00e2\u20ac", "\u00e2\u201a", "&", "“"),
)
"""What every mark and every lost letter holds; looked for first, as nearly no text has one."""
_LOW_SIGNS = (
    *("lorem", "xxx", "???", "todo", "tbd", "fixme", "compléter", "00 00 00", "00000", "00.00.00"),
    *("00-00-00", "3 45 67", "345678", "3.45.67", "2 34 56", "2.34.56", "example."),
    *(
        "remplir",
        "renseigner",
        "définir",
        "préciser",
        " venir",
        "vérifier",
        "inconnu",
        "néant",
        "objet",
    ),
    *(
        "idem",
        "aucun",
        "rien",
        "blabla",
        "azerty",
        "test",
        "?",
        "…",
        "..",
        " n/",
        " nc",
        " n.",
        " nr",
    ),
)
"""The same of placeholders, in lower case."""
_COMMENT = re.compile(r"\s+#\s*(.*)")
_SAID_BY_A_WORD = frozenset(
    {
        *("id", "status", "form", "role", "appointment", "presence", "type", "weeks", "language"),
        *("wheelchair", "printer", "video", "confidential_space", "charter", "demonstration"),
        *("computers", "lat", "lon", "postcode", "insee", "order", "part", "kind", "field"),
        *(
            "date",
            "from",
            "to",
            "updated",
            "verified",
            "opening",
            "awarded",
            "replaced_by",
            "expires",
        ),
    }
)
"""Keys of which the value is a word of a list, a number or a date: a comment cuts nothing of it."""


_SHOWN = (
    "network.yml",
    *(f"referentials/{name}.yml" for name in ("departements", "partners", "porteurs", "services")),
)


class Value(NamedTuple):
    """A text as it is written, the key it is under, and whether it stands without quotes."""

    key: str
    text: str
    position: Position
    plain: bool


def wording(entry: RecordEntry, _catalogue: Catalogue) -> Iterator[Problem]:
    """Apply every rule to the values of a record."""
    yield from of_document(entry.path, entry.text, lambda: entry.node)


def of_data(data: Path) -> Iterator[Problem]:
    """Apply to the lists that pages show what may be said of any text."""
    for name in _SHOWN:
        file = DataFile(data, name)
        if is_doubtful(file.text) and file.node:
            for value in _values("", file.node):
                yield from of_text(file.shown, value.text, value.position)


def of_editorial(document: EditorialFile[Any]) -> Iterator[Problem]:
    """Apply every rule to the front matter of a text, and to each line of its body."""
    yield from of_document(document.path, document.front, lambda: document.node)
    if is_doubtful(document.body):
        for number, line in enumerate(document.body.split("\n"), start=document.body_line):
            yield from of_text(document.path, line, Position(number, 1))


def of_table(table: Table, path: PurePath) -> Iterator[Problem]:
    """Apply to the cells of a table what may be said of any text."""
    for row in table.rows:
        for cell in row.cells:
            if is_doubtful(cell):
                yield from of_text(path, cell, Position(row.line))


def of_document(path: PurePath, text: str, node: Callable[[], Node]) -> Iterator[Problem]:
    """Apply every rule to a YAML text; `node` gives its values, asked for only if one is doubtful."""
    has_comment = " #" in text
    if not (has_comment or is_doubtful(text)):
        return
    lines = text.split("\n") if has_comment else []
    for value in _values("", node()):
        if value.position == NOWHERE:
            continue
        yield from of_text(path, value.text, value.position)
        yield from _of_whole_value(path, value)
        yield from _cut(path, value, lines)


def is_doubtful(text: str) -> bool:
    """Return quickly whether a rule may report something of a text."""
    if any(sign in text for sign in _SIGNS):
        return True
    low = text.lower()
    return any(sign in low for sign in _LOW_SIGNS) and bool(
        _PLACEHOLDER.search(text) or _MAYBE_ALONE.search(text)
    )


def of_text(path: PurePath, text: str, position: Position) -> Iterator[Problem]:
    """Find what may stand anywhere in a text; the position is that of its beginning."""
    for mark in template_marks(visible(unescape(text.replace("\\", "")))):
        yield Problem(
            path,
            position,
            "marque-de-gabarit",
            f"« {mark} » se lirait comme la marque d’un gabarit mal rempli.",
            "Écrivez-le autrement, ou retirez-le.",
        )
    if found := _PLACEHOLDER.search(text):
        yield _placeholder(path, position, found.group())
    for word in _LOST.findall(text):
        yield Problem(
            path,
            position,
            "lettre-perdue",
            f"Une lettre de « {word} » s’est perdue (« \ufffd »).",
            "Retapez ce mot.",
            Severity.WARNING,
        )
    if normalized := _decoded_once(text):
        yield Problem(
            path,
            position,
            "lettre-perdue",
            f"Des lettres de « {_excerpt(text)} » ont été mal converties.",
            f"Écrivez « {normalized} ».",
            Severity.WARNING,
        )


def _of_whole_value(path: PurePath, value: Value) -> Iterator[Problem]:
    """Find a value that says nothing (« à compléter », « ? »), and letters written as codes."""
    if value.key != "description" and _ENTITY.search(value.text):
        yield Problem(
            path,
            value.position,
            "lettre-perdue",
            f"Des lettres de « {_excerpt(value.text)} » sont écrites comme des codes.",
            f"Écrivez « {_excerpt(unescape(value.text))} ».",
            Severity.WARNING,
        )
    if value.text[:1] in "“”" and value.text[-1:] in "“”":
        yield Problem(
            path,
            value.position,
            "guillemets-courbes",
            f"« {_excerpt(value.text)} » serait montré avec ses guillemets.",
            'Retirez-les, ou écrivez des guillemets droits : "…".',
            Severity.WARNING,
        )
    if value.key not in {"id", "city"} and _PLACEHOLDER_ALONE.fullmatch(value.text):
        yield _placeholder(path, value.position, value.text)


def _placeholder(path: PurePath, position: Position, written: str) -> Problem:
    return Problem(
        path,
        position,
        "texte-provisoire",
        f"« {written} » tient la place d’une information.",
        "Écrivez-la, ou retirez la ligne : ce qu’on ne sait pas ne s’écrit pas.",
        Severity.WARNING,
    )


def _cut(path: PurePath, value: Value, lines: list[str]) -> Iterator[Problem]:
    """A value without quotes ends where « # » begins a comment."""
    line, column = value.position
    if not value.plain or value.key in _SAID_BY_A_WORD or not 0 < line <= len(lines):
        return
    rest = lines[line - 1][column - 1 :]
    if not rest.startswith(value.text):
        return
    if comment := _COMMENT.fullmatch(rest[len(value.text) :]):
        whole = f"{value.text} #{comment[1]}"
        key = f"{value.key}: " if value.key else ""
        yield Problem(
            path,
            Position(line, column + len(value.text)),
            "texte-coupe",
            f"Ce qui suit « # » n’est pas publié : « {comment[1]} ».",
            f'Écrivez {key}"{whole}", ou mettez la remarque seule sur une ligne, au-dessus.',
            Severity.WARNING,
        )


def _decoded_once(text: str) -> str:
    """Return a text without the letters that were decoded twice, empty when there is none."""
    normalized = _DECODED_TWICE.sub(_normalized, text)
    return "" if normalized == text else " ".join(normalized.split())[:80]


def _normalized(found: re.Match[str]) -> str:
    if found.group() == "\u00c3 ":  # the no-break space of « à » became a plain one
        return "à "
    try:
        return found.group().encode("cp1252").decode("utf-8")
    except UnicodeError:
        return found.group()


def _excerpt(text: str) -> str:
    return " ".join(text.split())[:80]


def _values(key: str, node: Node) -> Iterator[Value]:
    match node:
        case Scalar():
            yield Value(key, node.text, node.position, node.plain)
        case SequenceNode():
            for item in node.items:
                yield from _values(key, item)
        case MappingNode():
            for name, inner in node.entries.items():
                yield from _values(name, inner)
