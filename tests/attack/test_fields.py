"""Each text of the model, alone with each payload: refused in French, or read as it was written."""

from __future__ import annotations

from pathlib import Path, PurePath

import pytest
import yaml

from msap.checks.codes import ERRORS
from msap.source.editorial_kinds import (
    ArticleMatter,
    DossierMatter,
    InfographicMatter,
    PageMatter,
    PartMatter,
    PublicationMatter,
)
from msap.source.entries import read_entry
from msap.source.french_hours import DAYS
from msap.source.located_yaml import parse_yaml
from msap.source.msap import Msap
from msap.source.network import Network
from msap.source.problems import Problem
from msap.source.referentials import Partners, Porteurs, Services, Territories
from msap.source.synonyms import Synonyms
from msap.source.types import Record
from msap.source.validation import validate
from tests.attack.accepted_project import yaml_data
from tests.attack.growing import Fixed, grow, text_paths, valid
from tests.attack.payloads import PAYLOADS, bare
from tests.exchange.editions import bring_in, edition
from tests.projects import ROOT

MODELS: tuple[type[Record], ...] = (
    *(Msap, Network, Partners, Services, Porteurs, Territories, Synonyms),
    *(PageMatter, ArticleMatter, DossierMatter, PartMatter, PublicationMatter, InfographicMatter),
)
SOUND: Fixed = {
    ("Msap", "opening"): None,
    ("Msap", "closing"): None,
    ("Chart", "records"): None,
    ("Address", "insee"): "23001",
}
HERE = "ICI-LE-TEXTE"
HIDDEN = ("bidi", "zero-width", "tags", "no-character", "null", "control", "line-separators")
TAGS = ("script", "img", "svg", "double-quote-tag", "end-of-json", "end-of-cdata", "xml-entity")
COLUMNS = (
    *("id_fs", "insee_dep", "lib_fs", "adresse", "complement_adresse", "insee_com", "code_postal"),
    *("lib_com", "latitude", "longitude", "mail", "telephone", "prise_rdv", "commentaire"),
    *(
        "type_fs",
        "format_fs",
        "groupe_fs",
        "labellisation_fs",
        *(f"h_{day}" for day in list(DAYS)[:6]),
    ),
)


def document(model: type[Record], path: tuple[str, ...]) -> str:
    """Write a sound YAML document of the model with HERE for the text at this path."""
    record = grow(
        model, lambda here, declared: HERE if here == path else valid(here, declared), SOUND
    )
    return yaml.dump(yaml_data(record), Dumper=yaml.CSafeDumper, allow_unicode=False)


def answer(
    model: type[Record], path: tuple[str, ...], written: str, text: str
) -> tuple[object, list[Problem]]:
    """Read the document with this text; give what stands there, and the problems.

    The text is written in escapes, which no look at the bytes of the file can see.
    """
    escaped = "".join(f"\\U{ord(character):08x}" for character in text)
    node, problems = parse_yaml(written.replace(HERE, f'"{escaped}"'), PurePath("x.yml"))
    read, found = validate(node, model, PurePath("x.yml"))
    return (_at(read, path) if read else None), problems + found


def _at(value: object, path: tuple[str, ...]) -> object:
    for step in path:
        value = getattr(value, step) if isinstance(value, Record) else value[step]  # type: ignore[index]
        if isinstance(value, tuple):
            value = value[0]
    return value


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_text_is_refused_in_french_or_kept(model: type[Record]) -> None:
    """Whatever the field, and the fields to come: a known code, or the very text."""
    paths = text_paths(model, SOUND)
    assert paths
    for path in paths:
        written = document(model, path)
        for name, text in PAYLOADS.items():
            kept, problems = answer(model, path, written, text)
            assert {problem.code for problem in problems} <= set(ERRORS), (path, name)
            assert problems or bare(str(kept)) == bare(text), (path, name)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_no_text_holds_a_tag_or_what_nobody_sees(model: type[Record]) -> None:
    """Markup, hidden characters and links that run are refused in every field."""
    for path in text_paths(model, SOUND):
        written = document(model, path)
        for name in (*HIDDEN, *TAGS, "javascript-link", "data-link", "formula", "formula-at"):
            assert answer(model, path, written, PAYLOADS[name])[1], (path, name)


def test_every_column_of_a_list_is_read_as_text(tmp_path: Path) -> None:
    """Each payload in each column gives sound records that lose no word, or a refusal in French."""
    header = (ROOT / "tests/exchange/data/liste-inventee-20240801.csv").read_text("utf-8")
    assert set(COLUMNS) <= set(header.split("\n")[0].replace('"', "").strip().split(","))
    for number, (name, text) in enumerate(PAYLOADS.items()):
        # A column in turn, all of them over the payloads; and the payload everywhere at once.
        column = COLUMNS[number % len(COLUMNS)]
        everywhere = {key: text for key in COLUMNS if key not in {"insee_com", "code_postal"}}
        for cells in ({column: text}, everywhere):
            records = tmp_path / f"{number}-{len(cells)}"
            report, problems = bring_in(edition(tmp_path, **cells), records)
            assert (report is None) == bool(problems), name
            assert report or not records.exists()
            assert all(problem.fact and problem.advice for problem in problems)
            for file in records.rglob("*"):
                assert file.resolve().is_relative_to(records.resolve())
                if file.is_file():
                    assert read_entry(file, PurePath(file.name))[1] == [], (name, column)
