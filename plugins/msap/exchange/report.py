"""The report of an import: values, and its French text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from msap.exchange.comments import CommentReason
from msap.publish.wording.dates import date_words
from msap.publish.wording.typography import NBSP
from msap.source.problems import Problem


class ReportSection(StrEnum):
    """Why a row deserves a look; the value is the heading of the report."""

    CONTRADICTION = "La liste se contredit"
    UNREADABLE_HOURS = "Horaires non compris, gardés en toutes lettres"
    OVERLAPPING_HOURS = "Horaires qui se chevauchent, réunis et gardés en toutes lettres"
    KEPT_TEXT = "Commentaires gardés en toutes lettres"
    UNDERSTOOD = "Commentaires devenus un champ"
    REPEATED = "Commentaires qui répètent le téléphone ou le courriel, ou ne disent rien"
    PERSONAL_EMAIL = "Courriels qui semblent ceux d’une personne"
    NORMALIZED = "Textes réparés"
    NO_LOCATION = "Coordonnées absentes ou hors de France"
    SHARED_LOCATION = "Mêmes coordonnées qu’un autre lieu"
    FILLER = "Horaires de remplissage ou répétés, laissés de côté"
    KEPT_VALUE = "Valeurs de la fiche que la liste ne donne pas, gardées"
    UNKNOWN_COLUMN = "Cellules de colonnes inconnues, laissées de côté"


@dataclass(frozen=True, slots=True)
class Note:
    """One remark about one row: its line in the CSV, its identifier there, and the words."""

    kind: ReportSection
    line: int
    source_id: str
    text: str
    reasons: tuple[CommentReason, ...] = ()
    record: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """A record that the edition changed: the changed keys, and each as « before → after »."""

    line: int
    record: str
    fields: tuple[str, ...]
    details: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome of an import; records are named as `23/ahun`."""

    edition: date
    encoding: str
    rows: int
    created: tuple[str, ...]
    changed: tuple[Change, ...]
    redated: tuple[str, ...]
    unchanged: int
    moved: tuple[str, ...]
    absent: tuple[str, ...]
    replaced_demonstration: int
    notes: tuple[Note, ...]
    set_aside: tuple[Problem, ...] = ()
    """Why some rows of the list give no record."""
    accepted: tuple[Problem, ...] = ()
    """What the list lacks, and was accepted."""
    warnings: tuple[str, ...] = ()
    """What seems to be missing from the list, though the records keep it."""

    @property
    def written(self) -> int:
        """Return how many files were written."""
        return len(self.created) + len(self.changed) + len(self.redated)

    def of(self, kind: ReportSection) -> tuple[Note, ...]:
        """Return the notes of one kind, in the order of the list."""
        return tuple(note for note in self.notes if note.kind is kind)

    def kept_for(self, reason: CommentReason) -> tuple[Note, ...]:
        """Return the comments kept as text for one reason."""
        return tuple(note for note in self.of(ReportSection.KEPT_TEXT) if reason in note.reasons)


def import_summary(report: Report) -> str:
    """Return the few lines shown at the end of an import."""
    return "\n".join(_summary_lines(report))


def french_report(report: Report) -> str:
    """Return the whole report as Markdown."""
    lines = [f"# Import de la liste du {french_date(report.edition)}", ""]
    lines += [line if line.startswith(" ") else f"- {line}" for line in _summary_lines(report)]
    lines += _section("Lignes laissées de côté, sans fiche", map(_fault, report.set_aside))
    lines += _section("Ce que la liste dit en moins, accepté", map(_fault, report.accepted))
    lines += _section("Fiches créées", report.created)
    lines += _section(
        "Fiches modifiées",
        (
            "\n".join((f"{c.record} (ligne {c.line}) : {', '.join(c.fields)}", *_details(c)))
            for c in report.changed
        ),
    )
    lines += _section("Fiches seulement redatées", report.redated)
    lines += _section("Fiches changées de département", report.moved)
    lines += _section("Fiches absentes de la liste, gardées", report.absent)
    for kind in ReportSection:
        if kind is ReportSection.KEPT_TEXT:
            for reason in CommentReason:
                title = f"{kind} : {reason}"
                lines += _section(title, map(_mention, report.kept_for(reason)))
        else:
            lines += _section(kind, map(_mention, report.of(kind)))
    return "\n".join(lines) + "\n"


def french_date(day: date) -> str:
    """Return a date in words: « 1er août 2024 »."""
    return date_words(day).replace(NBSP, " ")


def _summary_lines(report: Report) -> Iterator[str]:
    yield f"Édition du {french_date(report.edition)} ({report.encoding})"
    yield from (f"À VÉRIFIER : {warning}" for warning in report.warnings)
    if not report.written and not report.replaced_demonstration:
        yield "Rien n’a changé : aucun fichier n’est écrit"
    for label, number in (
        ("Lignes lues", report.rows),
        ("Fiches créées", len(report.created)),
        ("Fiches modifiées", len(report.changed)),
        ("Fiches seulement redatées", len(report.redated)),
        ("Fiches inchangées", report.unchanged),
        ("Fiches de démonstration retirées", report.replaced_demonstration),
        ("Fiches absentes de la liste, gardées, à relire", len(report.absent)),
    ):
        if number or label.startswith("Lignes"):
            yield f"{label} : {_number(number)}"
    yield from _missing_lines(report)
    for kind in ReportSection:
        if notes := report.of(kind):
            yield f"{kind} : {_number(len(notes))}"
        if kind is ReportSection.KEPT_TEXT:
            for reason in CommentReason:
                if found := report.kept_for(reason):
                    yield f"  - {reason} : {_number(len(found))}"


def _missing_lines(report: Report) -> Iterator[str]:
    if report.set_aside:
        rows = {problem.position.line for problem in report.set_aside}
        yield f"Lignes laissées de côté, sans fiche : {_number(len(rows))}"
        yield from (f"  - {_fault(problem)}" for problem in report.set_aside)
    if report.accepted:
        yield f"Ce que la liste dit en moins, accepté : {_number(len(report.accepted))}"
        yield from (f"  - {problem.fact}" for problem in report.accepted)


def _number(number: int) -> str:
    return f"{number:,}".replace(",", "\u202f")


def _section(title: str, items: Iterable[str]) -> list[str]:
    lines = [f"- {item}" for item in items]
    return ["", f"## {title} ({_number(len(lines))})", "", *lines] if lines else []


def _details(change: Change) -> Iterator[str]:
    for detail in change.details:
        yield f"  - {detail.replace('<', '&lt;')}"


def _fault(problem: Problem) -> str:
    line, column = problem.position
    words = f"ligne {line}, cellule {column} : {problem.fact} {problem.advice}"
    return " ".join(words.split()).replace("<", "&lt;")


def _mention(note: Note) -> str:
    place = f", {note.record}" if note.record else ""
    words = " ".join(note.text.split()).replace("<", "&lt;")
    return f"ligne {note.line}, n° {note.source_id}{place} : {words}"
