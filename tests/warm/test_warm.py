"""A warm build gives byte for byte the files of a cold one, whatever happened in between."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from msap.keep import Keep
from tests.warm.edits import EDITS, added, keep_damaged, name, output_touched, phone
from tests.warm.project import Project, contents


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Give a project built once; each test goes on from where the one before left it."""
    made = Project(tmp_path_factory.mktemp("warm") / "project")
    made.build("output")
    return made


def test_what_did_not_change_is_taken_and_not_made_again(project: Project) -> None:
    """After one number, the pages of other departments are the very files of the release before."""
    other, own = "lieux/saint-denis/index.html", "lieux/ahun/index.html"
    before = {path: (project.root / "output" / path).stat().st_ino for path in (other, own)}
    project.replace("data/msap/23/ahun.yml", "05 36 49 00 01", "05 36 49 00 09")
    site = project.build("output")
    assert (site / other).stat().st_ino == before[other]
    assert (site / own).stat().st_ino != before[own]
    assert "05\u00a036\u00a049\u00a000\u00a009" in (site / own).read_text(encoding="utf-8")


def test_what_is_taken_stays_known_by_what_it_was_made_from(project: Project) -> None:
    """After an edit in one department, the maps of the others need not be drawn for the next."""
    project.build("output")
    before = _drawings(project)
    project.replace("data/msap/23/ahun.yml", "05 36 49 00 0", "05 36 49 01 0")
    project.build("output")
    assert len(before) > 2
    assert _drawings(project) == before


def _drawings(project: Project) -> set[str]:
    (file,) = (project.root / ".cache").rglob("*.sqlite")
    with closing(sqlite3.connect(file)) as database:
        return {
            key for (key,) in database.execute("SELECT key FROM results WHERE shelf='drawings'")
        }


def test_a_warm_build_gives_what_a_cold_one_gives(project: Project) -> None:
    """Records changed and added, a release somebody touched, a damaged keep: the same bytes."""
    random = Random(4)  # noqa: S311 - edits, not secrets
    for edit in (phone, name, added, output_touched, keep_damaged):
        edit(project, random)
    assert contents(project.build("output")) == contents(project.build_cold())


def test_cores_and_the_machine_leave_no_trace(project: Project) -> None:
    """One core or all, another hash seed, time zone and locale: the same bytes."""
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(before)})
    try:
        elsewhere = {"PYTHONHASHSEED": "7", "TZ": "Pacific/Noumea", "LC_ALL": "C"}
        alone = contents(project.build_cold(**elsewhere))
    finally:
        os.sched_setaffinity(0, before)
    assert alone == contents(project.build("output"))


@pytest.mark.nightly
@pytest.mark.parametrize("seed", range(12))
def test_random_edits_are_all_noticed(seed: int, tmp_path: Path) -> None:
    """Whatever is edited, added, moved or removed, warm and cold builds give the same bytes."""
    random = Random(seed)  # noqa: S311 - edits, not secrets
    project = Project(tmp_path / "project")
    project.build("output")
    for _ in range(5):
        chosen = random.sample(EDITS, random.choice([1, 1, 2, 4]))
        for edit in chosen:
            edit(project, random)
        names = [edit.__name__ for edit in chosen]
        assert contents(project.build("output")) == contents(project.build_cold()), names


class _Dangerous:
    """What an attacker would put into a keep."""

    def __init__(self, witness: Path) -> None:
        self.witness = witness

    def __reduce__(self) -> tuple[object, ...]:
        """Ask for a file to be made while the keep is read."""
        return os.mkdir, (str(self.witness),)


def test_a_keep_runs_nothing(tmp_path: Path) -> None:
    """A keep with the right heading that would run something when read is as good as none."""
    keep = Keep(tmp_path / "keep")
    keep.shelf("some").put("key", "value")
    keep.save()
    assert Keep(tmp_path / "keep").shelf("some").find("key") == "value"

    keep = Keep(tmp_path / "keep")
    keep.shelf("some").put("dangerous", _Dangerous(tmp_path / "witness"))
    keep.save()
    assert Keep(tmp_path / "keep").shelf("some").find("dangerous") is None
    assert not (tmp_path / "witness").exists()


def test_a_damaged_result_is_made_and_stored_again(tmp_path: Path) -> None:
    """A value whose bytes changed is not taken, and the next build finds a good one."""
    keep = Keep(tmp_path)
    keep.shelf("some").put("key", "value")
    keep.save()
    with closing(sqlite3.connect(tmp_path / "kept.sqlite")) as database, database:
        database.execute("UPDATE results SET value = replace(value, 'value', 'other')")
    later = Keep(tmp_path)
    assert later.shelf("some").find("key") is None
    assert later.shelf("some").get("key", lambda: "value") == "value"
    later.save()
    assert Keep(tmp_path).shelf("some").find("key") == "value"


def test_what_is_not_asked_for_again_is_dropped(tmp_path: Path) -> None:
    """A keep holds what the last build used, and no more."""
    keep = Keep(tmp_path)
    keep.shelf("some").put("old", 1)
    keep.save()
    later = Keep(tmp_path)
    assert later.shelf("some").get("new", lambda: 2) == 2
    later.save()
    last = Keep(tmp_path).shelf("some")
    assert (last.find("old"), last.find("new")) == (None, 2)
