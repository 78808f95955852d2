"""Records judged by a child process: the verdict is the same, and stands before any page is made."""

from __future__ import annotations

import multiprocessing
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bench.speed.records import write_records
from msap.checks.rules import LEAST_JUDGED_ASIDE, judging
from msap.checks.run import check_everything, checking
from msap.keep import Keep
from msap.source.catalogue import Catalogue, read_catalogue
from msap.source.problems import Problem
from tests.projects import SAMPLE_CONTENT, SAMPLE_RECORDS, sample_data, sample_project
from tests.sites import run_msap

UNSOUND = "23/ajain.yml"
BROKEN_RULES = ("porteur: {type: epci", "porteur: {type: ecpi")
"""A word of none of the lists: planning looks it up there."""


@contextmanager
def one_core() -> Iterator[None]:
    """Leave a single core to this process and to those it starts."""
    cores = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(cores)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, cores)


@pytest.fixture
def records(tmp_path: Path) -> Path:
    """Give many records, of which one breaks a rule."""
    folder = tmp_path / "records"
    write_records(SAMPLE_RECORDS, folder, LEAST_JUDGED_ASIDE + 30)
    path = folder / UNSOUND
    text = path.read_text(encoding="utf-8")
    assert BROKEN_RULES[0] in text
    path.write_text(text.replace(*BROKEN_RULES), encoding="utf-8")
    return folder


def catalogue_of(records: Path) -> Catalogue:
    """Read records that are enough for a child."""
    catalogue = read_catalogue(sample_data(), records).catalogue
    assert catalogue
    assert len(catalogue.entries) >= LEAST_JUDGED_ASIDE
    return catalogue


def judged_here(catalogue: Catalogue) -> list[Problem]:
    """Judge without any help."""
    with one_core(), judging(catalogue, Keep().shelf("rules")) as problems:
        assert multiprocessing.active_children() == []
        return problems()


def test_a_child_finds_the_same(records: Path) -> None:
    """All problems in the same order; what it found is kept, and then nothing is left to judge."""
    catalogue = catalogue_of(records)
    shelf = Keep().shelf("rules")
    with judging(catalogue, shelf) as problems:
        assert len(multiprocessing.active_children()) == 1
        found = problems()
    assert found == judged_here(catalogue)
    assert any(problem.code == "porteur-inconnu" for problem in found)
    with judging(catalogue, shelf) as problems:
        assert multiprocessing.active_children() == []
        assert problems() == found


def test_a_child_that_is_killed_changes_no_verdict(records: Path) -> None:
    """What it did not judge is judged here."""
    catalogue = catalogue_of(records)
    with judging(catalogue, Keep().shelf("rules")) as problems:
        (child,) = multiprocessing.active_children()
        child.kill()
        assert problems() == judged_here(catalogue)


def test_few_records_are_judged_here(records: Path) -> None:
    """A process would cost more than it saves."""
    for folder in sorted(records.iterdir())[3:]:
        shutil.rmtree(folder)
    with checking(sample_data(), records, SAMPLE_CONTENT) as under_way:
        assert multiprocessing.active_children() == []
        assert under_way.outcome().catalogue


def test_what_goes_from_one_record_to_another_is_judged_first(records: Path) -> None:
    """A chain that comes back, or one name for two, never reaches those who follow them."""
    shutil.copy(records / UNSOUND, records / "23/ajout.yml")
    with checking(sample_data(), records, SAMPLE_CONTENT) as under_way:
        assert under_way.catalogue is None
        outcome = under_way.outcome()
    assert {"porteur-inconnu", "identifiant-en-double"} <= {p.code for p in outcome.errors}


def test_a_build_of_unsound_records_gives_the_report(records: Path, tmp_path: Path) -> None:
    """Whatever planning made of them meanwhile: the same words on one core and on two, no site."""

    def said() -> str:
        site = tmp_path / "site"
        built = run_msap("build", "--records", records, "--output", site)
        assert built.returncode == 1
        assert built.stdout == ""
        assert not site.exists()
        return re.sub("en .* s\\.", "", built.stderr)

    with one_core():
        alone = said()
    assert said() == alone
    assert "n’est pas dans la liste des porteurs" in alone
    report = check_everything(sample_data(), records, SAMPLE_CONTENT).report()
    assert alone.strip() == re.sub("en .* s\\.", "", report).strip()


@pytest.mark.parametrize("is_sound, word", [(True, "MSAP_TILES"), (False, "porteurs")])
def test_unsound_records_are_told_before_what_planning_refuses(
    records: Path, tmp_path: Path, *, is_sound: bool, word: str
) -> None:
    """A setting that stops planning is told once records are sound, and not in their stead."""
    settings = tmp_path / "settings.py"
    settings.write_text(
        f"import sys\nsys.path.insert(0, {str(sample_project())!r})\n"
        "from pelicanconf import *\nMSAP_TILES = {'wrong': 1}\n",
        encoding="utf-8",
    )
    if is_sound:
        shutil.copy(SAMPLE_RECORDS / UNSOUND, records / UNSOUND)
    site = tmp_path / "site"
    built = run_msap("build", "--records", records, "--output", site, "--settings", settings)
    assert built.returncode == 1
    assert [name for name in ("MSAP_TILES", "porteurs") if name in built.stderr] == [word]
