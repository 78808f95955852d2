"""A static web server in this process: strict security policy, compression, a record of requests."""

import gzip
import mimetypes
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from threading import Thread
from time import sleep
from urllib.parse import unquote, urlsplit

from msap.publish.files.headers import HEADERS_FILE, MEDIA_TYPES, read_headers, security_headers
from msap.serving.server import SiteServer

COMPRESSED_TYPES = ("text/", "application/json", "application/geo+json", "image/svg+xml")
TYPES = {
    **MEDIA_TYPES,
    ".js": "text/javascript",
    ".mjs": "text/javascript",
    ".geojson": "application/geo+json",
    ".webmanifest": "application/manifest+json",
    ".xml": "text/xml",
    ".yml": "text/plain",
}


@dataclass(frozen=True)
class Request:
    """One answer given: `size` is the body's length in bytes as sent, compressed or not."""

    path: str
    status: int
    size: int


@dataclass
class ServedSite:
    """A site being served; `url` ends with a slash, `requests` grows as pages ask.

    Another `folder` is another release put in place; `is_silent` lets every request wait, and
    `is_failing` answers each with status 503.
    """

    url: str
    folder: Path
    requests: list[Request] = field(default_factory=list)
    is_silent: bool = False
    is_failing: bool = False

    @property
    def weight(self) -> int:
        """Return the bytes of all the answers since the list was last emptied."""
        return sum(request.size for request in self.requests)


@contextmanager
def serve_site(folder: Path, base: str = "/") -> Iterator[ServedSite]:
    """Serve a built site on a free port of this machine under `base`, as static hosts do.

    Folders answer with their index.html, unknown addresses with 404.html and status 404.
    """
    assert base.startswith("/"), base
    assert base.endswith("/"), base

    class Handler(_StaticHandler):
        site_base = base
        site_headers = _headers_of(folder)

    with SiteServer(("127.0.0.1", 0), Handler) as server:
        served = ServedSite(f"http://127.0.0.1:{server.server_port}{base}", folder.resolve())
        Handler.served = served
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield served
        finally:
            server.shutdown()
            thread.join()


class _StaticHandler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    site_base: str
    site_headers: dict[str, str]
    served: ServedSite

    def do_GET(self) -> None:
        while self.served.is_silent:
            sleep(0.05)
        if self.served.is_failing:
            self._answer(HTTPStatus.SERVICE_UNAVAILABLE, b"503", {"Content-Type": "text/html"})
            return
        address = unquote(urlsplit(self.path).path)
        file = self._file_of(address)
        if file and file.is_dir():
            if not address.endswith("/"):
                self._answer(HTTPStatus.MOVED_PERMANENTLY, b"", {"Location": f"{address}/"})
                return
            file /= "index.html"
        if file and file.is_file():
            self._answer_file(HTTPStatus.OK, file)
            return
        not_found = self.served.folder / "404.html"
        if not_found.is_file():
            self._answer_file(HTTPStatus.NOT_FOUND, not_found)
        else:
            self._answer(HTTPStatus.NOT_FOUND, b"", {})

    def log_message(self, format: str, *_arguments: object) -> None:  # noqa: A002 - inherited name
        """Keep quiet: the tests read `requests`."""

    def _file_of(self, address: str) -> Path | None:
        if not address.startswith(self.site_base):
            return None
        file = (self.served.folder / address.removeprefix(self.site_base)).resolve()
        return file if file.is_relative_to(self.served.folder) else None

    def _answer_file(self, status: HTTPStatus, file: Path) -> None:
        kind = TYPES.get(file.suffix) or mimetypes.guess_type(file.name)[0]
        kind = kind or "application/octet-stream"
        body = file.read_bytes()
        headers = {"Content-Type": kind}
        if kind.startswith(COMPRESSED_TYPES):
            headers["Content-Type"] = f"{kind}; charset=utf-8"
            if "gzip" in self.headers.get("Accept-Encoding", ""):
                body = gzip.compress(body, compresslevel=9, mtime=0)
                headers["Content-Encoding"] = "gzip"
        self._answer(status, body, headers)

    def _answer(self, status: HTTPStatus, body: bytes, headers: dict[str, str]) -> None:
        self.served.requests.append(Request(self.path, status, len(body)))
        self.send_response(status)
        for name, value in {**self.site_headers, **headers}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def _headers_of(folder: Path) -> dict[str, str]:
    """Return the headers that the site asks for, or those of production when it asks for none."""
    file = folder / HEADERS_FILE
    return read_headers(file.read_text(encoding="utf-8")) if file.is_file() else security_headers()
