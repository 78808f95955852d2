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
TEXTS = [
    *FILES,
    *(path for folder in (ROOT / "docs", ROOT / "theme/templates") for path in folder.rglob("*.*")),
    *(ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", ROOT / "tasks.py"),
]
PRIVATE = re.compile(
    r"(?<![a-z])(census|glances?|holdings|judg(e|ed|es|ing|ement)|ledgers?|mend(s|ed|ing)?|offering"
    r"|particulars|poison(ed)?|retains?|shelf|shelves|slips?|spots?|untold|wishes|put right"
    r"|site in place|slow line|weak line|within reach)(?![a-z])",
    re.IGNORECASE,
)
"""Words that once had a sense of their own here, where the trade has a term."""
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


def test_private_words_stay_away() -> None:
    """Neither a name nor a sentence has them, also as a part of a name."""
    assert [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()}"
        for path in TEXTS
        if path != Path(__file__) and path.suffix in {".py", ".md", ".html"}
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if PRIVATE.search(line)
    ] == []
