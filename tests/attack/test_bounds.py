"""Texts made to take for ever, or all the memory, are read or refused at once.

Each is as long as its reader accepts, and repeats what makes a careless pattern or loop take the
square of its length. A quarter of each is read first: the whole may take a little more than four
times as long, on any machine, and not sixteen times.
"""

from __future__ import annotations

import csv
import io
import time
from collections.abc import Callable
from pathlib import Path, PurePath

import pytest
from pydantic_core import PydanticCustomError

from msap.checks import bodies
from msap.exchange.comments import read_comment
from msap.exchange.emails import ADDRESS
from msap.exchange.hours_words import read_day
from msap.exchange.normalization import normalize_line, normalize_paragraphs
from msap.publish.editorial.markdown import render_description, render_page
from msap.source.entries import read_entry
from msap.source.hours import Weekday, parse_permanence, parse_time_range
from msap.source.located_markdown import read_markdown
from msap.source.numbers import parse_number
from msap.source.text import PAGE_SIZE_LIMIT, RECORD_SIZE_LIMIT, unwanted_characters

MOST_GROWTH = 12
UNMEASURED = 0.05
"""Seconds of processor time below which a quarter's share tells nothing."""

RECORDS = {
    "empty items": "partners:\n" + "- \n" * 21000,
    "wrong items": "partners:\n" + "- X\n" * 16000,
    "wrong groups": "stops:\n" + "- {a: b}\n" * 7000,
    "unknown keys": "".join(f"k{n}: v\n" for n in range(6000)),
    "double keys": "a: b\n" * 13000,
    "anchors": "a: [" + "&a b," * 12000 + "]",
    "nested lists": "- " * 30000,
    "nested brackets": "[" * 60000,
    "nested braces": "{" * 60000,
    "complex keys": "? " * 30000,
    "documents": "--- a\n" * 10000,
    "long word": "name: " + "x" * 65000,
    "long key": "k" * 65000 + ": v",
    "controls": "name: " + "\x01\n" * 32000,
    "slots": "hours:\n monday:\n" + " - x\n" * 10000,
    "permanence": "partners: [{id: caf, when: ['monday " + "a-" * 30000 + " x x']}]",
}
PAGES = {
    "open brackets": "[" * 9000,
    "brackets in brackets": "[a" + "[b]" * 40000,
    "heading signs": "# " + "#" * 120000 + "x",
    "quotes": ">" * 60000,
    "numbered lists": "1. " * 40000,
    "lists by indent": "\n".join(" " * 4 * n + "- a" for n in range(240)),
    "ticks": "".join("`" * n + "a" for n in range(1, 480)),
    "stars": "*_" * 60000,
    "emphasis": "**a " * 30000,
    "links": "[a](b) " * 18000,
    "images": "![a](b) " * 15000,
    "tags": "<a" * 60000,
    "references": "[a]: b\n" * 18000,
    "parentheses": "[a](" + "(" * 120000,
}
CELLS = {
    "letters": "a" * 130000,
    "dots": "." * 130000,
    "addresses": "a@" + "a." * 65000,
    "signs": "@" * 130000,
    "hours": "8h-9h," * 21000,
    "ranks": "1er lundi du mois 8h-9h," * 5400,
    "slashes": "/" * 130000,
    "digits": "0" * 130000,
    "blanks": " " * 130000 + "x",
    "appointments": "prise de rendez-vous " + "a " * 60000,
}


def read_in_proportion(read: Callable[[str], object], text: str) -> None:
    """Read a quarter of the text, to the end of a line, then all of it; compare processor times.

    What grows too much is read again, twice at most: other work on the machine may disturb one.
    """
    quarter = len(text) // 4
    part = text[: text.rfind("\n", 0, quarter) + 1 or quarter]
    growth = (_spent(read, text) / max(_spent(read, part), UNMEASURED) for _ in range(3))
    assert any(one <= MOST_GROWTH for one in growth)


def _spent(read: Callable[[str], object], text: str) -> float:
    start = time.process_time()
    read(text)
    return time.process_time() - start


@pytest.mark.parametrize("name", RECORDS)
def test_no_record_takes_the_square_of_its_length(name: str, tmp_path: Path) -> None:
    """Thousands of mistakes in one file are reported one by one, at once."""
    path = tmp_path / "ahun.yml"

    def read(text: str) -> None:
        path.write_text(text, encoding="utf-8")
        assert read_entry(path, PurePath("ahun.yml"))[1]

    read_in_proportion(read, RECORDS[name])
    assert path.stat().st_size <= RECORD_SIZE_LIMIT + 1


@pytest.mark.parametrize("name", PAGES)
def test_no_page_takes_the_square_of_its_length(name: str) -> None:
    """A body is either refused for its nesting, or rendered at once."""
    text = PAGES[name][:PAGE_SIZE_LIMIT]
    shown = PurePath("x.md")

    def read(text: str) -> None:
        body = read_markdown(text)
        if not [*bodies.raw_html(shown, body), *bodies.nesting(shown, body)]:
            render_page(text, PurePath("pages/x.md"), {}, "/")

    read_in_proportion(read, text)
    description = text[:4000]
    if not read_markdown(description).nested:
        render_description(description)


@pytest.mark.parametrize("name", CELLS)
def test_no_cell_of_a_list_takes_the_square_of_its_length(name: str) -> None:
    """The longest cell that Python's csv reads goes through every reader of the import."""

    def read(cell: str) -> None:
        assert next(csv.reader(io.StringIO(cell))) is not None
        ADDRESS.findall(cell)
        read_day(cell, Weekday.MONDAY)
        normalize_line(cell)
        normalize_paragraphs(cell)
        read_comment(normalize_paragraphs(cell).text, None, frozenset())

    read_in_proportion(read, CELLS[name])


@pytest.mark.parametrize("written", ["monday " + "a-" * 30000 + " x x", "1st" + ",1st" * 15000])
def test_a_long_permanence_is_refused(written: str) -> None:
    """The grammar of hours looks at short texts only."""
    with pytest.raises(PydanticCustomError, match="permanence"):
        parse_permanence(written)
    with pytest.raises(PydanticCustomError, match="plage"):
        parse_time_range(written)


def test_invisible_characters_are_reported_at_once() -> None:
    """A whole page of them gives one problem each."""

    def read(text: str) -> None:
        assert len(unwanted_characters(text, PurePath("x.md"))) == len(text) // 2

    read_in_proportion(read, "\x01\n" * 60000)


def test_a_number_beyond_all_measure_is_no_number() -> None:
    """No infinity comes into a chart, which could not round it."""
    assert parse_number("9" * 400) is None
    assert parse_number("9" * 15) == 999999999999999.0
    assert parse_number("٢٣") is None
