"""The URL manifest of the live site, read from a folder and from a real server."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from msap.errors import Refusal
from msap.publish.files.url_manifest import PATH
from msap.verify.published import published_url_manifest

CONTENT = '{"published": true, "built": "2026-11-23", "records": 1, "addresses": ["lieux/a/"]}'


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base's name
        """Stay silent."""


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """Serve the folder of the test."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(tmp_path))) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


def test_a_folder_and_an_address_give_the_same(tmp_path: Path, address: str) -> None:
    """The file is read where the site is."""
    (tmp_path / PATH).write_text(CONTENT, encoding="utf-8")
    url_manifest = published_url_manifest(str(tmp_path))
    assert url_manifest is not None
    assert url_manifest.addresses == {"lieux/a/"}
    assert published_url_manifest(address) == url_manifest


def test_a_site_without_memory_promises_nothing(tmp_path: Path, address: str) -> None:
    """The first publication has nothing before it."""
    assert published_url_manifest(str(tmp_path)) is None
    assert published_url_manifest(address) is None


@pytest.mark.parametrize("content", ["", '{"published": true'])
def test_a_damaged_memory_stops_the_build(tmp_path: Path, address: str, content: str) -> None:
    """Going on would forget every address."""
    (tmp_path / PATH).write_text(content, encoding="utf-8")
    for place in (str(tmp_path), address):
        with pytest.raises(Refusal, match="ne se lisent pas"):
            published_url_manifest(place)


def test_a_server_that_is_away_stops_the_build() -> None:
    """No answer is not an empty answer."""
    with pytest.raises(Refusal, match="Recommencez plus tard"):
        published_url_manifest("http://127.0.0.1:9/")
