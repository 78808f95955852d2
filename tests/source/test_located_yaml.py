"""YAML read as text with positions, and what an attacker could make of it."""

from pathlib import PurePath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from msap.source.located_yaml import MappingNode, Node, Scalar, SequenceNode, parse_yaml, plain_data
from msap.source.problems import Position

PATH = PurePath("23/ahun.yml")


def codes(text: str) -> list[str]:
    """Return the codes of the problems of a text."""
    return [problem.code for problem in parse_yaml(text, PATH)[1]]


def read(text: str) -> Node:
    """Read a text that has no problem."""
    node, problems = parse_yaml(text, PATH)
    assert node is not None
    assert problems == []
    return node


@pytest.mark.parametrize(
    "written", ["01000", "8:30", "no", "2026-10-02", "1e3", "0x10", "1_000", ".5", "Yes", "=", "12"]
)
def test_scalars_stay_text(written: str) -> None:
    """No value is guessed: what YAML would turn into a number, a date or a truth stays as is."""
    assert plain_data(read(f"key: {written}\n")) == {"key": written}


def test_positions_are_those_of_the_file() -> None:
    """Keys and values know their line and column, from 1, in block and in flow style."""
    node = read("a: un\nb:\n  - {c: deux}\n")
    assert isinstance(node, MappingNode)
    assert node.keys == {"a": Position(1, 1), "b": Position(2, 1)}
    assert node.entries["a"].position == Position(1, 4)
    items = node.entries["b"]
    assert isinstance(items, SequenceNode)
    group = items.items[0]
    assert isinstance(group, MappingNode)
    assert group.entries["c"].position == Position(3, 9)


def test_plain_and_quoted_scalars_are_distinguished() -> None:
    """A plain `null` is a missing value, a quoted one is text."""
    node = read("a: null\nb: 'null'\nc: \"null\"\n")
    assert isinstance(node, MappingNode)
    values = [value for value in node.entries.values() if isinstance(value, Scalar)]
    assert [value.plain for value in values] == [True, False, False]


def test_an_alias_bomb_is_never_expanded() -> None:
    """Nine levels of nine aliases are nine times nine problems, not a billion values."""
    lines = ["a0: &a0 [x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 10)]
    found = codes("\n".join(lines))
    assert set(found) == {"ancre"}
    assert len(found) == 10 + 9 * 9


@pytest.mark.parametrize(
    "text",
    [
        "[" * 200_000,
        "{a: " * 5_000,
        "[" * 5_000 + "]" * 5_000,
        "- " * 5_000 + "x",
        "\n".join(" " * n + "a:" for n in range(400)),
        "? " * 5_000,
    ],
    ids=["200000-brackets", "5000-braces", "5000-lists", "5000-dashes", "400-groups", "5000-keys"],
)
def test_deep_nesting_is_refused_at_once(text: str) -> None:
    """Nesting beyond the limit is one problem, found quickly and without exhausting the stack."""
    assert codes(text) == ["trop-profond"]


@given(st.text())
def test_any_text_gives_nodes_or_problems(text: str) -> None:
    """Whatever is written, the reader answers with a document, nothing, or problems."""
    cleaned = "".join(c for c in text if c.isprintable() or c == "\n")
    node, problems = parse_yaml(cleaned, PATH)
    assert node is None or plain_data(node) is not None
    assert all(problem.fact and problem.advice for problem in problems)


@given(st.text(alphabet=" \n\t-:?[]{}#&*!|>'\"%@`,.<ab=~", max_size=40))
def test_any_punctuation_gives_nodes_or_problems(text: str) -> None:
    """The characters that mean something to YAML, in any order, never raise."""
    parse_yaml(text, PATH)
