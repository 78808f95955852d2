"""One row of the official list turned into a record, with a note for each thing worth a look."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from pathlib import PurePath
from typing import TypeVar

from pydantic import ValidationError

from msap.exchange.columns import EMPTY_CELLS, EXPECTED, TOURING
from msap.exchange.comments import CommentReason, read_comment
from msap.exchange.contact_cells import read_email, read_phone
from msap.exchange.emails import ADDRESS
from msap.exchange.hours_words import read_day
from msap.exchange.normalization import normalize_paragraphs, tidy
from msap.exchange.official_csv import ListRow
from msap.exchange.report import Note, ReportSection
from msap.exchange.row_reading import RowReader
from msap.source.folding import unaccented
from msap.source.french_hours import DAYS
from msap.source.geography import departement_of
from msap.source.hours import Slot, Week
from msap.source.messages import sentences
from msap.source.msap import Appointment, Form, Msap, Role
from msap.source.problems import Position, Problem

LIST_NAME = "Liste des structures France services (ANCT)"
Coded = TypeVar("Coded", Form, Role)
UNNAMED = "a-nommer"
"""The identifier of a draft until the whole list is known."""

_ROLES = {"principal": Role.MAIN, "site_principal": Role.MAIN, "antenne": Role.BRANCH}
_FORMS = {
    "fixe": Form.FIXED,
    "lieu_fixe": Form.FIXED,
    "fixe_antenne(s)": Form.BRANCHES,
    "multisites": Form.MULTI_SITE,
    "multi-sites": Form.MULTI_SITE,
    "bus_equivalent": Form.BUS,
    "itinerante": Form.TOURING,
    "mobile": Form.TOURING,
}
_COLUMNS = {
    ("name",): "lib_fs",
    ("address", "postcode"): "code_postal",
    ("address", "city"): "lib_com",
    ("address", "insee"): "insee_com",
    ("source", "id"): "id_fs",
}
_SINGLE_COLUMNS = {
    "telephone": "phone",
    "mail": "email",
    **{f"h_{name}": day.value for name, day in DAYS.items()},
}
"""Columns that alone fill a field which, filled by none, would be removed or closed."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A record of the list before it has its identifier.

    `unspecified` names the fields of which the list says nothing, neither yes nor no. Remarks are
    made of what other fields cannot hold: each column that is missing leaves them incomplete.
    """

    line: int
    source_id: str
    departement: str
    msap: Msap
    unspecified: frozenset[str]
    notes: tuple[Note, ...]


def read_row(
    row: ListRow, edition: date, unknown_columns: tuple[str, ...], shown: PurePath
) -> tuple[Draft | None, list[Problem]]:
    """Make a draft of a row, or give the problems that keep it from being a record."""
    reading = _reader(row)
    row = reading.row
    name = reading.line("lib_fs", "Nom complet")
    address = _address(reading)
    departement = _departement(reading, address["insee"] or "")
    role = _coded(reading, "type_fs", "Type", _ROLES)
    form = _form(reading, role)
    contact = _contact(reading, f"{name} {address['city']} {row.cell('groupe_fs')}")
    raw: dict[str, object] = {
        "id": UNNAMED,
        "name": name or "",
        "status": "open",
        "form": form or Form.FIXED,
        "role": role or Role.MAIN,
        "group": reading.line("groupe_fs", "Groupe"),
        "label": _label(reading),
        "address": {key: value for key, value in address.items() if value is not None},
        "location": _location(reading),
        "contact": {key: value for key, value in contact.items() if value},
        "appointment": _appointment(reading, contact["phone"]),
        "hours": _hours(reading),
        "source": {"name": LIST_NAME, "id": row.cell("id_fs"), "date": edition},
        "updated": edition,
    }
    raw["remarks"] = _remarks(reading)
    for column in unknown_columns:
        if row.cell(column):
            reading.note(ReportSection.UNKNOWN_COLUMN, f"{column} : « {row.cell(column)} »")
    try:
        msap = Msap.model_validate({k: value for k, value in raw.items() if value is not None})
    except ValidationError as failure:
        return None, _problems(failure, row, shown)
    missing_by_field = {
        "form": form is None,
        "role": role is None,
        "appointment": not row.cells.keys() >= {"prise_rdv", "commentaire", "telephone", "mail"},
        "remarks": not row.cells.keys() >= set(EXPECTED),
        **{field: column not in row.cells for column, field in _SINGLE_COLUMNS.items()},
    }
    unspecified = frozenset(
        field for field, is_unspecified in missing_by_field.items() if is_unspecified
    )
    draft = Draft(row.line, row.cell("id_fs"), departement, msap, unspecified, tuple(reading.notes))
    return draft, []


def _reader(row: ListRow) -> RowReader:
    """Return the reader of a row, where a word that stands for nothing is an empty cell."""
    empty = {column: raw for column, raw in row.cells.items() if raw.strip() in EMPTY_CELLS}
    reading = RowReader(replace(row, cells=row.cells | dict.fromkeys(empty, "")))
    for column, raw in empty.items():
        reading.normalized(column, raw, "", ("mot d’un programme pour une cellule vide",))
    return reading


def _address(reading: RowReader) -> dict[str, str | None]:
    codes = {}
    for column, pattern in (("code_postal", r"\d{4}"), ("insee_com", r"\d{4}|\dA\d{3}")):
        raw = reading.row.cell(column)
        code = re.sub(r"\s", "", raw).upper()
        code = f"0{code}" if re.fullmatch(pattern, code) and len(code) == 4 else code
        if code != raw:
            reading.normalized(column, raw, code, ("code remis sur cinq signes",))
        codes[column] = code
    return {
        "street": reading.line("adresse", "Adresse complète"),
        "extra": reading.line("complement_adresse", "Complément d’adresse"),
        "postcode": codes["code_postal"],
        "city": reading.line("lib_com", "Commune") or "",
        "insee": codes["insee_com"],
    }


def _departement(reading: RowReader, insee: str) -> str:
    """Return the department of the commune, which wins over the column when they disagree."""
    departement = departement_of(insee)
    stated = reading.row.cell("insee_dep").upper().rjust(2, "0")
    if reading.row.cell("insee_dep") and stated != departement:
        reading.note(
            ReportSection.CONTRADICTION,
            f"insee_dep « {stated} », mais la commune {insee} est dans le département {departement} ; "
            f"la fiche est rangée dans {departement}",
        )
    return departement


def _contact(reading: RowReader, place: str) -> dict[str, str | None]:
    return {"phone": read_phone(reading), "email": read_email(reading, place)}


def _coded(reading: RowReader, column: str, label: str, codes: dict[str, Coded]) -> Coded | None:
    raw = reading.row.cell(column)
    value = codes.get(unaccented(raw, compatible=True).replace(" ", "_"))
    if raw and value is None:
        reading.keep(label, raw)
        reading.normalized(column, raw, "", ("valeur inconnue, gardée en toutes lettres",))
    return value


def _form(reading: RowReader, role: Role | None) -> Form | None:
    """Read the form; earlier editions say there again that a place is a branch, or apart that it tours."""
    is_branch_again = (
        role is Role.BRANCH
        and unaccented(reading.row.cell("format_fs"), compatible=True) == "antenne"
    )
    form = None if is_branch_again else _coded(reading, "format_fs", "Format", _FORMS)
    tours = _coded(reading, TOURING, "Itinérance", {"oui": Form.TOURING, "non": Form.FIXED})
    return tours if form in {None, Form.FIXED} and tours is Form.TOURING else form


def _label(reading: RowReader) -> dict[str, date] | None:
    raw = reading.row.cell("labellisation_fs")
    match = re.fullmatch(
        r"(?:espace )?labellise (?:le )?(\d\d)/(\d\d)/(\d{4})", unaccented(raw, compatible=True)
    )
    if match:
        day, month, year = map(int, match.groups())
        try:
            return {"awarded": date(year, month, day)}
        except ValueError:
            pass
    if raw:
        reading.keep("Labellisation", raw)
        reading.normalized("labellisation_fs", raw, "", ("date non lue, gardée en toutes lettres",))
    return None


def _location(reading: RowReader) -> dict[str, float] | None:
    """Read the point, rounded to the sixth decimal (11 cm)."""
    raw = [reading.row.cell(column) for column in ("latitude", "longitude")]
    try:
        lat, lon = (round(float(value.replace(",", ".")), 6) for value in raw)
    except ValueError:
        lat, lon = 0.0, 0.0
    if (lat, lon) == (0, 0) or not (-28 <= lat <= 52 and -179 <= lon <= 179):
        reading.note(ReportSection.NO_LOCATION, f"latitude « {raw[0]} », longitude « {raw[1]} »")
        return None
    return {"lat": lat, "lon": lon}


def _appointment(reading: RowReader, phone: str | None) -> Appointment | None:
    """Read `prise_rdv` and the comment together; when they disagree, say what is certain."""
    raw = reading.row.cell("prise_rdv")
    stated = {"oui": Appointment.POSSIBLE, "non": Appointment.NONE}.get(
        unaccented(raw, compatible=True)
    )
    if raw and stated is None:
        reading.keep("Prise de rendez-vous", raw)
        reading.normalized("prise_rdv", raw, "", ("valeur inconnue, gardée en toutes lettres",))
    written = reading.row.cell("commentaire")
    normalized = normalize_paragraphs(written)
    if normalized.reasons:
        reading.normalized("commentaire", written, normalized.text, normalized.reasons)
    emails = frozenset(address.lower() for address in ADDRESS.findall(reading.row.cell("mail")))
    comment = read_comment(normalized.text, phone, emails)
    if comment.kept:
        reading.remarks.insert(0, comment.kept)
        reading.note(ReportSection.KEPT_TEXT, comment.kept, comment.reasons)
    elif comment.appointment:
        reading.note(
            ReportSection.UNDERSTOOD, f"« {normalized.text} » → appointment: {comment.appointment}"
        )
    elif comment.repeats:
        reading.note(ReportSection.REPEATED, normalized.text)
    if stated is Appointment.NONE and (
        comment.appointment or CommentReason.APPOINTMENT in comment.reasons
    ):
        reading.note(
            ReportSection.CONTRADICTION, f"prise_rdv « {raw} », mais « {normalized.text} »"
        )
        return comment.appointment
    return comment.appointment or stated


def _hours(reading: RowReader) -> Week | None:
    week: dict[str, tuple[Slot, ...] | None] = {}
    texts: dict[str, list[str]] = {}
    for name in DAYS:
        column = f"h_{name}"
        day = DAYS[name]
        if column not in reading.row.cells:
            continue
        raw = reading.row.cell(column)
        read = read_day(raw, day)
        week[day.value] = read.slots
        if read.kept:
            texts.setdefault(tidy(read.kept), []).append(name)
        if read.kept and read.slots is None:
            reading.note(ReportSection.UNREADABLE_HOURS, f"{name} : « {raw} »")
        elif read.kept:
            reading.note(ReportSection.OVERLAPPING_HOURS, f"{name} : « {raw} »")
        if dropped := (*read.fillers, *read.duplicates):
            reading.note(ReportSection.FILLER, f"{name} : {', '.join(dropped)} (« {raw} »)")
    for text, days in texts.items():
        normalized = normalize_paragraphs(text)
        reading.remarks.append(f"{', '.join(days).capitalize()} : {normalized.text}")
    if not any(week.values()):
        return None
    return Week(**week)


def _remarks(reading: RowReader) -> str | None:
    whole = "\n\n".join(reading.remarks)
    normalized = normalize_paragraphs(whole)
    if normalized.reasons:
        reading.normalized("remarques", whole, normalized.text, normalized.reasons)
    return normalized.text or None


def _problems(failure: ValidationError, row: ListRow, shown: PurePath) -> list[Problem]:
    problems = []
    columns = list(row.cells)
    for error in failure.errors(include_url=False):
        location = tuple(step for step in error["loc"] if isinstance(step, str))
        column = _COLUMNS.get(location, ".".join(location))
        number = columns.index(column) + 1 if column in columns else 1
        code, fact, advice = sentences(error, ())
        fact = f"Colonne « {column} » : {fact[0].lower()}{fact[1:]}"
        problems.append(Problem(shown, Position(row.line, number), code, fact, advice))
    return problems
