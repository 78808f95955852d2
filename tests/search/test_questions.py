"""Questions are understood alike by Whoosh's side and by browsers: one file of cases for both."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from msap.publish.search.query import understand
from msap.publish.search.words import Vocabulary, read_vocabulary
from msap.source.referentials import PartnerName, read_referentials
from tests.projects import ROOT, sample_data
from tests.scripts import bundle_script, run_node
from tests.sites import BUILD_DAY

FILE = ROOT / "tests/cases/questions.json"
CASES = json.loads(FILE.read_text(encoding="utf-8"))["cases"]


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    """Read the synonyms of the sample."""
    referentials, problems = read_referentials(sample_data())
    assert referentials is not None
    assert problems == []
    return read_vocabulary(referentials, BUILD_DAY.date())


@pytest.mark.parametrize("case", CASES, ids=[case["text"] for case in CASES])
def test_the_build_understands(case: dict[str, object], vocabulary: Vocabulary) -> None:
    """The words to look up and the partner or service named are those of the case."""
    question = understand(str(case["text"]), vocabulary)
    assert {"words": list(question.words), "subject": question.subject} == {
        "words": case["words"],
        "subject": case["subject"],
    }


def test_browsers_understand_alike(mini_site: Path, tmp_path: Path) -> None:
    """The script gives the same for every case, on the index of a built site."""
    script = bundle_script(Path(__file__).with_name("questions.mjs"), tmp_path)
    found = json.loads(run_node(script, mini_site, FILE))
    expected = [{"words": case["words"], "subject": case["subject"]} for case in CASES]
    assert found == expected


def test_a_partner_is_found_by_all_its_names_and_shown_by_today_s() -> None:
    """Who types the old name, or the new one, reads the one of the day."""
    referentials, _ = read_referentials(sample_data())
    assert referentials is not None
    names = (
        PartnerName(name="Pôle emploi", until=date(2023, 12, 31)),
        PartnerName(name="France Travail"),
    )
    kind = replace(referentials.partners["pole-emploi"], names=names, other_names=())
    partners = {**referentials.partners, "pole-emploi": kind}
    for day, shown in ((date(2023, 12, 31), "Pôle emploi"), (date(2024, 1, 1), "France Travail")):
        vocabulary = read_vocabulary(referentials._replace(partners=partners), day)
        for typed in ("pole emploi guéret", "France travail Guéret"):
            assert understand(typed, vocabulary).subject == shown
