"""A real nginx on this machine, with the project's own configuration and a certificate of its own."""

import os
import socket
import ssl
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from http.client import HTTPConnection, HTTPMessage, HTTPSConnection
from pathlib import Path

import pytest
import trustme

from msap.deploy.nginx import nginx_configuration
from msap.deploy.server import Server
from tests.sites import LONGEST_BUILD_SECONDS
from tools.setup.programs import files_of, find_program

NGINX_FILES = files_of("nginx")
"""The folder below which nginx's packages have their files."""
NAME = "localhost"
"""The only name that the tests' servers answer to, unless they are given the site's."""
BROTLI_MODULE = NGINX_FILES / "usr/lib/nginx/modules/ngx_http_brotli_static_module.so"
"""Where Debian puts it; elsewhere the tests do without."""


@dataclass(frozen=True)
class Listening:
    """A server that answers: its ports, the site's path, and the authority its certificate has."""

    http: int
    https: int
    base: str
    authority: Path

    @property
    def url(self) -> str:
        """Return the site's encrypted address, without final slash."""
        return f"https://{NAME}:{self.https}{self.base.rstrip('/')}"

    def ask(
        self,
        path: str,
        headers: Mapping[str, str] | None = None,
        *,
        name: str = NAME,
        encrypted: bool = True,
    ) -> tuple[int, HTTPMessage, bytes]:
        """Ask for a path of the host, which is called by `name`; OSError without an answer."""
        port = self.https if encrypted else self.http
        connection = (
            HTTPSConnection(NAME, port, context=self.trust)
            if encrypted
            else HTTPConnection(NAME, port)
        )
        with closing(connection):
            connection.request("GET", path, headers={"Host": f"{name}:{port}", **(headers or {})})
            answer = connection.getresponse()
            return answer.status, answer.headers, answer.read()

    @property
    def trust(self) -> ssl.SSLContext:
        """Return what a client needs to believe the certificate."""
        return ssl.create_default_context(cafile=str(self.authority))


def require(program: str) -> str:
    """Return the path of a server's program; without it the test is skipped, loudly."""
    found = find_program(program)
    if not found:
        pytest.skip(f"{program.upper()} IS NOT INSTALLED: `make setup-tests` brings it on Debian")
    return str(found)


def free_port() -> int:
    """Return a port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_for(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    """Wait until a server accepts connections; when it ends instead, its log is the message."""
    deadline = time.monotonic() + LONGEST_BUILD_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            break
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError(log.read_text(encoding="utf-8") if log.exists() else "no log")


@contextmanager
def serve_with_nginx(
    server: Server,
    work: Path,
    name: str = NAME,
    write: Callable[[Server], str] = nginx_configuration,
) -> Iterator[Listening]:
    """Serve a folder of releases on free ports of this machine until the block ends."""
    program = require("nginx")
    work.mkdir(parents=True, exist_ok=True)
    authority, certificate, key = make_certificate(work)
    http, https = free_port(), free_port()
    whole = replace(
        server,
        name=name,
        certificate=str(certificate),
        key=str(key),
        http=f"127.0.0.1:{http}",
        https=f"127.0.0.1:{https}",
    )
    log = work / "error.log"
    # Workers read the tests' private folders as root.
    account = "user root;" if os.geteuid() == 0 else ""
    configuration = work / "nginx.conf"
    configuration.write_text(
        f"daemon off; {account} worker_processes 2; pid {work}/pid; error_log {log} warn;\n"
        + (f"load_module {BROTLI_MODULE};\n" if server.brotli else "")
        + f"events {{}}\nhttp {{ include {NGINX_FILES}/etc/nginx/mime.types; access_log off;\n"
        + "".join(
            f"{kind}_temp_path {work}/{kind};\n"
            for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        )
        + write(whole)
        + "}\n",
        encoding="utf-8",
    )
    command = [program, "-p", str(work), "-c", str(configuration), "-e", str(log)]
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL)
    try:
        wait_for(https, process, log)
        yield Listening(http, https, server.base, authority)
    finally:
        process.terminate()
        process.wait(timeout=LONGEST_BUILD_SECONDS)


def make_certificate(folder: Path) -> tuple[Path, Path, Path]:
    """Write an authority, a certificate for localhost and its key; give the three files."""
    made = trustme.CA()
    leaf = made.issue_cert("localhost", "127.0.0.1")
    files = (folder / "authority.pem", folder / "certificate.pem", folder / "key.pem")
    made.cert_pem.write_to_path(str(files[0]))
    files[1].write_bytes(b"".join(blob.bytes() for blob in leaf.cert_chain_pems))
    leaf.private_key_pem.write_to_path(str(files[2]))
    return files
