"""What editors write in `data/` and `content/`: sound, buildable, and read by no other test."""

import ast
import time
from pathlib import Path

import pytest

from tests.projects import ROOT
from tests.sites import run_msap

EDITED = {"data", "content"}
READ_THE_TERRITORY = {
    "tests/projects.py",
    "tests/tools/geography/test_committed_data.py",
    "tests/tools/geography/test_regeneration.py",
}
"""Modules that read `data/geo/`, which `tools/geography` writes and no editor touches."""

TODAY = {"SOURCE_DATE_EPOCH": str(int(time.time()))}
"""What editors wrote is dated by the true day, which is not that of the other tests' builds."""


def test_the_repository_has_no_error() -> None:
    """`check` accepts the repository's records, lists and pages, which may have points to look at."""
    outcome = run_msap("check", environment=TODAY, root=ROOT)
    assert outcome.returncode == 0, outcome.stdout


def test_the_repository_builds(tmp_path: Path) -> None:
    """Its site is built and verified."""
    outcome = run_msap("build", "--output", tmp_path / "site", environment=TODAY, root=ROOT)
    assert outcome.returncode == 0, outcome.stderr
    assert (tmp_path / "site/index.html").is_file()


def test_no_other_test_reads_what_editors_write() -> None:
    """A changed hour, a place that leaves or comes, a text that goes: no test may turn red."""
    files = {file.relative_to(ROOT).as_posix(): file for file in ROOT.glob("tests/**/*.py")}
    kept = files.keys() - READ_THE_TERRITORY - {"tests/test_repository.py"}
    found = {name: reads_of_edited_files(files[name].read_text("utf-8"), name) for name in kept}
    assert {name: lines for name, lines in found.items() if lines} == {}
    for name in READ_THE_TERRITORY:
        assert reads_of_edited_files(files[name].read_text("utf-8"), name), "no longer needed"


@pytest.mark.parametrize(
    "line, is_seen",
    [
        ('(ROOT / "data" / "msap").glob("*.yml")', True),
        ('read(ROOT / "content/pages")', True),
        ("[ROOT / name for name in names]", True),
        ('DATA = Path(__file__).parents[1] / "data"', True),
        ('DATA = Path(__file__).resolve().parents[1] / "data"', True),
        ('run([python, "-m", "msap", "check"], cwd=ROOT)', True),
        ('run_msap("build", root=ROOT)', True),
        ('DATA = Path(__file__).parents[0] / "data"', False),
        ('DATA = Path(__file__).with_name("data")', False),
        ('read(ROOT / "theme")', False),
        ('run([python, "-m", "tools.documents"], cwd=ROOT)', False),
        ('run_msap("build", root=folder)', False),
    ],
)
def test_such_a_reading_is_seen(line: str, *, is_seen: bool) -> None:
    """However it is written."""
    assert bool(reads_of_edited_files(line, "tests/test_some.py")) is is_seen


def reads_of_edited_files(source: str, name: str) -> list[int]:
    """Return the lines of a module of tests that read `data/` or `content/` of the repository.

    They join a path to the root that begins with one of them, or that cannot be known from the
    line, or run `msap` there. `name` is the module's own path from the root.
    """
    depth = name.count("/")
    nodes = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.expr)]
    return [node.lineno for node in nodes if _is_reading(node, depth)]


def _is_reading(node: ast.expr, depth: int) -> bool:
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div):
        part = node.right.value if isinstance(node.right, ast.Constant) else "data"
        return _is_root(node.left, depth) and str(part).split("/")[0] in EDITED
    if isinstance(node, ast.Call):
        words = {one.value for one in ast.walk(node) if isinstance(one, ast.Constant)}
        folders = [word.value for word in node.keywords if word.arg in {"cwd", "root"}]
        return bool(words & {"msap", "check", "build"}) and any(
            _is_root(folder, depth) for folder in folders
        )
    return False


def _is_root(node: ast.expr, depth: int) -> bool:
    """Return whether an expression is the root, as modules at this depth write it."""
    ways = (
        "ROOT",
        f"Path(__file__).parents[{depth}]",
        f"Path(__file__).resolve().parents[{depth}]",
    )
    return ast.unparse(node) in ways
