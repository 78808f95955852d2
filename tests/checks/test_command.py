"""The `check` command as people and CI run it."""

import os
import re
from pathlib import Path

import pytest

from tests.projects import write_project
from tests.sites import run_msap

CASES = Path(__file__).parent / "cases"


def test_errors_end_with_one(tmp_path: Path) -> None:
    """An error makes the command fail, with the report on the standard output."""
    outcome = run_msap("check", "--records", CASES / "cles" / "records", "--content", tmp_path)
    assert outcome.returncode == 1
    assert "formes.yml:7:11 erreur : « emploi » est seul" in outcome.stdout
    assert outcome.stderr == ""


def test_warnings_end_with_nought(tmp_path: Path) -> None:
    """Points to look at are reported and do not fail."""
    outcome = run_msap("check", "--records", CASES / "label" / "records", "--content", tmp_path)
    assert outcome.returncode == 0
    assert "le label en demande 24 h." in outcome.stdout
    assert "Aucune erreur, 6 points à vérifier ; 3 fiches lues en" in outcome.stdout


def test_github_gets_annotations(tmp_path: Path) -> None:
    """In a GitHub workflow the report is made of annotations, without being asked."""
    project = write_project(tmp_path / "project", CASES / "cles" / "records")
    outcome = run_msap("check", environment={"GITHUB_ACTIONS": "true"}, root=project)
    assert outcome.returncode == 1
    assert "::error file=data/msap/23/ahun.yml,line=1," in outcome.stdout


@pytest.mark.parametrize("case", ["cles", "fichiers", "references"])
def test_one_core_and_two_say_the_same(case: str, tmp_path: Path) -> None:
    """Records read ahead by a child give the report of those the command reads by itself."""
    cores = os.sched_getaffinity(0)
    outcomes = []
    for allowed in (cores, {min(cores)}):
        os.sched_setaffinity(0, allowed)
        try:
            records = CASES / case / "records"
            found = run_msap("check", "--records", records, "--content", tmp_path)
        finally:
            os.sched_setaffinity(0, cores)
        outcomes.append((found.returncode, re.sub("en .* s\\.", "", found.stdout), found.stderr))
    assert outcomes[0] == outcomes[1]
    assert outcomes[0][0] == 1
