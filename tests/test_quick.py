"""`invoke test --quick` leaves out what starts programs, found in the code of the tests."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.projects import ROOT
from tests.quick import MARKER

IN_A_BROWSER = "tests/browser/test_harness.py"
BY_A_FIXTURE = "tests/search/test_weight.py"
BY_A_FIXTURE_NAMED_IN_A_PARAMETER = (
    "tests/validators/test_html.py::test_no_page_has_too_many_elements"
)
BY_THE_CLASS_OF_A_FIXTURE = "tests/faults/test_folders.py"
BY_A_MODULE_OF_HELPERS = "tests/deploy/test_nginx.py"
THROUGH_A_BENCH = "tests/deploy/test_publication_run.py"

PLAIN = "tests/domain/test_label.py"
OF_HYPOTHESIS = "tests/exchange/test_record_yaml.py::test_any_text_reads_back"
WITH_A_FOLDER = "tests/source/test_records.py"


def chosen(expression: str, *tests: str) -> set[str]:
    """Return which of the tests an expression of markers chooses, by their files or names."""
    outcome = subprocess.run(
        [*(sys.executable, "-m", "pytest", "--collect-only", "-q", "-m", expression), *tests],
        cwd=ROOT,
        env={
            **os.environ,
            "PYTEST_ADDOPTS": "-p no:cacheprovider -p no:xdist -o addopts=--import-mode=importlib",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    lines = outcome.stdout.splitlines()
    return {test for test in tests if any(line.startswith(test) for line in lines)}


@pytest.mark.parametrize("expression, is_so", [(MARKER, True), (f"not {MARKER}", False)])
def test_what_may_start_a_program_has_the_marker(expression: str, *, is_so: bool) -> None:
    """Whichever way leads to the program; all the tests of these files and names have one."""
    starting = {
        *(IN_A_BROWSER, BY_A_FIXTURE, BY_A_FIXTURE_NAMED_IN_A_PARAMETER),
        *(BY_THE_CLASS_OF_A_FIXTURE, BY_A_MODULE_OF_HELPERS, THROUGH_A_BENCH),
    }
    plain = {PLAIN, OF_HYPOTHESIS, WITH_A_FOLDER}
    assert chosen(expression, *sorted(starting | plain)) == (starting if is_so else plain)
