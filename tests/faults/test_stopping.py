"""A build stopped at any moment: the site is the one before or the whole new one, never between."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import time
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from msap.own_folders import MARK
from tests.faults.project import Project, copy_project, digest
from tests.sites import LONGEST_BUILD_SECONDS, wait_until_stopped

SEED = 20261123
RECORD = "data/msap/23/la-courtine.yml"


@dataclass(frozen=True)
class Sites:
    """What the site is before and after the build that is going to be stopped."""

    project: Project
    before: dict[str, str]
    after: dict[str, str]
    seconds: float


@pytest.fixture(scope="module")
def prepared(sound_project: Project, tmp_path_factory: pytest.TempPathFactory) -> Sites:
    """Prepare a build that changes pages, with its two outcomes and its duration; tests copy it."""
    project = copy_project(sound_project, tmp_path_factory.mktemp("stopping") / "project")
    before = digest(project.site)
    shutil.copytree(project.site, project.root / "first")
    project.replace(RECORD, "name: ", "name: Nouvelle ")
    start = time.monotonic()
    built = project.build("--output", "second", "--published", "output")
    seconds = time.monotonic() - start
    assert built.returncode == 0, built.stderr
    after = digest(project.root / "second")
    assert after != before
    return Sites(project, before, after, seconds)


@pytest.fixture
def sites(prepared: Sites, tmp_path: Path) -> Sites:
    """Return the same in a project of this test's own."""
    return replace(prepared, project=copy_project(prepared.project, tmp_path / "project"))


def _stop(sites: Sites, moment: float, request: signal.Signals) -> tuple[int, str]:
    """Start the build and stop it after a time; returns its exit code and what it said."""
    running = subprocess.Popen(
        sites.project.command(),
        cwd=sites.project.root,
        env=sites.project.environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    try:
        time.sleep(moment)
        running.send_signal(request)
        said = running.communicate(timeout=LONGEST_BUILD_SECONDS)[1]
    finally:
        running.kill()
        running.wait()
    return running.returncode, said


def _put_back(sites: Sites) -> None:
    """Put the site of before in place again, when a build had the time to end."""
    if digest(sites.project.site) != sites.before:
        shutil.rmtree(sites.project.site)
        shutil.copytree(sites.project.root / "first", sites.project.site)


def _stop_once(sites: Sites, moment: float, request: signal.Signals) -> bool:
    """Return whether a build was stopped, and not quicker than the one that was measured."""
    left = set(sites.project.left_behind())
    code, said = _stop(sites, moment, request)
    site = digest(sites.project.site)
    outcome = f"{request.name}, code {code}, said: {said}"
    assert site in (sites.before, sites.after), outcome
    if request is signal.SIGKILL:
        assert code in {0, -signal.SIGKILL}, outcome
    elif code != 0:
        assert set(sites.project.left_behind()) <= left, outcome
        # CPython ends as killed by SIGINT when the request came inside an `exec`, even handled.
        assert code in {128 + request, -request, -signal.SIGINT}, outcome
        # Before our first lines and after our last, Python dies without a word of ours.
        assert "Arrêté avant la fin" in said or code < 0, outcome
        assert site == sites.before or "n’a pas changé" not in said, outcome
    _put_back(sites)
    return code != 0


@pytest.mark.parametrize("count", [15, pytest.param(50, marks=pytest.mark.nightly)])
def test_a_stopped_build_leaves_a_whole_site(sites: Sites, count: int) -> None:
    """Ctrl+C, SIGTERM and SIGKILL at random moments; what is left is cleared by the next build."""
    moments = random.Random(SEED)  # noqa: S311 - the same moments in every run
    for rank in range(count):
        request = (signal.SIGINT, signal.SIGTERM, signal.SIGKILL)[rank % 3]
        moment = moments.uniform(0, sites.seconds)
        while not _stop_once(sites, moment, request):
            assert moment > 0, "nothing is stopped, however early"
            moment = moment / 2 if moment > 0.001 else 0
    built = sites.project.build()
    assert built.returncode == 0, built.stderr
    assert digest(sites.project.site) == sites.after
    assert sites.project.left_behind() == []


HALT = """
import os, signal
import msap.build.site
put_in_place = msap.build.site.put_in_place
def halted(fresh, output):
    os.kill(os.getpid(), signal.SIGSTOP)
    put_in_place(fresh, output)
msap.build.site.put_in_place = halted
"""


def _add_plugin(project: Project, code: str) -> None:
    """Make each build run this code before it begins."""
    project.write("plugins/autre.py", f"{code}def register():\n    pass\n")
    project.replace(
        "pelicanconf.py", '["msap.build.pelican_plugin"]', '["msap.build.pelican_plugin","autre"]'
    )


def test_two_builds_at_once_end_clearly(sites: Sites) -> None:
    """The second one says that another is at work, and the first one ends well."""
    project = sites.project
    _add_plugin(project, HALT)
    first = subprocess.Popen(
        project.command(), cwd=project.root, env=project.environment(), stdout=subprocess.DEVNULL
    )
    try:
        wait_until_stopped(first)
        second = project.build()
    finally:
        os.kill(first.pid, signal.SIGCONT)
        code = first.wait(timeout=LONGEST_BUILD_SECONDS)
    assert second.returncode == 1
    assert "Une autre construction de ce site est en cours." in second.stderr
    assert code == 0
    assert digest(project.site) == sites.after
    assert project.left_behind() == []


def test_what_a_killed_build_left_is_repaired(sites: Sites) -> None:
    """Killed between two renames, where folders cannot be exchanged: the next build repairs it."""
    project = sites.project
    work = project.root / ".output.build"
    (work / "site").mkdir(parents=True)
    (work / MARK).touch()
    (work / "site/index.html").write_text("<html>", encoding="utf-8")
    project.site.rename(work / "old")
    project.replace(RECORD, "name: ", "nom: ")
    refused = project.build()
    assert refused.returncode == 1
    assert digest(project.site) == sites.before
    assert project.left_behind() == []


AFTER_THE_SWAP = """
import msap.build.site
put_in_place = msap.build.site.put_in_place
def patched(fresh, output):
    put_in_place(fresh, output)
    {0}
msap.build.site.put_in_place = patched
"""
BEFORE_THE_SWAP = (
    "import msap.build.site\ndef patched(*_):\n    {0}\nmsap.build.site.put_in_place = patched\n"
)
IN_PLACE = "Le nouveau site est en place."
UNCHANGED = "Le site en place n’a pas changé."


@pytest.mark.parametrize(
    "event, code, first",
    [
        ("import os; os.kill(os.getpid(), 15)", 143, "Arrêté avant la fin."),
        ("import os; os.kill(os.getpid(), 2)", 130, "Arrêté avant la fin."),
        ("raise OSError(28, 'x')", 1, "La construction s’est arrêtée : le disque est plein."),
        ("raise ValueError('x')", 1, "ValueError: x"),
    ],
)
@pytest.mark.parametrize("when, state", [(AFTER_THE_SWAP, IN_PLACE), (BEFORE_THE_SWAP, UNCHANGED)])
def test_the_words_are_those_of_the_site(
    sites: Sites, when: str, state: str, event: str, code: int, first: str
) -> None:
    """Stopped or failed around the swap, a build says which site is in place."""
    project = sites.project
    _add_plugin(project, when.format(event))
    stopped = project.build()
    assert stopped.returncode == code, stopped.stderr
    assert first in stopped.stderr
    assert [words for words in (IN_PLACE, UNCHANGED) if words in stopped.stderr] == [state]
    assert "n’a pas changé" not in stopped.stderr.replace(UNCHANGED, "")
    assert digest(project.site) == (sites.after if state == IN_PLACE else sites.before)
    assert project.left_behind() == []


def test_the_site_before_is_kept_only_if_it_can_be(sites: Sites) -> None:
    """Something that took its place meanwhile stays, and the new site is said to be there."""
    project = sites.project
    event = "(output.parent / '.output.before/autre').mkdir(parents=True)"
    code = AFTER_THE_SWAP.replace("    put_in_place(fresh, output)\n    {0}", f"    {event}\n{{0}}")
    _add_plugin(project, code.format("    put_in_place(fresh, output)"))
    built = project.build()
    assert built.returncode == 0, built.stderr
    assert digest(project.site) == sites.after
    assert (project.root / ".output.before/autre").is_dir()
