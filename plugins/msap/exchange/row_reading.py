"""The reader of a row: its cells, and the notes and remarks collected while reading."""

from __future__ import annotations

from dataclasses import dataclass, field

from msap.exchange.comments import CommentReason
from msap.exchange.normalization import normalize_line, tidy
from msap.exchange.official_csv import ListRow
from msap.exchange.report import Note, ReportSection


@dataclass(slots=True)
class RowReader:
    """The notes and the remarks gathered while one row is read."""

    row: ListRow
    notes: list[Note] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    def note(self, kind: ReportSection, text: str, reasons: tuple[CommentReason, ...] = ()) -> None:
        """Add a note about this row."""
        self.notes.append(Note(kind, self.row.line, self.row.cell("id_fs"), text, reasons))

    def line(self, column: str, label: str) -> str | None:
        """Read a one-line text; what is too long stands whole in the remarks."""
        raw = self.row.cell(column)
        normalized = normalize_line(raw)
        if normalized.reasons:
            self.normalized(column, raw, normalized.text, normalized.reasons)
        if normalized.surplus:
            self.remarks.append(f"{label} : {tidy(raw)}")
        return normalized.text or None

    def normalized(self, column: str, raw: str, text: str, reasons: tuple[str, ...]) -> None:
        """Record that a cell was changed, with what it was and why."""
        self.note(
            ReportSection.NORMALIZED, f"{column} : « {raw} » → « {text} » ({', '.join(reasons)})"
        )

    def keep(self, label: str, raw: str) -> None:
        """Store word for word a cell that has no field."""
        self.remarks.append(f"{label} : {tidy(raw)}")
