"""The development server, with real builds and a real socket."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import struct
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path, PurePath
from threading import Thread

import pytest
from playwright.sync_api import Browser

from msap.build.site import BuildOptions
from msap.exchange.record_folder import held
from msap.serving.command import _changes, watched
from msap.serving.server import BUILDS_PATH, SCRIPT_PATH, open_server
from tests.projects import SAMPLE_RECORDS, sample_project
from tests.sites import LONGEST_BUILD_SECONDS


class Serving:
    """A running `serve` on a folder of records, and what it printed so far."""

    def __init__(self, records: Path, output: Path) -> None:
        """Start the command as an editor would."""
        environment = {**os.environ, "PYTHONPATH": "plugins", "PYTHONUNBUFFERED": "1"}
        self.log = output.parent / "serve.log"
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [
                    *(sys.executable, "-m", "msap", "serve", "--port", "8650"),
                    *("--records", str(records), "--output", str(output)),
                ],
                cwd=sample_project(),
                env=environment,
                stdout=log,
                stderr=subprocess.STDOUT,
            )

    def wait_for(self, pattern: str) -> re.Match[str]:
        """Wait until the command has printed something; fails after LONGEST_BUILD_SECONDS."""
        deadline = time.monotonic() + LONGEST_BUILD_SECONDS
        while time.monotonic() < deadline:
            found = re.search(pattern, self.log.read_text(encoding="utf-8"))
            if found:
                return found
            time.sleep(0.05)
        raise AssertionError(f"{pattern!r} never came:\n{self.log.read_text(encoding='utf-8')}")


@pytest.fixture
def records(tmp_path: Path) -> Path:
    """Return a folder of its own with the records of one small department."""
    folder = tmp_path / "records"
    shutil.copytree(SAMPLE_RECORDS / "23", folder / "23")
    return folder


@pytest.fixture
def serving(records: Path, tmp_path: Path) -> Iterator[Serving]:
    """Yield a running `serve`, stopped at the end as by Ctrl+C."""
    running = Serving(records, tmp_path / "site")
    yield running
    running.process.send_signal(signal.SIGINT)
    assert running.process.wait(timeout=LONGEST_BUILD_SECONDS) == 0


def _get(url: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(url) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def test_a_change_is_shown_and_an_error_is_survived(serving: Serving, records: Path) -> None:
    """Edit, break, fix: the site follows, keeps its last good state, follows again."""
    address = serving.wait_for(r"(http://localhost:\d+/) — Ctrl")[1]
    record = min((records / "23").glob("*.yml"))
    page = f"{address}lieux/{record.stem}/"
    before = record.read_text(encoding="utf-8")
    assert _get(page)[0] == 200

    renamed = re.sub(r"(?m)^name: .*$", "name: Maison au nom changé", before)
    record.write_text(renamed, encoding="utf-8")
    serving.wait_for(r"Site à jour")
    assert "Maison au nom changé" in _get(page)[1]

    record.write_text(re.sub(r"(?m)^status: .*$", "status: ouvert", renamed), encoding="utf-8")
    serving.wait_for(r"« ouvert »")
    assert "Maison au nom changé" in _get(page)[1]

    record.write_text(before, encoding="utf-8")
    serving.wait_for(r"(?s)Site à jour.*Site à jour")
    assert "Maison au nom changé" not in _get(page)[1]


def test_an_open_page_shows_what_was_saved(
    serving: Serving, records: Path, browser: Browser
) -> None:
    """A number saved in a record appears in the page that is open, which nobody reloaded."""
    address = serving.wait_for(r"(http://localhost:\d+/) — Ctrl")[1]
    record = records / "23/ahun.yml"
    with closing(browser.new_page()) as page:
        page.goto(f"{address}lieux/ahun/")
        for number in ("05\u00a036\u00a049\u00a000\u00a001", "05\u00a036\u00a049\u00a000\u00a002"):
            assert page.get_by_text(number).count() == 0
            text = record.read_text(encoding="utf-8")
            written = number.replace("\u00a0", " ")
            record.write_text(re.sub(r'phone: "[^"]*"', f'phone: "{written}"', text), "utf-8")
            page.get_by_text(number).first.wait_for(timeout=LONGEST_BUILD_SECONDS * 1000)


def test_an_address_that_does_not_exist_gets_the_sites_own_page(serving: Serving) -> None:
    """The page of the site, with the right status."""
    address = serving.wait_for(r"(http://localhost:\d+/) — Ctrl")[1]
    status, text = _get(f"{address}lieux/nulle-part/")
    assert status == 404
    assert "<html" in text


def test_two_requests_to_stop_are_one(records: Path, tmp_path: Path) -> None:
    """`timeout` asks the process, then its group: one word, and a good end."""
    running = Serving(records, tmp_path / "site")
    running.wait_for(r"— Ctrl")
    for _ in range(3):
        running.process.send_signal(signal.SIGTERM)
        time.sleep(0.01)
    assert running.process.wait(timeout=LONGEST_BUILD_SECONDS) == 0
    assert re.findall("Arrêté.*", running.log.read_text(encoding="utf-8")) == ["Arrêté."]


def test_templates_before_those_of_the_theme_are_watched(tmp_path: Path) -> None:
    """Wherever the settings say they are; settings that cannot be read are watched too."""
    options = BuildOptions(tmp_path, tmp_path / "data/msap", tmp_path / "output")
    settings, overrides = tmp_path / "pelicanconf.py", tmp_path / "elsewhere"
    overrides.mkdir()
    settings.write_text(f"THEME_TEMPLATES_OVERRIDES = [{str(overrides)!r}]\n", encoding="utf-8")
    assert {settings, overrides} <= set(watched(options))
    settings.write_text("THEME = [\n", encoding="utf-8")
    assert watched(options) == [settings]


def test_records_are_watched_after_an_import(tmp_path: Path) -> None:
    """The import puts another folder at their place, whose changes are seen like those before."""
    for name in ("data", "content", "theme", "plugins", "records/23"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "pelicanconf.py").write_text("", encoding="utf-8")
    records = tmp_path / "records"
    changes = _changes(BuildOptions(tmp_path, records, tmp_path / "output"))
    assert next(changes) == []
    with held(records) as folder:
        folder.replace_files({PurePath("23/a.yml"): b"a"}, [], lambda _count, _total: None)
    assert any(next(changes) for _ in range(50))
    while next(changes):
        """Let the changes of the import pass."""
    (records / "23/a.yml").write_text("b", encoding="utf-8")
    seen = [next(changes) for _ in range(5)]
    while not any(seen) and len(seen) < 100:
        seen.append(next(changes))
    assert records / "23/a.yml" in [path for paths in seen for path in paths]


def test_a_busy_port_is_stepped_over(tmp_path: Path) -> None:
    """The next free port is taken."""
    with open_server(tmp_path, 8700) as first, open_server(tmp_path, 8700) as second:
        assert second.server_port > first.server_port


def test_a_browser_that_leaves_too_soon_is_not_spoken_of(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """A connection that is cut prints nothing, where editors read what their builds say."""
    (tmp_path / "index.html").touch()
    with open_server(tmp_path, 8720) as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        for _ in range(3):
            with socket.create_connection(("127.0.0.1", server.server_port)) as hasty:
                hasty.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        with urllib.request.urlopen(f"http://127.0.0.1:{server.server_port}/") as answer:
            assert answer.status == 200
        server.shutdown()
        thread.join()
    assert capfd.readouterr().err == ""


@contextmanager
def _served(folder: Path, first_port: int, names: Iterable[str] = ()) -> Iterator[int]:
    """Serve a folder as it is, without builds; returns the port."""
    with open_server(folder, first_port, names=names) as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server.server_port
        server.shutdown()
        thread.join()


def _fetch(port: int, path: str, host: str | None, method: str = "GET") -> tuple[int, str]:
    """Ask for a path by a Host header, or without any."""
    connection = HTTPConnection("127.0.0.1", port, timeout=LONGEST_BUILD_SECONDS)
    with closing(connection):
        connection.putrequest(method, path, skip_host=True)
        if host is not None:
            connection.putheader("Host", host)
        connection.endheaders()
        answer = connection.getresponse()
        return answer.status, answer.read().decode()


def test_only_names_of_this_machine_are_answered(tmp_path: Path) -> None:
    """A page from elsewhere whose name leads here reads neither a page, a file nor the builds."""
    (tmp_path / "index.html").write_text("<p>Le site</p>", encoding="utf-8")
    (tmp_path / "a.txt").write_text("Le site", encoding="utf-8")
    with _served(tmp_path, 8740, ["Bureau.Exemple.fr"]) as port:
        names = ("localhost", "LOCALHOST", "127.0.0.1", "[::1]", "bureau.exemple.fr")
        for host in names:
            for written in (host, f"{host}:{port}"):
                assert _fetch(port, "/", written)[0] == 200
                assert _fetch(port, "/a.txt", written) == (200, "Le site")
        strangers = ("attaque.example", "localhost.attaque.example", "10.0.0.1", "", "[", None)
        for stranger in strangers:
            for path in ("/", "/a.txt", "/absente/", SCRIPT_PATH, BUILDS_PATH):
                for method in ("GET", "HEAD", "POST"):
                    status, said = _fetch(port, path, stranger, method)
                    assert status == 421
                    assert method == "HEAD" or "« --host NOM »" in said


def test_a_folder_without_a_page_is_not_listed(tmp_path: Path) -> None:
    """It answers as an address that does not exist, before and after there is a site."""
    (tmp_path / "static").mkdir()
    (tmp_path / "static/site.css").touch()
    with _served(tmp_path, 8760) as port:
        for path in ("/static/", "/absente/", "/"):
            status, said = _fetch(port, path, "localhost")
            assert (status, said[:24]) == (404, "Le site n’est pas constr")
        (tmp_path / "404.html").write_text("<p>Rien ici</p>", encoding="utf-8")
        assert _fetch(port, "/static/", "localhost") == (404, "<p>Rien ici</p>")


@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE", "FOO"])
def test_a_method_that_changes_is_refused_in_french(tmp_path: Path, method: str) -> None:
    """The server only gives the site to read."""
    with _served(tmp_path, 8780) as port:
        assert _fetch(port, "/", "localhost", method) == (
            405,
            "Ce serveur donne le site à lire : il ne répond qu’à GET et HEAD.\n",
        )


def test_a_request_that_is_none_is_answered_in_french(tmp_path: Path) -> None:
    """Not in the English page of the library."""
    with (
        _served(tmp_path, 8790) as port,
        socket.create_connection(("127.0.0.1", port), timeout=LONGEST_BUILD_SECONDS) as connection,
    ):
        connection.sendall(b"GET / HTTP/7.x\r\n\r\n")
        said = b"".join(iter(lambda: connection.recv(4096), b"")).decode()
    assert said == "Ce serveur n’a pas de réponse à cette demande.\n"
