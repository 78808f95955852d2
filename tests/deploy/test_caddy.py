"""A real Caddy with the configuration that `server-config caddy` writes."""

import gzip
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from http.client import HTTPException, HTTPMessage
from pathlib import Path, PurePosixPath

import pytest

from msap.deploy.caddy import caddy_configuration
from msap.deploy.compression import compressed
from msap.deploy.folder import FolderTarget
from msap.deploy.server import server_of
from msap.publish.files.headers import BRIEF, IMMUTABLE, REVALIDATED, security_headers
from tests.deploy.nginx_server import (
    NAME,
    Listening,
    free_port,
    make_certificate,
    require,
    wait_for,
)
from tests.deploy.sites import release_of, take_part
from tests.sites import LONGEST_BUILD_SECONDS


@pytest.fixture(scope="module")
def listening(
    mini_site_below: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Listening]:
    """Serve a published part of the mini-site on free ports, with a certificate of the tests'."""
    program = require("caddy")
    work = tmp_path_factory.mktemp("caddy")
    site = take_part(mini_site_below, work / "site")
    FolderTarget(work / "www").publish(compressed(release_of(site, None), work / "cache"))
    authority, certificate, key = make_certificate(work)
    http, https = free_port(), free_port()
    described = server_of(site, PurePosixPath(work / "www"), brotli=False)
    server = replace(described, name=NAME, https=str(https))
    ports = f"http_port {http}\n\thttps_port {https}\n\tdefault_bind 127.0.0.1"
    configuration = work / "Caddyfile"
    configuration.write_text(
        f"{{\n\tadmin off\n\t{ports}\n\tskip_install_trust\n}}\n"
        + caddy_configuration(server, tls=f"{certificate} {key}"),
        encoding="utf-8",
    )
    log = work / "log"
    with log.open("wb") as writing:
        process = subprocess.Popen(
            [program, "run", "--adapter", "caddyfile", "--config", str(configuration)],
            stdin=subprocess.DEVNULL,
            stdout=writing,
            stderr=writing,
            env={"HOME": str(work), "PATH": "/usr/bin:/bin"},
        )
        try:
            wait_for(https, process, log)
            yield Listening(http, https, server.base, authority)
        finally:
            process.terminate()
            process.wait(timeout=LONGEST_BUILD_SECONDS)


def ask(listening: Listening, path: str, encoding: str = "") -> tuple[int, HTTPMessage, bytes]:
    """Ask for a path below the site's own."""
    return listening.ask(listening.base + path, {"Accept-Encoding": encoding or "identity"})


def test_policy_lifetimes_and_compressed_files(listening: Listening, mini_site_below: Path) -> None:
    """The same as nginx: headers on every answer, a lifetime for each kind, no inner file."""
    style = next(mini_site_below.glob("static/site.*.css")).name
    expected = {
        "": (200, BRIEF),
        "annuaire/": (200, BRIEF),
        "manifest.json": (200, REVALIDATED),
        f"static/{style}": (200, IMMUTABLE),
        "static/site.0000000000.js": (404, None),
        "absent/": (404, None),
        "_headers": (404, None),
        "index.html.gz": (404, None),
        "static/": (404, None),
        ".well-known/": (404, None),
    }
    for path, wanted in expected.items():
        status, headers, body = ask(listening, path)
        assert (status, headers["Cache-Control"]) == wanted, path
        for name, value in security_headers().items():
            assert headers.get_all(name) == [value], (path, name)
        if status == 404:
            assert body == (mini_site_below / "404.html").read_bytes(), path
    home = (mini_site_below / "index.html").read_bytes()
    _, headers, body = ask(listening, "", "gzip")
    assert headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(body) == home
    assert ask(listening, "", "br")[1]["Content-Encoding"] == "br"
    assert ask(listening, "")[2] == home


def test_outside_of_the_site_there_is_nothing(listening: Listening, mini_site_below: Path) -> None:
    """The site's own page, and the way to the site where only its slash is missing."""
    for path in ("/", "/autre/", "/annuaire/"):
        status, _, body = listening.ask(path)
        assert (status, body) == (404, (mini_site_below / "404.html").read_bytes())
    status, headers, _ = listening.ask(listening.base.rstrip("/"))
    assert (status, headers["Location"]) == (301, listening.base)


def test_other_names_get_no_answer(listening: Listening) -> None:
    """Neither a page nor a redirection to wherever the request says that it went."""
    status, headers, _ = listening.ask("/annuaire/?q=1", encrypted=False)
    assert status == 301
    assert headers["Location"] == "https://localhost/annuaire/?q=1"
    for name in ("attaque.example", "localhost.attaque.example", "127.0.0.1"):
        for encrypted in (True, False):
            with pytest.raises((OSError, HTTPException)):
                listening.ask(listening.base, name=name, encrypted=encrypted)
