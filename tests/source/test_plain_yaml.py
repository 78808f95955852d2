"""The fast reading says the same as the reading with positions, or leaves the text to it."""

from pathlib import Path, PurePath

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from msap.source.located_yaml import parse_yaml, plain_data
from msap.source.plain_yaml import plain_document
from tests.projects import SAMPLE_RECORDS

PATH = PurePath("23/ahun.yml")
_SIGNS = " \n\t-:?[]{}#&*!|>'\"%@`,.<ab=~"
_RECORDS = sorted(SAMPLE_RECORDS.glob("*/*.yml"))


def require_same(text: str) -> None:
    """Fail when both readings differ on a text that the fast one takes on itself."""
    data = plain_document(text)
    if data is not None:
        node, problems = parse_yaml(text, PATH)
        assert problems == []
        assert node is not None
        assert plain_data(node) == data


@pytest.mark.parametrize("path", _RECORDS, ids=lambda path: path.stem)
def test_records_are_read_fast(path: Path) -> None:
    """Every record of the sample is of the usual kind."""
    text = path.read_text(encoding="utf-8")
    assert plain_document(text) is not None
    require_same(text)


@given(st.text(alphabet=_SIGNS, max_size=40))
@example("a: &b c")
@example("a: *b")
@example("a: !!str c")
@example("a: {<<: b}")
@example("a: 1\na: 2")
@example("--- a\n--- b\n")
@example("a: ~")
@example("a:\n")
@example("? [a]\n: b")
@example("[" * 20 + "]" * 20)
def test_any_punctuation_is_read_alike(text: str) -> None:
    """Whatever the signs, the fast reading never says something else."""
    require_same(text)


@pytest.mark.parametrize(
    "text",
    [
        "a: &b c",
        "a: !!str c",
        "<<: b",
        "a: 1\na: 2",
        "a: ~",
        "a:",
        "[" * 20 + "]" * 20,
        "",
        "\0a: 1",
    ],
)
def test_what_must_be_reported_is_left_alone(text: str) -> None:
    """Anchors, tags, keys written twice, empty values and control signs go to the reading with positions."""
    assert plain_document(text) is None
