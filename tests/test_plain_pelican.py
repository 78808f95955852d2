"""Pelican's own commands on a small project: they build what `msap build` builds."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from tests.faults.project import Project, digest, make_project
from tests.sites import LONGEST_BUILD_SECONDS

ARTICLE = "content/actualites/fonds-inter-operateurs.md"
RECORD = "data/msap/23/la-courtine.yml"
PAGE = "lieux/la-courtine/index.html"
_WITNESS = """
from pelican import signals

def note(path, context):
    with open({notes!r}, "a") as file:
        print(path, context["page"].url, file=file)

def register():
    signals.content_written.connect(note)
"""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Return a project that was never built."""
    return make_project(tmp_path / "project")


def _pelican(project: Project, *options: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        _command(*options),
        cwd=project.root,
        env=_environment(project),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=LONGEST_BUILD_SECONDS,
        check=False,
    )


def _command(*options: str | Path) -> list[str]:
    return [sys.executable, "-m", "pelican", *map(str, options)]


def _environment(project: Project) -> dict[str, str]:
    return {name: value for name, value in project.environment().items() if name != "PYTHONPATH"}


def _built(project: Project, output: Path, settings: str = "pelicanconf.py") -> dict[str, str]:
    built = project.build("--settings", settings, "--output", str(output))
    assert built.returncode == 0, built.stderr
    return digest(output)


@pytest.mark.parametrize("settings", ["pelicanconf.py", "publishconf.py"])
def test_it_writes_the_bytes_of_build(project: Project, tmp_path: Path, settings: str) -> None:
    """Into a new folder, and again over what it wrote there."""
    wanted = _built(project, tmp_path / "built", settings)
    for _ in range(2):
        made = _pelican(project, "content", "-s", settings, "-o", tmp_path / "site")
        assert (made.returncode, made.stderr) == (0, "")
        assert digest(tmp_path / "site") == wanted


def test_it_takes_the_addresses_of_the_site_in_place(project: Project, tmp_path: Path) -> None:
    """A published page that left answers from its new place; without one, the site is refused."""
    site = tmp_path / "site"
    assert _pelican(project, "content", "-s", "publishconf.py", "-o", site).returncode == 0
    text = project.path(RECORD).read_text(encoding="utf-8")
    project.path(RECORD).unlink()
    renamed = text.replace("id: la-courtine", "id: courtine")
    project.write("data/msap/23/courtine.yml", renamed)
    refused = _pelican(project, "content", "-s", "publishconf.py", "-o", site)
    assert refused.returncode == 1
    assert "previous_ids: [la-courtine]" in refused.stderr
    project.write("data/msap/23/courtine.yml", f"{renamed}previous_ids: [la-courtine]\n")
    assert _pelican(project, "content", "-s", "publishconf.py", "-o", site).returncode == 0
    assert 'href="/lieux/courtine/"' in (site / PAGE).read_text(encoding="utf-8")


def test_what_others_put_there_stays(project: Project, tmp_path: Path) -> None:
    """Files that are not of this build stay, also those that share their bytes with a page."""
    site = tmp_path / "site"
    assert _pelican(project, "content", "-o", site).returncode == 0
    (site / "notes/mine.txt").parent.mkdir()
    (site / "notes/mine.txt").write_text("à moi", encoding="utf-8")
    before = (site / PAGE).read_bytes()
    os.link(site / PAGE, tmp_path / "twin.html")
    project.replace(RECORD, "\nname: ", "\nname: Nouvelle ")
    assert _pelican(project, "content", "-o", site).returncode == 0
    assert (site / "notes/mine.txt").read_text(encoding="utf-8") == "à moi"
    assert (site / PAGE).read_bytes() != before
    assert (tmp_path / "twin.html").read_bytes() == before


@pytest.mark.parametrize(
    "output, options",
    [
        *((".", ()), (".", ("-d",)), ("..", ("-d",)), ("content", ()), ("content/site", ())),
        *(("data/msap", ("-d",)), ("linked", ()), ("linked", ("-d",)), ("work", ())),
        ("inside", ()),
    ],
)
def test_what_is_not_its_own_is_not_written_to(
    project: Project, tmp_path: Path, output: str, options: tuple[str, ...]
) -> None:
    """Sources, links and somebody's pages: refused in French before a file is touched."""
    (project.root / "work").mkdir()
    (project.root / "work/index.html").write_text("à moi", encoding="utf-8")
    (project.root / "linked").symlink_to(project.root / "work")
    (project.root / "inside").mkdir()
    (project.root / "inside/.msap").touch()
    (project.root / "inside/lieux").symlink_to(project.root / "work")
    before = digest(tmp_path)
    refused = _pelican(project, "content", "-o", output, *options)
    assert refused.returncode == 1
    assert "« -o output.essai »" in refused.stderr
    assert "Traceback" not in refused.stdout + refused.stderr
    assert digest(tmp_path) == before


def test_what_was_stopped_is_written_again(project: Project, tmp_path: Path) -> None:
    """A folder without a list of its addresses is known by what is written there meanwhile."""
    site = tmp_path / "site"
    assert _pelican(project, "content", "-o", site).returncode == 0
    wanted = digest(site)
    (site / "adresses.json").unlink()
    (site / ".msap").touch()
    (site / "index.html").write_text("à moit", encoding="utf-8")
    assert _pelican(project, "content", "-o", site).returncode == 0
    assert digest(site) == wanted


@pytest.mark.parametrize("options", [(), ("--fatal", "warnings"), ("-q",)])
def test_a_faulty_record_ends_it_with_our_report(
    project: Project, tmp_path: Path, options: tuple[str, ...]
) -> None:
    """In French, with the line, and with neither a trace of calls nor a file."""
    project.write(RECORD, project.path(RECORD).read_bytes() + b"telefone: rien\n")
    lines = project.path(RECORD).read_text(encoding="utf-8").count("\n")
    refused = _pelican(project, "content", "-o", tmp_path / "site", *options)
    assert refused.returncode == 1
    assert f"{RECORD}:{lines}:1 erreur : « telefone »" in refused.stderr
    assert "Traceback" not in refused.stdout + refused.stderr
    assert not (tmp_path / "site").exists()


@pytest.mark.parametrize("options", [("-D",), ("--debug",), ("-v",), ("--fatal", "warnings")])
def test_its_options_work(project: Project, tmp_path: Path, options: tuple[str, ...]) -> None:
    """Nothing that is logged is a warning, and what is logged stops nothing."""
    made = _pelican(project, "content", "-o", tmp_path / "site", *options)
    assert made.returncode == 0, made.stdout + made.stderr
    assert (tmp_path / "site/index.html").is_file()


def test_it_can_empty_the_folder_first(project: Project, tmp_path: Path) -> None:
    """With its option `-d`, the folder then holds what a new one would."""
    site = tmp_path / "site"
    site.mkdir()
    (site / "old.html").write_text("old", encoding="utf-8")
    assert _pelican(project, "content", "-d", "-o", site).returncode == 0
    assert digest(site) == _built(project, tmp_path / "built")


@pytest.mark.parametrize("make", [_pelican, Project.build])
def test_a_plugin_is_notified_of_every_page_once(
    project: Project, tmp_path: Path, make: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    """In each build, also of what did not change; in one process, so that it may count."""
    notes = tmp_path / "notes"
    project.write("plugins/witness.py", _WITNESS.format(notes=str(notes)))
    project.replace(
        "pelicanconf.py",
        '["msap.build.pelican_plugin"]',
        '["msap.build.pelican_plugin", "witness"]',
    )
    for _ in range(2):
        notes.unlink(missing_ok=True)
        command = () if make is Project.build else ("content", "-s", "publishconf.py")
        made = make(project, *command)
        assert made.returncode == 0, made.stderr
        counts = Counter(line.split()[-1] for line in notes.read_text().splitlines())
        pages = [path for path in digest(project.site) if path.endswith(".html")]
        assert len(counts) == len(pages) > 50
        assert set(counts.values()) == {1}


@pytest.mark.parametrize("make", [_pelican, Project.build])
def test_an_edited_override_of_a_template_is_seen(
    project: Project, make: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    """A template that stands before that of the theme, changed between two builds."""
    project.replace(
        "pelicanconf.py",
        "THEME_STATIC_PATHS",
        'THEME_TEMPLATES_OVERRIDES = [str(Path(MSAP_ROOT, "overrides"))]\nTHEME_STATIC_PATHS',
    )
    text = project.path("theme/templates/place.html").read_text(encoding="utf-8")
    for words in ("Premier essai", "Second essai"):
        start = "<h1"
        project.write("overrides/place.html", text.replace(start, f"<p>{words}</p>{start}", 1))
        command = () if make is Project.build else ("content", "-s", "publishconf.py")
        made = make(project, *command)
        assert made.returncode == 0, made.stderr
        assert words in (project.site / "lieux/ahun/index.html").read_text(encoding="utf-8")


@contextmanager
def _listening(project: Project, log: Path) -> Iterator[tuple[str, int]]:
    """Run `pelican -lr`; yield the address it serves, and the number of its group of processes."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    with log.open("wb") as opened:
        running = subprocess.Popen(
            _command("-lr", "-s", "pelicanconf.py", "-p", port, "-b", "127.0.0.1"),
            cwd=project.root,
            env={**_environment(project), "PYTHONUNBUFFERED": "1"},
            stdin=subprocess.DEVNULL,
            stdout=opened,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        yield f"http://127.0.0.1:{port}/", running.pid
    finally:
        os.killpg(running.pid, signal.SIGKILL)
        running.wait()


def _wait_until(is_so: Callable[[], bool], log: Path) -> None:
    deadline = time.monotonic() + LONGEST_BUILD_SECONDS
    while time.monotonic() < deadline:
        if is_so():
            return
        time.sleep(0.1)
    raise AssertionError(log.read_text(encoding="utf-8"))


def _watches(group: int, folder: Path) -> bool:
    """Return whether a process of the group waits for changes of a folder (Linux's inotify)."""
    watch = f" ino:{folder.stat().st_ino:x} "
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if os.getpgid(int(process.name)) == group and any(
                watch in opened.read_text() for opened in (process / "fdinfo").iterdir()
            ):
                return True
    return False


def _shows(url: str, words: str) -> bool:
    try:
        with urllib.request.urlopen(url) as answer:
            return words in answer.read().decode()
    except (urllib.error.URLError, ConnectionError):
        return False


def test_it_serves_and_builds_again(project: Project, tmp_path: Path) -> None:
    """`pelican -lr`: a change of `content/` is shown, an error is reported once and survived."""
    log = tmp_path / "log"
    with _listening(project, log) as (address, group):
        news_folder = project.path(ARTICLE).parent
        news = f"{address}{ARTICLE.removeprefix('content/').removesuffix('.md')}/"
        _wait_until(lambda: _shows(f"{address}lieux/la-courtine/", "La Courtine"), log)
        _wait_until(lambda: "Done" in log.read_text(encoding="utf-8"), log)
        _wait_until(lambda: _watches(group, news_folder), log)
        text = project.path(ARTICLE).read_text(encoding="utf-8")
        project.write(ARTICLE, f"{text}\nUne phrase ajoutée.\n")
        _wait_until(lambda: _shows(news, "Une phrase ajoutée."), log)
        _wait_until(lambda: log.read_text(encoding="utf-8").count("Done") == 2, log)
        _wait_until(lambda: _watches(group, news_folder), log)
        project.write(ARTICLE, re.sub("(?m)^summary: .*$", "sommaire: rien", text))
        _wait_until(lambda: "« sommaire »" in log.read_text(encoding="utf-8"), log)
        _wait_until(lambda: _watches(group, news_folder), log)
        time.sleep(3)  # long enough for a loop without end to show
        assert log.read_text(encoding="utf-8").count("« sommaire »") == 1
        assert _shows(news, "Une phrase ajoutée.")
        project.write(ARTICLE, f"{text}\nUne autre phrase.\n")
        _wait_until(lambda: _shows(news, "Une autre phrase."), log)
