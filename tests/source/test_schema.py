"""The JSON Schema agrees with the model on what editors write."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

from msap.source.referentials import read_referentials
from msap.source.schema import keys_of_referentials, record_schema

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator

CHECKS = Path(__file__).parents[1] / "checks"
SOUND = sorted((CHECKS / "cases" / "sain" / "records").rglob("*.yml"))


class LanguageServerLoader(yaml.SafeLoader):
    """Reads YAML with the core types of version 1.2, as the editors' language server does."""


LanguageServerLoader.yaml_implicit_resolvers = {}
for tag, pattern, first in (
    ("null", r"~|null|Null|NULL|", "~nN\0"),
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("int", r"[-+]?[0-9]+", "-+0123456789"),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", "-+.0123456789"),
):
    LanguageServerLoader.add_implicit_resolver(
        f"tag:yaml.org,2002:{tag}", re.compile(rf"^(?:{pattern})$"), list(first)
    )
LanguageServerLoader.add_constructor("tag:yaml.org,2002:int", lambda _, node: int(node.value))


def load(text: str) -> object:
    """Read a text as the language server does."""
    return yaml.load(text, Loader=LanguageServerLoader)  # noqa: S506


@pytest.fixture(scope="module")
def validator() -> Draft202012Validator:
    """Return the schema made from the lists of the tests, itself checked."""
    from jsonschema import Draft202012Validator  # seconds long, and not for every collection

    referentials, problems = read_referentials(CHECKS / "data")
    assert referentials is not None
    assert problems == []
    schema = record_schema(keys_of_referentials(referentials))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


@pytest.mark.parametrize("path", SOUND, ids=[path.stem for path in SOUND])
def test_sound_records_are_valid(validator: Draft202012Validator, path: Path) -> None:
    """A record without a problem has none in the editor either."""
    assert list(validator.iter_errors(load(path.read_text(encoding="utf-8")))) == []


@pytest.mark.parametrize(
    "old, new",
    [
        ('"23150"', "23150"),
        ('"05 36 49 00 01"', "0536490001"),
        ("computers: 2", 'computers: "2"'),
        ("46.0874", '"46.0874"'),
        ("nth: [1, 3]", "nth: 2"),
        ("name: MSAP d’Ahun", "name: 1936"),
        ("charter: true", "charter: oui"),
    ],
)
def test_both_ways_of_writing_are_valid(
    validator: Draft202012Validator, old: str, new: str
) -> None:
    """Quotes or not, list or not: what the checks take, the schema takes."""
    text = SOUND[0].read_text(encoding="utf-8")
    assert old in text
    assert list(validator.iter_errors(load(text.replace(old, new)))) == []


@pytest.mark.parametrize(
    "old, new",
    [
        ("name:", "nom:"),
        ("status: open", "status: ouvert"),
        ('"23150"', '"2315"'),
        ("- caf", "- cafe"),
        ("id: pole-emploi", "id: pole-emplois"),
        ("[emploi, mobilite]", "[emplois]"),
        ("type: epci", "type: ecpi"),
        ('"09:00-12:00", "13:00-17:30"', '"9h-12h"'),
        ("weeks: even", "weeks: paires"),
        ("nth: [1, 3]", "nth: [6]"),
        ("1st and 3rd tuesday", "mardi"),
        ("2026-08-03", "03/08/2026"),
        ("lat: 46.0874", "lat: 460.874"),
        ("charter: true", "charter: peut-être"),
        ("updated: 2026-10-02", ""),
    ],
)
def test_mistakes_are_shown_while_typing(
    validator: Draft202012Validator, old: str, new: str
) -> None:
    """The commonest mistakes are errors for the schema too."""
    text = SOUND[0].read_text(encoding="utf-8")
    assert old in text
    assert list(validator.iter_errors(load(text.replace(old, new, 1)))) != []


def test_every_field_is_described(validator: Draft202012Validator) -> None:
    """Completion has a French sentence for each key."""
    schema = validator.schema
    assert isinstance(schema, dict)
    groups = [schema, *(form for d in schema["$defs"].values() for form in d.get("anyOf", [d]))]
    for group in groups:
        for key, value in group.get("properties", {}).items():
            assert value["description"], key
