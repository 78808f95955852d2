"""Names and docstrings in the terms of the trade, so that a newcomer needs no glossary."""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from tests.projects import ROOT

FILES = sorted(
    path
    for folder in (ROOT / "plugins", ROOT / "tools", ROOT / "bench", ROOT / "tests")
    for path in folder.rglob("*.py")
    if "node_modules" not in path.parts
)
PROGRAM = [path for path in FILES if ROOT / "tests" not in path.parents]
NO_VERBS = {"Give", "Have", "Hear", "Judge", "Leave", "Mend", "Name", "Say", "Speak", "Tell"}
PARTICIPLES = re.compile(
    "(Asked|Carried|Checked|Found|Given|Judged|Kept|Listed|Loaded|Made|Mended|Merged|Moved|Read"
    "|Taken|Told|Written)$"
)


def nodes_of(path: Path) -> Iterator[ast.AST]:
    """Yield every node of a Python file."""
    yield from ast.walk(ast.parse(path.read_text(encoding="utf-8")))


def test_docstrings_begin_with_a_verb_of_the_trade() -> None:
    """`Return` and `Yield`, where a reader would have to guess what a function that gives does."""
    assert [
        f"{path.relative_to(ROOT)}:{node.lineno}: {docstring.splitlines()[0]}"
        for path in FILES
        for node in nodes_of(path)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (docstring := ast.get_docstring(node))
        and re.split(r"\W", docstring)[0] in NO_VERBS
    ] == []


def test_a_class_has_a_name_of_its_own() -> None:
    """One name, one thing: a search for a class finds that one."""
    homes = defaultdict(list)
    for path in PROGRAM:
        for node in nodes_of(path):
            if isinstance(node, ast.ClassDef):
                homes[node.name].append(str(path.relative_to(ROOT)))
    assert {name: files for name, files in homes.items() if len(files) > 1} == {}


def test_a_class_says_what_a_thing_is() -> None:
    """A participle says how it came about, and nothing of what it is."""
    assert [
        node.name
        for path in PROGRAM
        for node in nodes_of(path)
        if isinstance(node, ast.ClassDef) and PARTICIPLES.search(node.name)
    ] == []
