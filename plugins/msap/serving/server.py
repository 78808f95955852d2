"""A server of the built site for one person, whose open pages load again after each build."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Condition
from typing import Any
from urllib.parse import urlsplit

from msap.errors import Refusal
from msap.publish.files.headers import MEDIA_TYPES

PORTS_TRIED = 20
SCRIPT_PATH = "/.serve/reload.js"
BUILDS_PATH = "/.serve/builds"
_SCRIPT = (
    f'new EventSource("{BUILDS_PATH}").addEventListener("built", () => location.reload());\n'
).encode()
_CALL = f'<script src="{SCRIPT_PATH}"></script></body>'.encode()
LOCAL_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})
_PLAIN = "text/plain; charset=utf-8"
_OTHER_NAME = (
    "Ce serveur ne répond qu’aux noms « localhost » et « 127.0.0.1 ». Pour qu’il réponde aussi à "
    "un autre nom, relancez-le avec « --host NOM ».\n"
).encode()
_NO_SITE = "Le site n’est pas construit, ou n’a pas de page à cette adresse.\n".encode()
_ONLY_READ = "Ce serveur donne le site à lire : il ne répond qu’à GET et HEAD.\n".encode()
_NOT_UNDERSTOOD = "Ce serveur n’a pas de réponse à cette demande.\n".encode()
_PATIENCE = 15
"""Seconds after which a silent connection is spoken to, so that a closed one is noticed."""


class Builds:
    """Counts the builds, and notifies those who wait of a new one."""

    def __init__(self) -> None:
        self._count = 0
        self._condition = Condition()

    @property
    def count(self) -> int:
        """Return the number of builds that succeeded."""
        return self._count

    def announce(self) -> None:
        """Announce a new build to open pages."""
        with self._condition:
            self._count += 1
            self._condition.notify_all()

    def wait_beyond(self, count: int) -> int:
        """Return the number of builds once it is above `count`, or after a while."""
        with self._condition:
            self._condition.wait_for(lambda: self._count > count, _PATIENCE)
            return self._count


class SiteServer(ThreadingHTTPServer):
    """A server that does not speak of browsers that left before they had their answer."""

    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ANN401 - as the base says
        """Print what went wrong, unless it is only that nobody is there any more."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


class SiteHandler(SimpleHTTPRequestHandler):
    """Serves the built files, and the site's own page for an address that does not exist."""

    extensions_map = {**SimpleHTTPRequestHandler.extensions_map, **MEDIA_TYPES}  # noqa: RUF012 - the base's

    def __init__(
        self, *arguments: object, builds: Builds, names: frozenset[str], directory: str
    ) -> None:
        self._builds = builds
        self._names = names
        super().__init__(*arguments, directory=directory)  # type: ignore[arg-type]

    def parse_request(self) -> bool:
        """Refuse who calls this server by another name, as a page from elsewhere would make it."""
        if not super().parse_request():
            return False
        if _host_name(self.headers.get("Host", "")) in self._names:
            return True
        self._answer(HTTPStatus.MISDIRECTED_REQUEST, _PLAIN, _OTHER_NAME)
        return False

    def do_GET(self) -> None:
        """Answer with a file, a page that will load again, or news of the builds."""
        if self.path == BUILDS_PATH:
            self._send_events()
        elif self.path == SCRIPT_PATH:
            self._answer(HTTPStatus.OK, "text/javascript", _SCRIPT)
        elif page := self._page():
            self._answer(HTTPStatus.OK, "text/html; charset=utf-8", _reloading(page))
        else:
            super().do_GET()

    def list_directory(self, path: str | os.PathLike[str]) -> None:
        """Answer 404 for a folder without a page, as for any other address without one."""
        del path
        self.send_error(HTTPStatus.NOT_FOUND)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer with `404.html`, or a sentence as long as there is no site; in French."""
        del message, explain
        page = Path(self.directory, "404.html")
        if code == HTTPStatus.NOT_IMPLEMENTED:  # what the base says of a method that it has not
            self._answer(HTTPStatus.METHOD_NOT_ALLOWED, _PLAIN, _ONLY_READ, Allow="GET, HEAD")
        elif code != HTTPStatus.NOT_FOUND:
            self._answer(code, _PLAIN, _NOT_UNDERSTOOD)
        elif page.is_file():
            self._answer(HTTPStatus.NOT_FOUND, "text/html; charset=utf-8", _reloading(page))
        else:
            self._answer(HTTPStatus.NOT_FOUND, _PLAIN, _NO_SITE)

    def end_headers(self) -> None:
        """Keep the browser from showing a page of the build before."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base's name
        """Stay silent: the terminal is for the builds."""

    def _page(self) -> Path | None:
        """Return the page asked for, None for another file or a folder without final slash."""
        path = Path(self.translate_path(self.path))
        if path.is_dir() and self.path.partition("?")[0].endswith("/"):
            path /= "index.html"
        return path if path.suffix == ".html" and path.is_file() else None

    def _answer(self, code: int, kind: str, content: bytes, **headers: str) -> None:
        self.send_response(code)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def _send_events(self) -> None:
        """Send server-sent events (the protocol of `EventSource`) until the page is closed."""
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        count = self._builds.count
        try:
            while True:
                known, count = count, self._builds.wait_beyond(count)
                self.wfile.write(b"event: built\ndata:\n\n" if count > known else b":\n\n")
        except OSError:
            return


def open_server(
    folder: Path, first_port: int, builds: Builds | None = None, names: Iterable[str] = ()
) -> SiteServer:
    """Listen on the first free port from `first_port`; raises Refusal when none is.

    The server answers to the names of this machine for itself, and to `names`: a page from
    elsewhere could otherwise read the site, once its own name leads here.
    """
    handler = partial(
        SiteHandler,
        directory=str(folder),
        builds=builds or Builds(),
        names=LOCAL_NAMES | {name.lower() for name in names},
    )
    for port in range(first_port, first_port + PORTS_TRIED):
        try:
            return SiteServer(("127.0.0.1", port), handler)
        except OSError:
            continue
    raise Refusal(
        f"Aucun port libre entre {first_port} et {first_port + PORTS_TRIED - 1}. "
        "Fermez un autre serveur, ou choisissez un port avec « --port »."
    )


def _host_name(host: str) -> str | None:
    """Return the name in a Host header without its port, in lower case; None when it has none."""
    try:
        return urlsplit(f"//{host}").hostname
    except ValueError:
        return None


def _reloading(page: Path) -> bytes:
    """Return a page that calls the script; a file of the site never holds it."""
    return page.read_bytes().replace(b"</body>", _CALL, 1)
