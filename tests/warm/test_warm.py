"""A warm build gives byte for byte the files of a cold one, whatever happened in between."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from tests.warm.edits import EDITS, added, name, output_touched, override, phone, touched
from tests.warm.project import Project, contents


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    """Yield a project built once; each test goes on from where the one before left it."""
    made = Project(tmp_path_factory.mktemp("warm") / "project")
    made.build()
    yield made
    made.stop()


def test_what_did_not_change_is_reused(project: Project) -> None:
    """After one number, pages of other departments are the very files of the previous release."""
    other, own = "lieux/saint-denis/index.html", "lieux/ahun/index.html"
    before = {path: (project.root / "output" / path).stat().st_ino for path in (other, own)}
    project.replace("data/msap/23/ahun.yml", "05 36 49 00 01", "05 36 49 00 09")
    site = project.build()
    assert (site / other).stat().st_ino == before[other]
    assert (site / own).stat().st_ino != before[own]
    assert "05\u00a036\u00a049\u00a000\u00a009" in (site / own).read_text(encoding="utf-8")


def test_a_warm_build_gives_what_a_cold_one_gives(project: Project) -> None:
    """Records changed and added, a site somebody touched, a template in front: the same bytes."""
    random = Random(4)  # noqa: S311 - edits, not secrets
    for edit in (phone, name, added, output_touched, override, touched):
        edit(project, random)
    assert contents(project.build()) == contents(project.build_cold())


def test_cores_and_the_machine_leave_no_trace(project: Project) -> None:
    """One core or all, another hash seed, time zone and locale: the same bytes."""
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(before)})
    try:
        elsewhere = {"PYTHONHASHSEED": "7", "TZ": "Pacific/Noumea", "LC_ALL": "C"}
        alone = contents(project.build_cold(**elsewhere))
    finally:
        os.sched_setaffinity(0, before)
    assert alone == contents(project.build())


@pytest.mark.nightly
@pytest.mark.parametrize("seed", range(12))
def test_random_edits_are_all_noticed(seed: int, tmp_path: Path) -> None:
    """Whatever is edited, added, moved or removed, warm and cold builds give the same bytes."""
    random = Random(seed)  # noqa: S311 - edits, not secrets
    project = Project(tmp_path / "project")
    project.build()
    for _ in range(5):
        chosen = random.sample(EDITS, random.choice([1, 1, 2, 4]))
        for edit in chosen:
            edit(project, random)
        names = [edit.__name__ for edit in chosen]
        assert contents(project.build()) == contents(project.build_cold()), names
    project.stop()
