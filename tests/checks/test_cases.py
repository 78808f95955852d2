"""Bad records and pages, as small folders, each with the whole report that editors read.

To accept new reports, run this file once with ACCEPT_REPORTS=1, and read the difference.
"""

import os
import shutil
from datetime import date
from pathlib import Path

import pytest

from msap.checks.report import for_people
from msap.checks.run import CheckReport, check_everything

HERE = Path(__file__).parent
TODAY = date(2026, 11, 28)
CASES = sorted(path.name for path in (HERE / "cases").iterdir() if path.is_dir())


def check_case(case: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> CheckReport:
    """Check one case from its own folder, so that the paths of the report begin there.

    A case about the shared files brings its own: all of `data/`, or those of `changes/` alone,
    which then stand among the others in `folder`.
    """
    monkeypatch.chdir(HERE / "cases" / case)
    data = Path("data") if Path("data").is_dir() else HERE / "data"
    if Path("changes").is_dir():
        shutil.copytree(data, folder / "data")
        data = shutil.copytree("changes", folder / "data", dirs_exist_ok=True)
    return check_everything(data, Path("records"), Path("content"), today=TODAY)


@pytest.mark.parametrize("case", CASES)
def test_report_of_a_case(case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The report of each case is, word for word, the one that was read and accepted."""
    checked = check_case(case, tmp_path, monkeypatch)
    report = for_people(checked.findings._replace(seconds=1.9)) + "\n"
    expected = Path("expected.txt")
    if os.environ.get("ACCEPT_REPORTS"):
        expected.write_text(report, encoding="utf-8")
    assert report == expected.read_text(encoding="utf-8")


def test_sound_records_have_no_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The records that use every field have nothing to correct and nothing to look at."""
    assert check_case("sain", tmp_path, monkeypatch).findings.problems == ()
