"""A copy of the project whose records, lists and pages hold every payload the checks accept."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path, PurePath
from typing import Any

import yaml

from msap.checks.run import check_everything
from msap.checks.text import description
from msap.exchange.record_yaml import write_record
from msap.source.catalogue import Catalogue
from msap.source.editorial_kinds import (
    ArticleMatter,
    DossierMatter,
    FrontMatter,
    InfographicMatter,
    PageMatter,
    PartMatter,
    PublicationMatter,
)
from msap.source.entries import read_entry
from msap.source.msap import Form, Msap, Status, Withdrawn
from msap.source.types import Record
from tests.attack.growing import Fixed, grow
from tests.attack.hostile import ACCEPTED, Accepting, hostile_lists
from tests.attack.payloads import is_visible
from tests.projects import write_project

STRUCTURE: Fixed = {
    ("Coordinates", "lon"): 2.0,
    ("Address", "insee"): "23001",
    ("Address", "postcode"): "23150",
    ("Address", "city"): "Ahun",
    ("Partner", "id"): "caf",
    ("Msap", "services"): ("emploi",),
    ("Msap", "withdrawn"): Withdrawn(),
    ("Msap", "previous_ids"): (),
    ("Msap", "demonstration"): False,
    ("Porteur", "type"): "commune",
    ("Closing", "replaced_by"): None,
}


def write_accepted_project(folder: Path) -> Path:
    """Write the project into `folder`, which must not exist; `check` finds no error in it."""
    write_project(folder)
    shutil.rmtree(folder / "data/msap")
    accepting = Accepting()
    hostile = hostile_lists(accepting.in_turn(), accepting.in_turn())
    _write_records(folder / "data/msap/23", hostile, accepting)
    _write_lists(folder / "data", hostile)
    _write_content(folder, accepting)
    return folder


def _write_records(folder: Path, catalogue: Catalogue, accepting: Accepting) -> None:
    folder.mkdir(parents=True)
    kinds = ((Status.OPEN, Form.FIXED), (Status.OPEN, Form.TOURING), (Status.CLOSED, Form.FIXED))
    for number, text in enumerate(ACCEPTED):
        for rank, (status, form) in enumerate(kinds):
            fixed = {
                **STRUCTURE,
                ("Msap", "id"): f"lieu-{number}-{rank}",
                ("Msap", "status"): status,
                ("Msap", "form"): form,
                ("Stop", "id"): "arret",
                ("Msap", "opening"): None,
            }
            if form is Form.FIXED:
                fixed["Msap", "stops"] = ()
            if status is not Status.CLOSED:
                fixed["Msap", "closing"] = None
            record = grow(Msap, accepting.wherever(text), fixed)
            path = folder / f"{record.id}.yml"
            path.write_text(write_record(record), encoding="utf-8")
            entry, problems = read_entry(path, PurePath(path.name))
            assert entry, problems
            if any(description(entry, catalogue)):  # a rule that looks at whole records
                fixed["Msap", "description"] = "Texte."
                record = grow(Msap, accepting.wherever(text), fixed)
                path.write_text(write_record(record), encoding="utf-8")


def _written(data: Any) -> Any:  # noqa: ANN401 - what YAML can hold
    """Write hours and permanences as editors do."""
    if isinstance(data, dict):
        if set(data) == {"start", "end"}:
            return "09:00-12:00"
        if {"day", "weeks", "nth"} & set(data) and "day" in data:
            return "monday 09:00-12:00"
        return {key: _written(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_written(item) for item in data]
    return str(data)


def _write_lists(data: Path, hostile: Catalogue) -> None:
    """Write network and referentials with the payloads that each field accepts, in turn."""
    lists = hostile.referentials
    _dump(data / "network.yml", yaml_data(hostile.network))
    for name in ("partners", "services", "porteurs"):
        kinds = {key: yaml_data(kind) for key, kind in getattr(lists, name).items()}
        _dump(data / "referentials" / f"{name}.yml", {name: kinds})
    territories = {
        "regions": [yaml_data(region) for region in lists.regions.values()],
        "departements": [yaml_data(departement) for departement in lists.departements.values()],
    }
    _dump(data / "referentials/departements.yml", territories)
    # Its keys are the names of regions, which are payloads now.
    synonyms = yaml_data(replace(lists.synonyms, regions={}))
    _dump(data / "referentials/synonyms.yml", synonyms)


def _write_content(folder: Path, accepting: Accepting) -> None:
    """Write each payload as title and body of the kinds; a body that is refused becomes plain.

    One in three has a page of its own: each such page is listed in all the others.
    """
    content = folder / "content"
    for kind in ("pages", "actualites", "dossiers", "publications", "infographies"):
        shutil.rmtree(content / kind)
        (content / kind).mkdir()
    (content / "infographies/donnees.csv").write_text(_table(), encoding="utf-8")
    files: dict[Path, tuple[dict[str, Any], str]] = {}
    for number, text in enumerate(ACCEPTED):
        for model, place, fixed in _kinds(number):
            front = grow(model, accepting.wherever(text), fixed)
            files[content / place] = (yaml_data(front), text)
    for path, (matter, body) in files.items():
        _write_page(path, matter, body)
    checked = check_everything(folder / "data", folder / "data/msap", content)
    for number, problem in enumerate(checked.errors):
        path = folder / problem.path
        if path not in files:
            continue
        matter, body = files[path]
        if problem.code == "titre-reserve":  # payloads are names of departments too
            files[path] = {**matter, "title": f"{matter['title']} {number}"}, body
        else:
            files[path] = matter, "Texte."
        _write_page(path, *files[path])


def _kinds(number: int) -> Iterator[tuple[type[FrontMatter], str, Fixed]]:
    if number % 3 == 0:
        yield PageMatter, f"pages/page-{number}.md", {}
    yield ArticleMatter, f"actualites/article-{number}.md", {}
    yield DossierMatter, f"dossiers/dossier-{number}/index.md", {("DossierMatter", "order"): number}
    yield PartMatter, f"dossiers/dossier-{number}/une.md", {}
    files: Fixed = {("PublicationMatter", "files"): ("criteres-du-label.pdf",)}
    yield PublicationMatter, f"publications/publication-{number}.md", files
    chart: Fixed = {
        ("Chart", "kind"): "bars",
        ("Chart", "data"): "donnees.csv",
        ("Chart", "records"): None,
        ("Chart", "label"): "nom",
        ("Chart", "text"): None,
        ("Chart", "value"): "valeur",
        ("Chart", "departement"): None,
    }
    if number % 20 == 0:
        chart = {
            ("Chart", key): None
            for key in ("data", "label", "text", "value", "departement", "unit")
        }
        chart |= {("Chart", "kind"): "map", ("Chart", "records"): "open"}
    yield InfographicMatter, f"infographies/dessin-{number}.md", chart


def _table() -> str:
    """Return a table whose names are the payloads that fit in a line and can be seen."""
    seen = [text for text in ACCEPTED if is_visible(text) and len(text) < 140]
    cells = ['"' + text.replace('"', '""') + '"' for text in seen[-30:]]
    return "\n".join(["nom,valeur", *(f"{cell},{n}" for n, cell in enumerate(cells, start=1))])


def _write_page(path: Path, matter: dict[str, Any], body: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    head = yaml.dump(matter, Dumper=yaml.CSafeDumper, allow_unicode=False, sort_keys=False)
    path.write_text(f"---\n{head}---\n{body}\n", encoding="utf-8", errors="replace", newline="")


def yaml_data(record: Record) -> Any:  # noqa: ANN401 - what YAML can hold
    """Return a record as the data of a YAML file, hours as editors write them."""
    data = record.adapter.dump_python(
        record, mode="json", by_alias=True, exclude_none=True, warnings=False
    )
    return _written(data)


def _dump(path: Path, data: object) -> None:
    path.write_text(
        yaml.dump(data, Dumper=yaml.CSafeDumper, allow_unicode=False, sort_keys=False),
        encoding="utf-8",
    )
