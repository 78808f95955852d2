"""The folder for a forge's pages service: the previous release is read on the site itself."""

import re
import socket
import ssl
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Thread

import pytest

from msap.deploy.pages import PagesTarget
from msap.errors import Refusal
from msap.own_folders import MARK, working_beside
from tests.browser.site_server import serve_site
from tests.deploy.sites import change_everything, digests, refusal_of, release_of

NOWHERE = "http://127.0.0.1:9"


def test_files_of_the_release_on_line_are_taken_along(site: Path, tmp_path: Path) -> None:
    """Open pages find their style and script; what does not have the right bytes is left."""
    folder, online = tmp_path / "pages", tmp_path / "online"
    change_everything(site, 1)
    first = digests(site)
    PagesTarget(online, NOWHERE, needs_compressed=False).publish(release_of(site, None))
    with serve_site(online) as served:
        target = PagesTarget(folder, served.url.rstrip("/"), needs_compressed=False)
        change_everything(site, 2)
        spoilt = next(online.glob("static/site.*.js"))
        spoilt.write_text("alert(1)", encoding="utf-8")
        target.publish(release_of(site, target.live()))
    shown = digests(folder)
    style = next(path for path in first if re.fullmatch(r"static/site\..*\.css", path))
    assert digests(site).items() <= shown.items()
    assert {path for path in first if path.startswith("static/")} - shown.keys() == {
        spoilt.relative_to(online).as_posix()
    }
    assert shown[style] == first[style]


def test_without_a_site_on_line_the_folder_is_the_site(site: Path, tmp_path: Path) -> None:
    """The first publication, and one over what an earlier run left beside and in the folder."""
    folder = tmp_path / "pages"
    target = PagesTarget(folder, NOWHERE, needs_compressed=False)
    left = tmp_path / ".pages.build"
    left.mkdir()
    (left / MARK).touch()
    (left / "index.html").touch()
    for number in range(2):
        change_everything(site, number)
        assert target.live() is None
        target.publish(release_of(site, None))
        shown = digests(folder)
        del shown["manifest.json"]
        assert shown == digests(site)
        assert sorted(path.name for path in tmp_path.iterdir()) == ["pages", "site"]


def _work(folder: Path) -> None:
    (folder / "these.txt").touch()


def _clone(folder: Path) -> None:
    (folder / ".git").mkdir()


def _manifest_of_an_application(folder: Path) -> None:
    (folder / "manifest.json").write_text('{"name": "Application"}', encoding="utf-8")


@pytest.mark.parametrize("fill", [_work, _clone, _manifest_of_an_application])
def test_a_folder_that_no_publication_made_is_not_replaced(
    site: Path, tmp_path: Path, fill: Callable[[Path], None]
) -> None:
    """Whatever lies there stays, and the words name the folder and where to write another."""
    folder = tmp_path / "pages"
    target = PagesTarget(folder, NOWHERE, needs_compressed=False)
    if fill is _clone:
        target.publish(release_of(site, None))
    else:
        folder.mkdir()
    fill(folder)
    before = sorted(folder.rglob("*"))
    said = refusal_of(target, release_of(site, None))
    assert re.search(r"pages » .* qui serait perdu.*« path » dans data/publication", said)
    assert sorted(folder.rglob("*")) == before
    assert not (tmp_path / ".pages.build").exists()


def test_a_folder_that_cannot_be_made_or_is_held_is_refused(site: Path, tmp_path: Path) -> None:
    """Below a file, and while another publication is at work."""
    release = release_of(site, None)
    (tmp_path / "fichier").touch()
    below = PagesTarget(tmp_path / "fichier/pages", NOWHERE, needs_compressed=False)
    with pytest.raises(Refusal, match="un fichier est là où il faudrait un dossier"):
        below.rehearse(release)
    with pytest.raises(Refusal):
        below.publish(release)
    folder = tmp_path / "pages"
    with working_beside(folder, "occupé"):
        said = refusal_of(PagesTarget(folder, NOWHERE, needs_compressed=False), release)
    assert "en cours" in said
    assert not folder.exists()


def _fetched(url: str, capsys: pytest.CaptureFixture[str], folder: Path) -> str:
    assert PagesTarget(folder, url, needs_compressed=False).live() is None
    return capsys.readouterr().err


def test_why_the_site_does_not_answer_is_said_in_french(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """An unknown name, nobody there, a server that is silent, cut short, or that nobody knows."""
    monkeypatch.setattr("msap.deploy.pages._LONGEST_SECONDS", 0.5)
    said = {
        "name": _fetched("https://absent.invalid", capsys, tmp_path),
        "refused": _fetched(NOWHERE, capsys, tmp_path),
    }
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}"
        said["silent"] = _fetched(url, capsys, tmp_path)
    with _answering(lambda connection: connection.close()) as url:
        said["closed"] = _fetched(url, capsys, tmp_path)
    short = b"HTTP/1.0 200 OK\r\nContent-Length: 9\r\n\r\n{"
    with _answering(lambda connection: connection.sendall(short)) as url:
        said["cut"] = _fetched(url, capsys, tmp_path)
    context = _of_nobody_known(tmp_path)
    with _answering(lambda one: context.wrap_socket(one, server_side=True).close()) as url:
        said["certificate"] = _fetched(url.replace("http:", "https:"), capsys, tmp_path)
    assert {name: words.partition(" : ")[2] for name, words in said.items()} == {
        "name": "ce nom est inconnu, ou le réseau manque.\n",
        "refused": "aucun serveur n’y répond.\n",
        "silent": "le serveur n’a pas répondu à temps.\n",
        "closed": "le serveur a coupé la connexion.\n",
        "cut": "le serveur a coupé la connexion.\n",
        "certificate": "le certificat du serveur n’est pas reconnu.\n",
    }


@contextmanager
def _answering(answer: Callable[[socket.socket], object]) -> Iterator[str]:
    """Run a server that reads one request and answers so; yield its address."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            connection = server.accept()[0]
            with connection, suppress(OSError):
                if connection.recv(1, socket.MSG_PEEK) == b"G":
                    connection.recv(4096)
                answer(connection)

        thread = Thread(target=serve)
        thread.start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}"
        thread.join()


def _of_nobody_known(folder: Path) -> ssl.SSLContext:
    """Return the server's side of a connection whose certificate it has made for itself."""
    key, certificate = folder / "key.pem", folder / "certificate.pem"
    command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"]
    command += ["-nodes", "-subj", "/CN=localhost", "-keyout", str(key), "-out", str(certificate)]
    subprocess.run(command, check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    return context
