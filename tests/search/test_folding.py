"""Words compared in the same way by the build and by the browser."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from msap.publish.search.folding import fold
from tests.sites import ROOT

CASES = json.loads((ROOT / "tests/cases/folding.json").read_text(encoding="utf-8"))
ABBREVIATIONS = {"st": "saint", "ste": "sainte"}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_the_build_folds(case: dict[str, object]) -> None:
    """Python gives the words of the case."""
    assert fold(str(case["text"]), ABBREVIATIONS) == case["words"]


def test_the_browser_folds_the_same_cases(tmp_path: Path) -> None:
    """The script of the search gives the same words, run by Node."""
    own = Path(sys.executable).with_name("node")
    node = str(own) if own.is_file() else shutil.which("node")
    if node is None:
        pytest.skip("NODE IS NOT AT HAND: install requirements/test.txt to run the script's tests")
    # A copy named .mjs, since the theme has no package.json that says its scripts are modules.
    script = tmp_path / "folding.mjs"
    shutil.copy(ROOT / "theme/static/js/search/10-folding.js", script)
    asked = [{"text": case["text"], "abbreviations": ABBREVIATIONS} for case in CASES]
    answered = subprocess.run(
        [node, str(ROOT / "tests/js/folding.mjs"), str(script)],
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(answered.stdout) == [case["words"] for case in CASES]
