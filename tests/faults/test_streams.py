"""Commands whose answer nobody takes: the work is done all the same, and the exit code is true."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.faults.project import Project, digest
from tests.projects import ROOT, sample_project
from tests.sites import LONGEST_BUILD_SECONDS, run_msap

CASES = ROOT / "tests/checks/cases"
FULL = Path("/dev/full")


def _left_pipe() -> int:
    """Return the end of a pipe that nobody reads any more."""
    reading, writing = os.pipe()
    os.close(reading)
    return writing


def _check(
    case: str, stdout: int | None, stderr: int | None, close: Callable[[], None] | None = None
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "msap", "check", "--records", CASES / case / "records"],
        cwd=sample_project(),
        env={**os.environ, "PYTHONPATH": "plugins", "PYTHONUTF8": "1"},
        stdin=subprocess.DEVNULL,
        stdout=stdout,
        stderr=stderr,
        text=True,
        preexec_fn=close,
        timeout=LONGEST_BUILD_SECONDS,
        check=False,
    )


@pytest.mark.parametrize("case, code", [("cles", 1), ("label", 0)])
def test_a_reader_who_leaves_changes_no_exit_code(case: str, code: int) -> None:
    """As after `| head`: the code is that of the report, and nothing else is said."""
    checked = _check(case, _left_pipe(), subprocess.PIPE)
    assert (checked.returncode, checked.stderr) == (code, "")
    assert _check(case, _left_pipe(), _left_pipe()).returncode == code


@pytest.mark.parametrize("case, code", [("cles", 1), ("label", 0)])
@pytest.mark.parametrize("closed", [(1,), (2,), (1, 2), (0, 1, 2)])
def test_closed_streams_change_no_exit_code(case: str, code: int, closed: tuple[int, ...]) -> None:
    """As after `>&-`: no file that is opened later takes their place."""

    def close() -> None:
        for number in closed:
            os.close(number)

    checked = _check(case, subprocess.PIPE, subprocess.PIPE, close)
    assert (checked.returncode, checked.stderr) == (code, "")


def test_an_answer_that_is_not_written_is_said() -> None:
    """On a full disk the report is lost: the command says so, and fails."""
    if not FULL.exists():
        pytest.skip("THIS MACHINE HAS NO /dev/full")
    with FULL.open("wb") as full:
        checked = _check("label", full.fileno(), subprocess.PIPE)
    assert checked.returncode == 1
    assert checked.stderr == "La réponse n’a pas pu être écrite en entier : le disque est plein.\n"


@pytest.mark.parametrize("streams", [("stdout",), ("stdout", "stderr")])
def test_a_build_that_nobody_listens_to_is_whole(project: Project, streams: list[str]) -> None:
    """The site is in place, and nothing is left beside it."""
    project.replace("data/msap/23/la-courtine.yml", "name: ", "name: Nouvelle ")
    before = digest(project.site)
    built = subprocess.run(
        project.command(),
        cwd=project.root,
        env=project.environment(),
        stdin=subprocess.DEVNULL,
        check=False,
        **dict.fromkeys(streams, _left_pipe()),  # type: ignore[call-overload]
    )
    assert built.returncode == 0
    assert digest(project.site) != before
    assert project.left_behind() == []


def test_a_build_whose_answer_is_lost_says_that_the_site_is_there(project: Project) -> None:
    """On a full disk, as on any other, the person knows which site is in place."""
    with FULL.open("wb") as full:
        built = subprocess.run(
            project.command(),
            cwd=project.root,
            env=project.environment(),
            stdin=subprocess.DEVNULL,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert built.returncode == 1
    assert built.stderr.endswith(f"le disque est plein. Le site « {project.site} » est en place.\n")


STOPPED_BEFORE = """
import os, sys
class Stop:
    def find_spec(self, name, *_):
        if name == {!r}:
            os.kill(os.getpid(), 15)
sys.meta_path.insert(0, Stop())
"""


@pytest.mark.parametrize(
    "command, module, said",
    [
        ("import-list", "msap.exchange.command", "Aucune fiche n’a changé."),
        ("build", "msap.build.command", "Le site en place n’a pas changé."),
        ("publish", "msap.deploy.command", "Ce qui est en ligne n’a pas changé."),
        ("rollback", "msap.deploy.command", "Ce qui est en ligne n’a pas changé."),
    ],
)
def test_a_command_stopped_before_it_begins_says_what_is_there(
    tmp_path: Path, command: str, module: str, said: str
) -> None:
    """SIGTERM in the second in which its modules are read."""
    (tmp_path / "sitecustomize.py").write_text(STOPPED_BEFORE.format(module), encoding="utf-8")
    stopped = run_msap(command, "a", environment={"PYTHONPATH": f"plugins{os.pathsep}{tmp_path}"})
    assert (stopped.returncode, stopped.stderr) == (143, f"Arrêté avant la fin. {said}\n")


def test_a_task_whose_reader_leaves_ends_as_its_command(tmp_path: Path) -> None:
    """`invoke check | head` of a report longer than a pipe holds: the code, and nothing else."""
    for number in range(300):
        record = tmp_path / f"23/r{number}.yml"
        record.parent.mkdir(exist_ok=True)
        record.write_text(f"id: r{number}\nautre: cle\n", encoding="utf-8")
    checked = subprocess.run(
        [Path(sys.executable).with_name("invoke"), "check", "--records", tmp_path],
        cwd=sample_project(),
        env={**os.environ, "PYTHONUTF8": "1"},
        stdin=subprocess.DEVNULL,
        stdout=_left_pipe(),
        stderr=subprocess.PIPE,
        text=True,
        timeout=LONGEST_BUILD_SECONDS,
        check=False,
    )
    assert (checked.returncode, checked.stderr) == (1, "")
