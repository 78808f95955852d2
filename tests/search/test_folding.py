"""Words are folded alike by the build and by browsers: one file of cases for both."""

import json
from pathlib import Path

import pytest

from msap.publish.search.folding import fold
from tests.projects import ROOT
from tests.scripts import bundle_script, run_node

FILE = ROOT / "tests/cases/folding.json"
DATA = json.loads(FILE.read_text(encoding="utf-8"))
CASES = [pytest.param(case["text"], case["words"], id=case["about"]) for case in DATA["cases"]]


@pytest.mark.parametrize("text, words", CASES)
def test_the_build_folds(text: str, words: list[str]) -> None:
    """Python gives the words of the case."""
    assert fold(text, DATA["abbreviations"]) == words


def test_browsers_fold_alike(tmp_path: Path) -> None:
    """The script gives the same words for every case."""
    script = bundle_script(Path(__file__).with_name("folding.mjs"), tmp_path)
    found = json.loads(run_node(script, FILE))
    assert found == [case["words"] for case in DATA["cases"]]
