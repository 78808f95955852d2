"""Every message is reached by a case, and every error pydantic can raise has its message."""

from collections.abc import Iterator
from pathlib import Path, PurePath

import pytest
import yaml
from pydantic_core import ErrorDetails

from msap.source import messages, validation
from msap.source.located_yaml import parse_yaml
from msap.source.msap import Msap
from msap.source.network import Network
from msap.source.referentials import Partners, Porteurs, Services, Territories
from msap.source.types import Record
from msap.source.validation import validate
from tests.checks.test_cases import CASES, check_case

CHECKS = Path(__file__).parents[1] / "checks"
DATA = CHECKS / "data"
RECORDS = CHECKS / "cases" / "sain" / "records" / "23"
SOUND: list[tuple[Path, type[Record]]] = [
    (RECORDS / "ahun.yml", Msap),
    (RECORDS / "bus.yml", Msap),
    (RECORDS / "projet.yml", Msap),
    (RECORDS / "fermee.yml", Msap),
    (DATA / "network.yml", Network),
    (DATA / "referentials" / "partners.yml", Partners),
    (DATA / "referentials" / "services.yml", Services),
    (DATA / "referentials" / "porteurs.yml", Porteurs),
    (DATA / "referentials" / "departements.yml", Territories),
]
REPORTED_BY_IMPORT = {"string_too_short"}
"""A cell of the list may be empty; what is empty in a file leaves before the model sees it."""
WRONG: list[object] = ["", "x", "a" * 5000, "-1", [], ["x"], [["x"]], [{"x": "y"}], {}, {"x": "y"}]


@pytest.fixture
def seen_types(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Listen to the types of error that are turned into sentences, which still are made."""
    seen: set[str] = set()

    def listen(error: ErrorDetails, known_keys: tuple[str, ...]) -> tuple[str, str, str]:
        seen.add(error["type"])
        return messages.sentences(error, known_keys)

    monkeypatch.setattr(validation, "sentences", listen)
    return seen


def test_every_message_is_reached_by_a_case(
    seen_types: set[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each message is for an error of some case, except those reported by `import-list`."""
    for case in CASES:
        (folder := tmp_path / case).mkdir()
        check_case(case, folder, monkeypatch)
    assert set(messages._MESSAGES) - seen_types == REPORTED_BY_IMPORT


def altered(value: object) -> Iterator[object]:
    """Yield the value with each of its parts, in turn, replaced, removed or joined by a stranger."""
    yield from WRONG
    if isinstance(value, dict):
        yield {**value, "inconnue": "x"}
        for key, part in value.items():
            yield {other: kept for other, kept in value.items() if other != key}
            yield from ({**value, key: wrong} for wrong in altered(part))
    elif isinstance(value, list):
        for rank, part in enumerate(value):
            yield from ([*value[:rank], wrong, *value[rank + 1 :]] for wrong in altered(part))


@pytest.mark.parametrize(
    "path, model", SOUND, ids=[f"{path.stem}-{model.__name__}" for path, model in SOUND]
)
def test_no_error_lacks_a_french_message(
    path: Path, model: type[Record], seen_types: set[str]
) -> None:
    """Whatever part of a sound file is replaced by whatever, the message is one of ours."""
    sound = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506
    for wrong in altered(sound):
        text = yaml.dump(wrong, Dumper=yaml.CSafeDumper, allow_unicode=True)
        node, problems = parse_yaml(text, PurePath("x.yml"))
        assert problems == []
        _record, problems = validate(node, model, PurePath("x.yml"))
        assert all(problem.code != "valeur-refusee" for problem in problems), text
        assert [p.fact for p in problems if "{" in p.fact] == []
    assert seen_types <= set(messages._MESSAGES)


def test_an_unforeseen_error_is_still_french() -> None:
    """Should a new kind of error come, it says what was written and where to look."""
    error: ErrorDetails = {"type": "new", "loc": ("name",), "msg": "no", "input": "x" * 99}
    code, fact, advice = messages.sentences(error, ())
    assert code == "valeur-refusee"
    assert fact == f"« {'x' * 57}… » ne convient pas pour « name »."
    assert "page de référence" in advice
