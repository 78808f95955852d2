"""An import stopped, killed or unheard: the records are those of before or all the new ones."""

from __future__ import annotations

import os
import random
import shlex
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.exchange.editions import SAMPLE, Row, rewritten
from tests.exchange.losses import content
from tests.faults.test_disk import small_disk
from tests.projects import ROOT
from tests.sites import LONGEST_BUILD_SECONDS, wait_until_stopped

PLACES = 200
MOMENTS = 6
"""Some at any moment of the run, as many from the moment when files begin to be written."""
SEED = 20261128
COMMAND = [sys.executable, "-m", "msap", "import-list"]
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT / "plugins"), "PYTHONUTF8": "1"}
UNCHANGED = "Aucune fiche n’a changé."
WRITTEN = "Les fiches sont écrites."


@dataclass(frozen=True)
class Case:
    """A folder of records, an edition that changes, moves and adds some, and both outcomes."""

    records: Path
    edition: Path
    before: dict[str, bytes]
    after: dict[str, bytes]
    seconds: float

    @property
    def aside(self) -> Path:
        """Return the folder where the import prepares the new one."""
        return self.records.parent / f".{self.records.name}.build"

    def start(
        self, *options: str, stdout: int = subprocess.PIPE, code: Path | None = None
    ) -> subprocess.Popen[str]:
        """Start the real command."""
        return start(self.edition, self.records, *options, stdout=stdout, code=code)

    def finish(self) -> None:
        """Run the command to its good end."""
        finish(self.edition, self.records)

    def state(self) -> str:
        """Return `before` or `after`, or fail: nothing else may be seen, nor left beside."""
        now = content(self.records)
        assert now in (self.before, self.after)
        return "before" if now == self.before else "after"

    def put_back(self) -> None:
        """Restore the previous records."""
        shutil.rmtree(self.records)
        write(self.records, self.before)


def start(
    edition: Path,
    records: Path,
    *options: str,
    stdout: int = subprocess.PIPE,
    code: Path | None = None,
) -> subprocess.Popen[str]:
    """Start the command as an editor does, after what `sitecustomize.py` in the folder `code` does."""
    path = ENVIRONMENT["PYTHONPATH"] + (f"{os.pathsep}{code}" if code else "")
    return subprocess.Popen(
        [*COMMAND, str(edition), "--records", str(records), *options],
        env={**ENVIRONMENT, "PYTHONPATH": path},
        stdin=subprocess.DEVNULL,
        stdout=stdout,
        stderr=subprocess.PIPE,
        text=True,
    )


def finish(edition: Path, records: Path) -> None:
    """Run the command to its good end."""
    with start(edition, records) as running:
        said = "".join(running.communicate(timeout=LONGEST_BUILD_SECONDS))
    assert running.returncode == 0, said


def error_of(running: subprocess.Popen[str]) -> str:
    """Wait for the end; return what was said of errors."""
    with running:
        return running.communicate(timeout=LONGEST_BUILD_SECONDS)[1]


def write(folder: Path, files: dict[str, bytes]) -> None:
    """Write the files of a folder."""
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def many(rows: list[Row]) -> None:
    """Make a list of several hundred places of the first one."""
    rows[:] = [rows[0] | {"id_fs": str(1000 + rank)} for rank in range(PLACES)]


def changed(rows: list[Row]) -> None:
    """Change the phone of each place, move every tenth to another department, and add some."""
    many(rows)
    for rank, row in enumerate(rows):
        row["telephone"] = f"05 36 49 {rank // 100:02d} {rank % 100:02d}"
        if rank % 10 == 0:
            row |= {"insee_com": "19031", "insee_dep": "19"}
            row |= {"latitude": "45.1587", "longitude": "1.5332"}
    rows += [rows[0] | {"id_fs": str(5000 + rank)} for rank in range(10)]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Case:
    """Import both editions once, to know the outcomes and the time it takes."""
    folder = tmp_path_factory.mktemp("stopping")
    records = folder / "msap"
    (folder / "first").mkdir()
    first = rewritten(folder / "first", SAMPLE, many)
    edition = rewritten(folder, SAMPLE, changed)
    finish(first, records)
    before = content(records)
    begin = time.monotonic()
    finish(edition, records)
    after = content(records)
    assert len(after) == PLACES + 10
    assert not set(after.items()) <= set(before.items())
    return Case(records, edition, before, after, time.monotonic() - begin)


@pytest.fixture
def case(made: Case) -> Case:
    """Return the case with the records of before."""
    made.put_back()
    return made


def _stop(case: Case, request: signal.Signals, moment: float, *, in_writing: bool) -> bool:
    """Stop a run, check what it leaves and says, and put it back; tells whether it was stopped."""
    with case.start() as running:
        while in_writing and not (case.aside / "records").exists() and running.poll() is None:
            time.sleep(0.001)
        time.sleep(moment)
        running.send_signal(request)
        said = "".join(running.communicate(timeout=LONGEST_BUILD_SECONDS))
    outcome = f"{request.name} after {moment} s: code {running.returncode}, said: {said}"
    state = case.state()
    assert running.returncode in {0, 128 + request, -request, -signal.SIGINT}, outcome
    assert state == "after" or running.returncode != 0, outcome
    assert state == "before" or UNCHANGED not in said, outcome
    assert state == "after" or WRITTEN not in said, outcome
    assert "Traceback" not in said or running.returncode < 0, outcome
    if request is not signal.SIGKILL:
        assert not case.aside.exists(), outcome
    if state == "after":
        case.put_back()
    return running.returncode != 0


@pytest.mark.parametrize("request_", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_a_stopped_import_changes_all_or_nothing(case: Case, request_: signal.Signals) -> None:
    """At any moment; what is said is true, and what a kill leaves is cleared by the next run."""
    moments = random.Random(SEED)  # noqa: S311 - the same moments in every run
    for rank in range(MOMENTS):
        in_writing = rank >= MOMENTS // 2
        moment = moments.uniform(0, 0.15 if in_writing else case.seconds)
        while not _stop(case, request_, moment, in_writing=in_writing) and moment > 0.001:
            moment /= 2  # this run was quicker than the one that was measured
    case.finish()
    assert case.state() == "after"
    assert not case.aside.exists()


def test_a_request_at_the_end_is_answered_truly(case: Case) -> None:
    """Stopped while it says what it did, with nobody reading: the records are new, and it says so."""
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    try:
        while True:
            os.write(writing, b"x" * 4096)
    except BlockingIOError:
        os.set_blocking(writing, True)
    running = case.start(stdout=writing)
    os.close(writing)
    while content(case.records) != case.after:
        time.sleep(0.05)
    time.sleep(0.2)
    assert running.poll() is None, "it waits to be read"
    running.terminate()
    os.close(reading)
    said = error_of(running)
    assert running.returncode == 128 + signal.SIGTERM, said
    assert said == f"Arrêté avant la fin. {WRITTEN}\n"
    assert not case.aside.exists()


@pytest.mark.parametrize("buffered", ["", "1"])
def test_whoever_stops_reading_changes_nothing(
    case: Case, buffered: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`… | head`: the import goes on to its end, and has nothing to complain about."""
    monkeypatch.setitem(ENVIRONMENT, "PYTHONUNBUFFERED", buffered)
    reading, writing = os.pipe()
    running = case.start(stdout=writing)
    os.close(writing)
    os.close(reading)
    said = error_of(running)
    assert case.state() == "after"
    assert (running.returncode, said) == (0, "")


@pytest.mark.parametrize("redirection, code", [(">&-", 0), (">&- 2>&-", 0), (">/dev/full", 1)])
def test_an_output_that_takes_nothing_does_no_harm(case: Case, redirection: str, code: int) -> None:
    """Closed before the start, or full: the import is done all the same."""
    command = shlex.join([*COMMAND, str(case.edition), "--records", str(case.records)])
    ran = subprocess.run(
        ["sh", "-c", f"{command} {redirection}"],
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == code, ran.stderr
    assert "Traceback" not in ran.stderr
    assert case.state() == "after"
    lost = f"La réponse n’a pas pu être écrite en entier : le disque est plein. {WRITTEN}\n"
    assert ran.stderr == (lost if code else "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="THIS MACHINE HAS NO /dev/full")
def test_an_unheard_import_that_changes_nothing_says_so(case: Case) -> None:
    """The same edition again: nothing was to be written."""
    case.finish()
    with Path("/dev/full").open("wb") as full:
        said = error_of(case.start(stdout=full.fileno()))
    assert said.endswith(f"le disque est plein. {UNCHANGED}\n")


def test_a_report_that_cannot_be_written_is_said(case: Case, tmp_path: Path) -> None:
    """The records are written by then."""
    running = case.start("--report", str(tmp_path))
    said = error_of(running)
    assert running.returncode == 1
    assert said.endswith(f"{WRITTEN}\n")
    assert case.state() == "after"


def test_a_full_disk_changes_nothing(case: Case, tmp_path: Path) -> None:
    """There is room for the records, not for the new ones beside them."""
    disk = tmp_path / "disk"
    page = os.sysconf("SC_PAGE_SIZE")
    with small_disk(disk, (len(case.before) * 3 // 2) * page):
        write(disk / "msap", case.before)
        running = start(case.edition, disk / "msap")
        said = error_of(running)
        assert running.returncode == 1
        assert "le disque est plein" in said
        assert said.endswith(f"{UNCHANGED}\n")
        assert content(disk / "msap") == case.before
        assert [path.name for path in disk.iterdir()] == ["msap"]


HALT = """
import os, signal
import msap.exchange.command as module
import_list = module.import_list
def halt(*arguments, **options):
    os.kill(os.getpid(), signal.SIGSTOP)
    return import_list(*arguments, **options)
module.import_list = halt
"""


def test_two_imports_at_once_end_clearly(case: Case, tmp_path: Path) -> None:
    """The second one says that another is at work, and the first one ends well."""
    (tmp_path / "sitecustomize.py").write_text(HALT, encoding="utf-8")
    first = case.start(code=tmp_path)
    wait_until_stopped(first)
    assert case.aside.exists()
    try:
        second = case.start()
        said = error_of(second)
    finally:
        first.send_signal(signal.SIGCONT)
    assert second.returncode == 1
    assert "Un autre import est en cours dans ce dossier." in said
    assert error_of(first) == ""
    assert first.returncode == 0
    assert case.state() == "after"


def test_what_is_no_record_stays(case: Case) -> None:
    """Other files, links and empty folders of the records' folder are there after the import."""
    (case.records / "LISEZ-MOI.txt").write_text("À lire.", encoding="utf-8")
    (case.records / "vide").mkdir()
    (case.records / "23/lien").symlink_to("../LISEZ-MOI.txt")
    case.records.chmod(0o750)
    case.finish()
    assert (case.records / "LISEZ-MOI.txt").read_text(encoding="utf-8") == "À lire."
    assert (case.records / "vide").is_dir()
    assert (case.records / "23/lien").readlink() == Path("../LISEZ-MOI.txt")
    assert case.records.stat().st_mode & 0o777 == 0o750
