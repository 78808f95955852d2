"""Reading of the official list: from the bytes of a CSV file to rows with their lines.

Editions differ in encoding, separator and columns; the header decides, by names. A file that is
not such a list gives messages, all at once, and no row.
"""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePath

from msap.errors import reason_of
from msap.exchange.columns import EXPECTED, KNOWN, REQUIRED, current_names
from msap.source.problems import Position, Problem, nearest

SIZE_LIMIT = 50 * 1024 * 1024
"""Bytes; the edition of August 2024 weighs 1.2 MB."""


@dataclass(frozen=True, slots=True)
class ListRow:
    """One place of the list: the line where it begins and its cells by column name."""

    line: int
    cells: dict[str, str]

    def cell(self, column: str) -> str:
        """Return a cell without the blanks around it, empty when the edition lacks the column."""
        return self.cells.get(column, "").strip()


@dataclass(frozen=True, slots=True)
class OfficialList:
    """A whole edition; `columns` keeps the order of the header."""

    rows: tuple[ListRow, ...]
    columns: tuple[str, ...]
    encoding: str

    @property
    def missing_columns(self) -> tuple[str, ...]:
        """Return the columns that an edition should have and this one has not."""
        return tuple(column for column in EXPECTED if column not in self.columns)

    @property
    def unknown_columns(self) -> tuple[str, ...]:
        """Return the columns this importer does not take, when a row fills them."""
        return tuple(
            column
            for column in self.columns
            if column not in KNOWN and any(row.cell(column) for row in self.rows)
        )


def edition_date(path: PurePath) -> date | None:
    """Return the date at the end of a file name such as `liste-fs-20240801.csv`."""
    match = re.search(r"(20\d\d)-?(\d\d)-?(\d\d)(?!\d)", path.stem)
    try:
        return date(*map(int, match.groups())) if match else None
    except ValueError:
        return None


def read_official_csv(path: Path) -> tuple[OfficialList | None, list[Problem]]:
    """Read an edition; None with every problem when the file cannot be taken as it is."""
    shown = PurePath(path.name)
    try:
        if path.stat().st_size > SIZE_LIMIT:
            return None, [
                _problem(
                    shown,
                    "fichier-trop-grand",
                    f"Ce fichier pèse {path.stat().st_size // 1024**2} Mo.",
                    f"Une liste reste sous {SIZE_LIMIT // 1024**2} Mo : vérifiez le fichier.",
                )
            ]
        raw = path.read_bytes()
    except OSError as error:
        return None, [
            _problem(
                shown,
                "fichier-illisible",
                f"Ce fichier ne se lit pas : {reason_of(error)}.",
                "Vérifiez le nom du fichier et le dossier.",
            )
        ]
    text, encoding, problems = _decode(raw, shown)
    if text is None:
        return None, problems
    return _read_rows(text, encoding, shown)


def _decode(raw: bytes, shown: PurePath) -> tuple[str | None, str, list[Problem]]:
    for mark, kind in (
        (b"PK", "un classeur (Excel ou LibreOffice)"),
        (b"\xd0\xcf\x11\xe0", "un ancien classeur Excel"),
        (b"\xff\xfe", "un texte en UTF-16"),
        (b"\xfe\xff", "un texte en UTF-16"),
        (b"%PDF", "un document PDF"),
    ):
        if raw.startswith(mark):
            problem = _problem(
                shown,
                "csv-etranger",
                f"Ce fichier est {kind}, pas un CSV.",
                "Enregistrez-le en « CSV UTF-8 », ou reprenez le CSV publié.",
            )
            return None, "", [problem]
    if re.match(rb"(?:\xef\xbb\xbf)?\s*<", raw):
        problem = _problem(
            shown,
            "csv-etranger",
            "Ce fichier est une page web, pas un CSV.",
            "Reprenez le fichier par le lien « Télécharger » de la page.",
        )
        return None, "", [problem]
    try:
        return raw.decode("utf-8-sig"), "UTF-8", []
    except UnicodeDecodeError:
        pass
    try:
        return raw.decode("cp1252"), "Windows-1252", []
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        column = error.start - raw.rfind(b"\n", 0, error.start)
        problem = _problem(
            shown,
            "encodage",
            f"L’octet {raw[error.start]:02X} n’est ni de l’UTF-8 ni du Windows-1252.",
            "Reprenez le fichier publié, ou enregistrez-le en « CSV UTF-8 ».",
            Position(line, column),
        )
        return None, "", [problem]


def _read_rows(
    text: str, encoding: str, shown: PurePath
) -> tuple[OfficialList | None, list[Problem]]:
    delimiter = _delimiter(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[ListRow] = []
    columns: tuple[str, ...] = ()
    problems: list[Problem] = []
    line = 1
    try:
        for cells in reader:
            start, line = line, reader.line_num + 1
            if not any(cell.strip() for cell in cells):
                continue
            if not columns:
                columns = current_names([cell.strip().lower() for cell in cells])
                problems += _header_problems(columns, shown, start)
                if problems:
                    return None, problems
            elif len(cells) != len(columns):
                problems.append(_width_problem(shown, start, len(cells), len(columns)))
            else:
                rows.append(ListRow(start, dict(zip(columns, cells, strict=True))))
    except csv.Error:
        problems.append(_broken(shown, line))
    problems += _repeated_ids(rows, shown)
    if not rows and not problems:
        problems.append(
            _problem(
                shown,
                "liste-vide",
                "Ce fichier ne contient aucune ligne de lieu.",
                "Reprenez le fichier publié.",
            )
        )
    return (None if problems else OfficialList(tuple(rows), columns, encoding)), problems


def _delimiter(text: str) -> str:
    header = next((line for line in text.split("\n") if line.strip()), "").lower()
    return max(",;\t", key=lambda sign: len(KNOWN.intersection(_names(header, sign))))


def _names(header: str, sign: str) -> list[str]:
    return [name.strip().strip('"').strip() for name in header.split(sign)]


def _header_problems(columns: tuple[str, ...], shown: PurePath, line: int) -> list[Problem]:
    if not KNOWN.intersection(columns):
        first = ", ".join(columns[:3])
        return [
            _problem(
                shown,
                "csv-etranger",
                f"Ce n’est pas la liste des structures France services : « {first} »…",
                f"La première ligne nomme les colonnes : {', '.join(REQUIRED)}…",
                Position(line, 1),
            )
        ]
    problems = []
    for name in REQUIRED:
        if name not in columns:
            near = nearest(name, (column for column in columns if column not in KNOWN))
            hint = f" ; « {near} » lui ressemble" if near else ""
            problems.append(
                _problem(
                    shown,
                    "colonne-manquante",
                    f"La colonne « {name} » manque{hint}.",
                    f"Reprenez le fichier publié, ou nommez « {name} » la bonne colonne.",
                    Position(line, 1),
                )
            )
    for number, name in enumerate(columns, start=1):
        if name and name in columns[: number - 1]:
            problems.append(
                _problem(
                    shown,
                    "colonne-en-double",
                    f"La colonne « {name} » est là deux fois.",
                    "Gardez une seule des deux.",
                    Position(line, number),
                )
            )
    return problems


def _width_problem(shown: PurePath, line: int, found: int, expected: int) -> Problem:
    return _problem(
        shown,
        "csv-casse",
        f"Cette ligne a {found} cellules ; la première en a {expected}.",
        "Cherchez un guillemet ou un séparateur de trop, ou reprenez le fichier publié.",
        Position(line, min(found, expected) + 1),
    )


def _broken(shown: PurePath, line: int) -> Problem:
    return _problem(
        shown,
        "csv-casse",
        "Le fichier ne se lit plus à partir de cette ligne : guillemet mal fermé, ou cellule "
        "démesurée.",
        "Corrigez cette ligne, ou reprenez le fichier publié.",
        Position(line, 1),
    )


def _repeated_ids(rows: list[ListRow], shown: PurePath) -> list[Problem]:
    first: dict[str, int] = {}
    problems = []
    for row in rows:
        known = first.setdefault(row.cell("id_fs"), row.line)
        if known != row.line and row.cell("id_fs"):
            problems.append(
                _problem(
                    shown,
                    "identifiant-en-double",
                    f"L’identifiant « {row.cell('id_fs')} » est déjà à la ligne {known}.",
                    "Gardez une seule des deux lignes.",
                    Position(row.line, list(row.cells).index("id_fs") + 1),
                )
            )
    return problems


def _problem(
    shown: PurePath, code: str, fact: str, advice: str, position: Position | None = None
) -> Problem:
    return Problem(shown, position or Position(), code, fact, advice)
