"""Words are folded alike by the build and by browsers: one file of cases for both."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from msap.publish.search.folding import fold
from tests.sites import ROOT

FILE = ROOT / "tests/cases/folding.json"
DATA = json.loads(FILE.read_text(encoding="utf-8"))
CASES = [pytest.param(case["text"], case["words"], id=case["about"]) for case in DATA["cases"]]


@pytest.mark.parametrize("text, words", CASES)
def test_the_build_folds(text: str, words: list[str]) -> None:
    """Python gives the words of the case."""
    assert fold(text, DATA["abbreviations"]) == words


def test_browsers_fold_alike() -> None:
    """The script gives the same words for every case."""
    node = shutil.which("node") or str(Path(sys.executable).parent / "node")
    script = ROOT / "theme/static/js/search/10-folding.js"
    done = subprocess.run(
        [node, ROOT / "tests/search/folding.mjs", script, FILE],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    assert json.loads(done.stdout) == [case["words"] for case in DATA["cases"]]
