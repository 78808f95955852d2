"""The proof that an import loses nothing: each word of each cell is in the record or the report."""

import re
from collections.abc import Iterator
from pathlib import Path

from pydantic_core import to_json

from msap.exchange.official_csv import ListRow, OfficialList
from msap.exchange.report import Note, Report, ReportSection
from msap.source.entries import RecordEntry
from msap.source.folding import unaccented
from msap.source.hours import Weekday

CODED = {
    "type_fs": {"principal": "main", "antenne": "branch"},
    "format_fs": {
        "fixe": "fixed",
        "fixe_antenne(s)": "branches",
        "multisites": "multi-site",
        "bus_equivalent": "bus",
        "itinerante": "touring",
    },
    "prise_rdv": {"oui": "possible", "non": "none"},
}

STRONGER = {"possible": "required"}
"""A comment such as « sur rendez-vous uniquement » says more than « Oui » in `prise_rdv`."""

DROPPED = {
    ReportSection.FILLER,
    ReportSection.REPEATED,
    ReportSection.UNDERSTOOD,
    ReportSection.NO_LOCATION,
}
"""What the report may hold instead of the record; a text said to be kept must be in the record.

Of a normalized text, only the words that normalization changed may be missing there."""


def lost_words(official: OfficialList, report: Report, entries: list[RecordEntry]) -> list[str]:
    """Return what is found nowhere, as `line column word`."""
    records = {entry.msap.source.id: entry for entry in entries if entry.msap.source}
    notes_by_id: dict[str, list[Note]] = {}
    for note in report.notes:
        notes_by_id.setdefault(note.source_id, []).append(note)
    return [
        f"{row.line} {column} {word}"
        for row in official.rows
        for column, word in _lost_in_row(
            row, records[row.cell("id_fs")], notes_by_id.get(row.cell("id_fs"), [])
        )
    ]


def _lost_in_row(row: ListRow, entry: RecordEntry, notes: list[Note]) -> Iterator[tuple[str, str]]:
    msap = entry.msap
    shown = f"{entry.departement} {to_json(msap).decode()} {_times(entry)}"
    dropped = " ".join(note.text for note in notes if note.kind in DROPPED)
    for note in notes:
        if note.kind is ReportSection.NORMALIZED and "« »" not in note.text.replace("«  »", "« »"):
            before, _arrow, after = note.text.partition(" → ")
            dropped += " " + " ".join(_words(before) - _words(after))
    contradictions = " ".join(
        note.text for note in notes if note.kind is ReportSection.CONTRADICTION
    )
    found = _words(f"{shown} {dropped}")
    values = {"type_fs": msap.role, "format_fs": msap.form, "prise_rdv": msap.appointment}
    for column, cell in row.cells.items():
        code = CODED.get(column, {}).get(unaccented(cell.strip(), compatible=True))
        if code is not None and values[column] in {code, STRONGER.get(code)}:
            continue
        if column in {"latitude", "longitude"} and msap.location:
            point = msap.location.lat if column == "latitude" else msap.location.lon
            if abs(point - float(cell)) < 1e-6:
                continue
        allowed = {"espace", "labellise"} if column == "labellisation_fs" else set()
        if column in {"prise_rdv", "insee_dep"}:
            allowed = _words(contradictions + dropped)
        yield from ((column, word) for word in _words(cell) - found - allowed)


def _times(entry: RecordEntry) -> str:
    hours = entry.msap.hours
    if hours is None:
        return ""
    return " ".join(
        f"{slot.time} {slot.appointment} {slot.weeks} {slot.nth}"
        for weekday in Weekday
        for slot in hours.day(weekday) or ()
    )


def _words(text: str) -> set[str]:
    """Return the words of a text; numbers without their leading zeros, JSON escapes undone."""
    plain = unaccented(text.replace("\\n", " ").replace('\\"', '"'), compatible=True)
    return {word.lstrip("0") or "0" for word in re.findall(r"[^\W_]+", plain)}


def content(folder: Path) -> dict[str, bytes]:
    """Return every file of a folder, to compare before and after."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
