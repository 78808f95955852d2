"""A real nginx with the configuration that `server-config` writes, at the root and below a path."""

import gzip
from collections.abc import Iterator
from dataclasses import replace
from http.client import HTTPException, HTTPMessage
from pathlib import Path, PurePosixPath

import brotli
import pytest

from msap.deploy.compression import compressed
from msap.deploy.folder import FolderTarget
from msap.deploy.nginx import nginx_configuration, scalingo_configuration
from msap.deploy.server import Server, server_of
from msap.publish.files.headers import BRIEF, IMMUTABLE, REVALIDATED, security_headers
from tests.deploy.nginx_server import BROTLI_MODULE, Listening, serve_with_nginx
from tests.deploy.sites import change_everything, release_of, take_part


@pytest.fixture(scope="module")
def folder(mini_site_below: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Publish a part of the mini-site, compressed, behind a folder for all the tests here."""
    site = take_part(mini_site_below, tmp_path_factory.mktemp("nginx") / "site")
    change_everything(site, 1)
    folder = site.parent / "www"
    cache = site.parent / "cache"
    FolderTarget(folder).publish(compressed(release_of(site, None), cache))
    return folder


@pytest.fixture(scope="module", params=["/annuaire/essai/", "/"])
def listening(request: pytest.FixtureRequest, folder: Path) -> Iterator[Listening]:
    """Serve the folder with nginx, as its public address says and as the root of a host."""
    described = server_of(folder / "current", PurePosixPath(folder), brotli=BROTLI_MODULE.exists())
    assert described.base == "/annuaire/essai/"
    server: Server = replace(described, base=request.param)
    work = folder.parent / f"nginx-{request.param.count('/')}"
    with serve_with_nginx(server, work) as found:
        yield found


def ask(listening: Listening, path: str, **headers: str) -> tuple[int, HTTPMessage, bytes]:
    """Ask for a path below the site's own, as it is."""
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    return listening.ask(listening.base + path, names)


def named(folder: Path, pattern: str) -> str:
    """Return the path in the release of the one file that fits."""
    (found,) = (folder / "current").resolve().glob(pattern)
    return found.relative_to((folder / "current").resolve()).as_posix()


def test_every_answer_has_the_policy(listening: Listening, folder: Path) -> None:
    """A page, a style, a page that is not there: the same headers, once each."""
    for path in ("", "lieux/", named(folder, "static/site.*.css"), "absent/"):
        _, headers, _ = ask(listening, path)
        for name, value in security_headers().items():
            assert headers.get_all(name) == [value], (path, name)


def test_lifetimes_are_those_of_each_kind(listening: Listening, folder: Path) -> None:
    """Named after content: a year. The manifest: asked again. Pages: minutes. A missing file: no."""
    expected = {
        "": BRIEF,
        "annuaire/": BRIEF,
        "manifest.json": REVALIDATED,
        named(folder, "static/site.*.js"): IMMUTABLE,
        "static/site.0000000000.js": None,
    }
    given = {path: ask(listening, path)[1]["Cache-Control"] for path in expected}
    assert given == expected


def test_compressed_files_are_served_to_those_who_take_them(
    listening: Listening, folder: Path
) -> None:
    """Compressed ahead for one, plain for the other, the same bytes in the end."""
    plain = (folder / "current/index.html").read_bytes()
    status, headers, body = ask(listening, "", Accept_Encoding="gzip")
    assert (status, headers["Content-Encoding"]) == (200, "gzip")
    assert gzip.decompress(body) == plain
    assert body == (folder / "current/index.html.gz").read_bytes()
    assert "Accept-Encoding" in headers["Vary"]
    if BROTLI_MODULE.exists():
        _, headers, body = ask(listening, "", Accept_Encoding="gzip, br")
        assert headers["Content-Encoding"] == "br"
        assert brotli.decompress(body) == plain
    _, headers, body = ask(listening, "")
    assert headers["Content-Encoding"] is None
    assert body == plain


def test_types_and_folders(listening: Listening, folder: Path) -> None:
    """Scripts and pages say their type and UTF-8; a folder without its slash leads to it."""
    assert ask(listening, "")[1]["Content-Type"] == "text/html; charset=utf-8"
    script = ask(listening, named(folder, "static/site.*.js"))[1]["Content-Type"]
    assert script in {"application/javascript; charset=utf-8", "text/javascript; charset=utf-8"}
    status, headers, _ = ask(listening, "annuaire")
    assert (status, headers["Location"]) == (301, f"{listening.base}annuaire/")


@pytest.mark.parametrize(
    "path",
    [
        *("absent/", "index.html.gz", "_headers", "../../releases/", "%2e%2e/%2e%2e/.lock"),
        *("static/", "static/index/", ".well-known/"),
    ],
)
def test_what_is_not_there_has_the_sites_own_page(
    listening: Listening, folder: Path, path: str
) -> None:
    """Inner files, folders without a page, former releases and what never was.

    404, or no answer at all, never their bytes nor words of the server's own.
    """
    status, _, body = ask(listening, path)
    assert status in {400, 404}
    assert status == 400 or body == (folder / "current/404.html").read_bytes()


@pytest.mark.parametrize("path", ["/", "/autre/", "/annuair/"])
def test_outside_of_the_site_there_is_nothing(
    listening: Listening, folder: Path, path: str
) -> None:
    """A host whose site stands below a path says so with the site's page, not with nginx's own."""
    status, _, body = listening.ask(path)
    if path == listening.base:
        assert status == 200
    else:
        assert (status, body) == (404, (folder / "current/404.html").read_bytes())


def test_the_sites_own_path_is_found_without_its_slash(listening: Listening) -> None:
    """As people type it."""
    if listening.base != "/":
        status, headers, _ = listening.ask(listening.base.rstrip("/"))
        assert (status, headers["Location"]) == (301, listening.base)


def test_plain_requests_are_sent_to_the_encrypted_address(listening: Listening) -> None:
    """The same host and path, by one redirection."""
    status, headers, _ = listening.ask("/annuaire/?q=1", encrypted=False)
    assert status == 301
    assert headers["Location"] == f"https://localhost:{listening.https}/annuaire/?q=1"


@pytest.mark.parametrize("encrypted", [True, False])
@pytest.mark.parametrize("name", ["attaque.example", "localhost.attaque.example", "127.0.0.1"])
def test_other_names_get_no_answer(listening: Listening, name: str, *, encrypted: bool) -> None:
    """Neither a page nor a redirection to wherever the request says that it went."""
    with pytest.raises((OSError, HTTPException)):
        listening.ask(listening.base, name=name, encrypted=encrypted)
    assert listening.ask(listening.base, name="LOCALHOST", encrypted=encrypted)[0] in {200, 301}


def as_on_scalingo(server: Server) -> str:
    """Write the configuration as Scalingo's buildpack does, in a server of the platform's own."""
    own = scalingo_configuration(replace(server, folder=PurePosixPath(server.current)))
    secrets = f"ssl_certificate {server.certificate}; ssl_certificate_key {server.key};"
    return f"server {{\nlisten {server.https} ssl;\n{secrets}\n{own}}}\n"


@pytest.mark.parametrize("base", ["/annuaire/essai/", "/"])
def test_scalingo_answers_as_nginx_does(folder: Path, tmp_path: Path, base: str) -> None:
    """Policy, lifetimes, compression and refusals, for each kind of address."""
    described = server_of(folder / "current", PurePosixPath(folder), brotli=False)
    server = replace(described, base=base)
    style = named(folder, "static/site.*.css")
    paths = ["", "lieux/", style, "worker.js", "manifest.json", "absent/", "_headers"]
    paths += ["index/index.json", f"{style}.gz", "static/"]
    answers = []
    for number, write in enumerate((nginx_configuration, as_on_scalingo)):
        with serve_with_nginx(server, tmp_path / str(number), write=write) as listening:
            found = [ask(listening, path, Accept_Encoding="gzip") for path in paths]
            found.append(listening.ask("/elsewhere"))
        left_out = {"Date", "Connection"}
        answers.append(
            [
                (code, sorted(pair for pair in headers.items() if pair[0] not in left_out), content)
                for code, headers, content in found
            ]
        )
    assert answers[0] == answers[1]
    assert answers[0][0][0] == 200
