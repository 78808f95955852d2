"""The import of an edition: read everything, plan everything, then write everything or nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path, PurePath

from msap.exchange.identifiers import name_drafts
from msap.exchange.merging import Merged, merge
from msap.exchange.official_csv import OfficialList, edition_date, read_official_csv
from msap.exchange.official_row import LIST_NAME, Draft, read_row
from msap.exchange.record_yaml import comments_of, replace_fields, write_record
from msap.exchange.report import Change, Kind, Note, Report
from msap.exchange.safe_writing import replace_files
from msap.source.entries import Entry, read_entry
from msap.source.located_yaml import parse_yaml
from msap.source.msap import Msap
from msap.source.problems import Position, Problem
from msap.source.text import RECORD_SIZE_LIMIT, read_text
from msap.source.validation import validate

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class _Edition:
    """The list to bring in: its drafts, and those of the edition before by their identifiers."""

    day: date
    official: OfficialList
    drafts: list[Draft]
    before: dict[str, Msap]


@dataclass(frozen=True, slots=True)
class _Plan:
    """Everything to be done in the folder of records, and what to tell of it."""

    writes: dict[PurePath, bytes]
    removals: tuple[PurePath, ...]
    report: Report


def import_list(
    csv_path: Path,
    records: Path,
    edition: date | None = None,
    previous: Path | None = None,
    progress: Progress | None = None,
) -> tuple[Report | None, list[Problem]]:
    """Bring an edition of the official list into a folder of records.

    `edition` is the date of the list, read from the name of the file when absent; `previous` the
    edition imported before, so that what editors corrected since stays. Gives the report, or the
    problems for which nothing was written. `progress` is told the step, the count and the total.
    Raises OSError when the folder cannot be written; it is then as it was.
    """
    tell = progress or (lambda _step, _count, _total: None)
    edition = edition or edition_date(csv_path)
    if edition is None:
        return None, [
            Problem(
                PurePath(csv_path.name),
                Position(),
                "edition-sans-date",
                "Le nom du fichier ne dit pas la date de l’édition.",
                "Ajoutez-la à la commande, par exemple --date 2024-08-01.",
            )
        ]
    official, drafts, problems = _read_drafts(csv_path, edition, tell)
    before: dict[str, Msap] = {}
    if previous is not None:
        _list, earlier, found = _read_drafts(previous, edition, tell)
        before = {draft.source_id: draft.msap for draft in earlier}
        problems += found
    entries, found = _read_entries(records, tell)
    problems += found + _older_edition(csv_path, entries, edition)
    if problems or official is None:
        return None, problems
    plan = _plan(_Edition(edition, official, drafts, before), entries, records)
    replace_files(
        records, plan.writes, plan.removals, lambda count, total: tell("Écriture", count, total)
    )
    return plan.report, []


def _read_drafts(
    path: Path, edition: date, tell: Progress
) -> tuple[OfficialList | None, list[Draft], list[Problem]]:
    official, problems = read_official_csv(path)
    drafts: list[Draft] = []
    if official is None:
        return None, drafts, problems
    unknown = official.unknown_columns
    for count, row in enumerate(official.rows, start=1):
        draft, found = read_row(row, edition, unknown, PurePath(path.name))
        problems += found
        if draft:
            drafts.append(draft)
        tell("Lecture de la liste", count, len(official.rows))
    return official, drafts, problems


def _read_entries(records: Path, tell: Progress) -> tuple[list[Entry], list[Problem]]:
    """Read the records already there; one that cannot be read stops the import."""
    entries: list[Entry] = []
    problems: list[Problem] = []
    paths = sorted(path for path in records.glob("*/*.yml") if not path.parent.name.startswith("."))
    for count, path in enumerate(paths, start=1):
        entry, found = read_entry(path, PurePath(path.relative_to(records)))
        problems += found
        if entry:
            entries.append(entry)
        tell("Lecture des fiches", count, len(paths))
    return entries, problems


def _older_edition(csv_path: Path, entries: list[Entry], edition: date) -> list[Problem]:
    newer = [
        entry
        for entry in entries
        if (source := entry.msap.source) and source.name == LIST_NAME and source.date
        if source.date > edition
    ]
    if not newer:
        return []
    source = newer[0].msap.source
    return [
        Problem(
            PurePath(csv_path.name),
            Position(),
            "edition-ancienne",
            f"L’édition du {edition} est plus ancienne que celle de {len(newer)} fiches, dont "
            f"« {newer[0].path} » ({source.date if source else ''}).",
            "Importez une édition plus récente, ou corrigez --date.",
        )
    ]


def _plan(edition: _Edition, entries: list[Entry], records: Path) -> _Plan:
    drafts, before = edition.drafts, edition.before
    invented = [entry for entry in entries if entry.msap.demonstration]
    real = [entry for entry in entries if not entry.msap.demonstration]
    known = {
        entry.msap.source.id: entry
        for entry in reversed(real)
        if entry.msap.source and entry.msap.source.name == LIST_NAME and entry.msap.source.id
    }
    taken = {name for entry in real for name in (entry.msap.id, *entry.msap.previous_ids)}
    names = name_drafts([draft for draft in drafts if draft.source_id not in known], taken)
    writes: dict[PurePath, bytes] = {}
    removals = [entry.path for entry in invented]
    created, redated, moved = [], [], []
    changed: list[Change] = []
    notes: list[Note] = []
    for draft in drafts:
        entry = known.get(draft.source_id)
        name = entry.msap.id if entry else names[draft.source_id]
        path = PurePath(draft.departement) / f"{name}.yml"
        record = f"{draft.departement}/{name}"
        notes += (replace(note, record=record) for note in draft.notes)
        if entry is None:
            msap = replace(draft.msap, id=name)
            writes[path] = write_record(msap).encode()
            created.append(record)
            continue
        merged = merge(entry.msap, draft.msap, before.get(draft.source_id))
        notes += (
            Note(Kind.KEPT_VALUE, draft.line, draft.source_id, words, record=record)
            for words in merged.kept
        )
        if merged.changes or entry.path != path:
            writes[path] = _edited(records / entry.path, entry, merged)
        if merged.fields:
            changed.append(Change(draft.line, record, merged.fields, merged.details))
        elif merged.changes:
            redated.append(record)
        if entry.path != path:
            removals.append(entry.path)
            moved.append(record)
    listed = {draft.source_id for draft in drafts}
    report = Report(
        edition=edition.day,
        encoding=edition.official.encoding,
        rows=len(edition.official.rows),
        created=tuple(created),
        changed=tuple(changed),
        redated=tuple(redated),
        unchanged=len(drafts) - len(created) - len(changed) - len(redated),
        moved=tuple(moved),
        absent=tuple(
            entry.path.with_suffix("").as_posix()
            for key, entry in known.items()
            if key not in listed
        ),
        replaced_demonstration=len(invented),
        notes=(*notes, *_shared_locations(drafts)),
    )
    return _Plan(writes, tuple(removals), report)


def _edited(path: Path, entry: Entry, merged: Merged) -> bytes:
    """Give the file with the changed keys replaced, its line ends and byte-order mark kept."""
    raw = path.read_bytes()
    text, _problems = read_text(path, entry.path, RECORD_SIZE_LIMIT)
    written = _replaced(text or "", entry, merged)
    if b"\r\n" in raw:
        written = written.replace("\n", "\r\n")
    return written.encode("utf-8-sig" if raw.startswith(b"\xef\xbb\xbf") else "utf-8")


def _replaced(text: str, entry: Entry, merged: Merged) -> str:
    """Change the keys in place; a file written in no usual shape is written anew, comments first."""
    try:
        written = replace_fields(text, entry.node, merged.changes)
    except ValueError:
        written = ""
    node, problems = parse_yaml(written, entry.path)
    if not problems and validate(node, Msap, entry.path)[0] == merged.msap:
        return written
    comments = "".join(f"{comment}\n" for comment in comments_of(text))
    return comments + write_record(merged.msap)


def _shared_locations(drafts: list[Draft]) -> Iterator[Note]:
    groups: dict[tuple[float, float], list[Draft]] = defaultdict(list)
    for draft in drafts:
        if point := draft.msap.location:
            groups[point.lat, point.lon].append(draft)
    for (lat, lon), group in groups.items():
        for draft in group if len(group) > 1 else ():
            others = ", ".join(other.source_id for other in group if other is not draft)
            words = f"{lat}, {lon} comme n° {others}"
            yield Note(Kind.SHARED_LOCATION, draft.line, draft.source_id, words)
