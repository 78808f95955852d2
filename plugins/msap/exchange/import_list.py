"""The import of an edition: read everything, plan everything, then write everything or nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path, PurePath

from msap.exchange.guard import drops, many_set_aside, missing_columns, missing_places, silences
from msap.exchange.identifiers import name_drafts
from msap.exchange.merging import MergeResult, merge
from msap.exchange.official_csv import OfficialList, edition_date, read_official_csv
from msap.exchange.official_row import LIST_NAME, Draft, read_row
from msap.exchange.points import placed
from msap.exchange.record_edits import comments_of, edit_record
from msap.exchange.record_folder import RecordFolder
from msap.exchange.record_yaml import record_tree, write_record
from msap.exchange.refusals import refusals
from msap.exchange.report import Change, Note, Report, ReportSection
from msap.source.catalogue import Catalogue
from msap.source.entries import RecordEntry, read_entry
from msap.source.geography import Geography
from msap.source.located_yaml import parse_yaml
from msap.source.msap import Msap
from msap.source.problems import Position, Problem
from msap.source.text import RECORD_SIZE_LIMIT, read_text
from msap.source.validation import validate

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class _Edition:
    """A list as drafts of records; `set_aside` says why some rows give none."""

    shown: PurePath
    day: date
    official: OfficialList
    drafts: list[Draft]
    set_aside: list[Problem]


@dataclass(frozen=True, slots=True)
class _ImportPlan:
    """Everything to be done in the folder of records, and the report of it.

    `pairs` are the records that the edition lists, before and after it.
    """

    writes: dict[PurePath, bytes]
    removals: tuple[PurePath, ...]
    pairs: list[tuple[Msap, Msap]]
    report: Report


def import_list(  # noqa: PLR0913 - one for each option of the command
    csv_path: Path,
    folder: RecordFolder,
    edition: date | None = None,
    previous: Path | None = None,
    progress: Progress | None = None,
    *,
    accepts_poorer: bool = False,
    catalogue: Catalogue,
) -> tuple[Report | None, list[Problem]]:
    """Bring an edition of the official list into a folder of records.

    `edition` is the date of the list, read from the name of the file when absent; `previous` the
    edition imported before, so that what editors corrected since stays; `accepts_poorer` takes a
    list that lacks columns or says less than the records. A point that can't be in its commune is put
    right or left out; a row whose record `check` would refuse, knowing the shared data of `catalogue`,
    is set aside. Returns the report, or the problems for which nothing was written. `progress`
    is called with the step, the count and the total. Raises OSError when the folder cannot be
    written.
    """
    report_progress = progress or (lambda _step, _count, _total: None)
    day = edition or edition_date(csv_path)
    if day is None:
        return None, [_undated(csv_path)]
    listed, problems = _read_edition(csv_path, day, report_progress, catalogue.geography)
    before: dict[str, Msap] = {}
    if previous is not None:
        earlier, found = _read_edition(previous, day, report_progress, catalogue.geography)
        before = {draft.source_id: draft.msap for draft in earlier.drafts} if earlier else {}
        problems += found
    entries, found = _read_entries(folder.path, report_progress)
    problems += found + _older_edition(csv_path, entries, day)
    if problems or listed is None:
        return None, problems
    plan = _plan(listed, before, entries, folder.path, catalogue)
    poorer = [
        *missing_columns(listed.official, (record for record, _after in plan.pairs), listed.shown),
        *drops(listed.official, plan.pairs, listed.shown),
        *many_set_aside(len(listed.official.rows), plan.report.set_aside, listed.shown),
    ]
    if not listed.drafts or (poorer and not accepts_poorer):
        return None, [*plan.report.set_aside, *poorer]
    folder.replace_files(
        plan.writes, plan.removals, lambda count, total: report_progress("Écriture", count, total)
    )
    return replace(plan.report, accepted=tuple(poorer)), []


def _undated(csv_path: Path) -> Problem:
    return Problem(
        PurePath(csv_path.name),
        Position(),
        "edition-sans-date",
        "Le nom du fichier ne dit pas la date de l’édition.",
        "Ajoutez-la à la commande, par exemple --date 2024-08-01.",
    )


def _read_edition(
    path: Path, day: date, report_progress: Progress, geography: Geography
) -> tuple[_Edition | None, list[Problem]]:
    shown = PurePath(path.name)
    official, problems = read_official_csv(path)
    if official is None:
        return None, problems
    drafts: list[Draft] = []
    set_aside: list[Problem] = []
    unknown = official.unknown_columns
    for count, row in enumerate(official.rows, start=1):
        draft, found = read_row(row, day, unknown, shown)
        set_aside += found
        if draft:
            drafts.append(placed(draft, geography))
        report_progress("Lecture de la liste", count, len(official.rows))
    return _Edition(shown, day, official, drafts, set_aside), []


def _read_entries(
    records: Path, report_progress: Progress
) -> tuple[list[RecordEntry], list[Problem]]:
    """Read the records already there; one that cannot be read stops the import."""
    entries: list[RecordEntry] = []
    problems: list[Problem] = []
    paths = sorted(path for path in records.glob("*/*.yml") if not path.parent.name.startswith("."))
    for count, path in enumerate(paths, start=1):
        entry, found = read_entry(path, PurePath(path.relative_to(records)))
        problems += found
        if entry:
            entries.append(entry)
        report_progress("Lecture des fiches", count, len(paths))
    return entries, problems


def _older_edition(csv_path: Path, entries: list[RecordEntry], edition: date) -> list[Problem]:
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


def _plan(
    edition: _Edition,
    before: dict[str, Msap],
    entries: list[RecordEntry],
    records: Path,
    catalogue: Catalogue,
) -> _ImportPlan:
    drafts = edition.drafts
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
    updates: list[tuple[Msap, Msap, Msap]] = []
    rows = {row.line: row for row in edition.official.rows}
    set_aside = list(edition.set_aside)
    accepted: list[Draft] = []
    for draft in drafts:
        entry = known.get(draft.source_id)
        name = entry.msap.id if entry else names[draft.source_id]
        path = PurePath(draft.departement) / f"{name}.yml"
        record = f"{draft.departement}/{name}"
        earlier = before.get(draft.source_id)
        msap, merged, content = _proposed(draft, entry, earlier, path, records)
        if content:
            after = RecordEntry(path, _text(content), msap)
            refused = refusals(after, entry, rows[draft.line], edition.shown, catalogue)
            if refused:
                set_aside += refused
                continue
            writes[path] = content
        accepted.append(draft)
        notes += (replace(note, record=record) for note in draft.notes)
        if entry is None or merged is None:
            created.append(record)
            continue
        updates.append((entry.msap, merged.msap, draft.msap))
        notes += (
            Note(ReportSection.KEPT_VALUE, draft.line, draft.source_id, words, record=record)
            for words in merged.kept
        )
        if merged.fields:
            changed.append(Change(draft.line, record, merged.fields, merged.details))
        elif merged.changes:
            redated.append(record)
        if entry.path != path:
            removals.append(entry.path)
            moved.append(record)
    listed = {row.cell("id_fs") for row in edition.official.rows}
    absent = tuple(
        entry.path.with_suffix("").as_posix() for key, entry in known.items() if key not in listed
    )
    report = Report(
        edition=edition.day,
        encoding=edition.official.encoding,
        rows=len(edition.official.rows),
        created=tuple(created),
        changed=tuple(changed),
        redated=tuple(redated),
        unchanged=len(accepted) - len(created) - len(changed) - len(redated),
        moved=tuple(moved),
        absent=absent,
        replaced_demonstration=len(invented),
        set_aside=tuple(set_aside),
        notes=(*notes, *_shared_locations(accepted)),
        warnings=(
            *missing_places(len(listed), len(known), len(absent)),
            *silences(edition.official, updates),
        ),
    )
    pairs = [(before, after) for before, after, _listed in updates]
    return _ImportPlan(writes, tuple(removals), pairs, report)


def _proposed(
    draft: Draft, entry: RecordEntry | None, earlier: Msap | None, path: PurePath, records: Path
) -> tuple[Msap, MergeResult | None, bytes]:
    """Return the record that a row asks for and the bytes of its file, none where nothing changes."""
    if entry is None:
        msap = replace(draft.msap, id=path.stem)
        return msap, None, write_record(msap).encode()
    merged = merge(entry.msap, draft.msap, earlier, draft.unspecified)
    is_same = not merged.changes and entry.path == path
    return merged.msap, merged, b"" if is_same else _edited(records / entry.path, entry, merged)


def _edited(path: Path, entry: RecordEntry, merged: MergeResult) -> bytes:
    """Return the file with the changed keys replaced, its line ends and byte-order mark kept."""
    raw = path.read_bytes()
    text, _problems = read_text(path, entry.path, RECORD_SIZE_LIMIT)
    written = _replaced(text or "", entry, merged)
    if b"\r\n" in raw:
        written = written.replace("\n", "\r\n")
    return written.encode("utf-8-sig" if raw.startswith(b"\xef\xbb\xbf") else "utf-8")


def _text(content: bytes) -> str:
    return content.decode("utf-8-sig").replace("\r\n", "\n")


def _replaced(text: str, entry: RecordEntry, merged: MergeResult) -> str:
    """Change the keys in place; a file written in no usual shape is written anew, comments first."""
    try:
        written = edit_record(text, entry.node, record_tree(entry.msap), record_tree(merged.msap))
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
            yield Note(ReportSection.SHARED_LOCATION, draft.line, draft.source_id, words)
