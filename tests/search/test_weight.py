"""What a question fetches once the search is there, compressed, over the questions of the bench."""

import json
from pathlib import Path

import pytest

from tests.projects import ROOT
from tests.scripts import bundle_script, run_node

FIRST = 35_000
LATER = 15_000
SHARE = 0.95
QUESTIONS = [ROOT / "bench/relevance/questions.txt", *(ROOT / "bench/relevance/held_out").iterdir()]


@pytest.fixture(params=["sample_site", "real_site"])
def site(request: pytest.FixtureRequest) -> Path:
    """Return both sites."""
    folder: Path = request.getfixturevalue(request.param)
    return folder


def test_questions_are_light(site: Path, tmp_path: Path) -> None:
    """95 % fetch at most 15 KB; the same share of first ones, scripts included, 35 KB."""
    lines = [line for file in QUESTIONS for line in file.read_text(encoding="utf-8").splitlines()]
    asked = [line.split("|")[0] for line in lines if "|" in line and not line.startswith("#")]
    script = bundle_script(ROOT / "bench/relevance/engine.mjs", tmp_path)
    answers = json.loads(run_node(script, site, stdin="\n".join(asked)))
    assert len(answers) == len(asked) > 800
    for name, most in (("first", FIRST), ("later", LATER)):
        sizes = sorted(answer[name] for answer in answers)
        assert sizes[int(len(sizes) * SHARE)] <= most, name
