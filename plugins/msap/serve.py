"""Serve the site on this machine and build it again whenever something it is made of changes."""

from __future__ import annotations

import argparse
import signal
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from msap.errors import Refusal

FIRST_PORT = 8000
PORTS_TRIED = 20


class SiteHandler(SimpleHTTPRequestHandler):
    """Serves the built files, and the site's own page for an address that does not exist."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer with `404.html` where the site has one."""
        page = Path(self.directory, "404.html")
        if code != HTTPStatus.NOT_FOUND or not page.is_file():
            super().send_error(code, message, explain)
            return
        content = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def end_headers(self) -> None:
        """Keep the browser from showing a page of the build before."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base's name
        """Stay silent: the terminal is for the builds."""


def open_server(folder: Path, first_port: int) -> ThreadingHTTPServer:
    """Listen on the first free port from `first_port`; raises Refusal when none is."""
    handler = partial(SiteHandler, directory=str(folder))
    for port in range(first_port, first_port + PORTS_TRIED):
        try:
            return ThreadingHTTPServer(("127.0.0.1", port), handler)
        except OSError:
            continue
    raise Refusal(
        f"Aucun port libre entre {first_port} et {first_port + PORTS_TRIED - 1}. "
        "Fermez un autre serveur, ou choisissez un port avec « --port »."
    )


def serve(root: Path, records: Path, output: Path, first_port: int) -> None:
    """Build, serve and watch until the person stops it; a failed build leaves the last site."""
    for stop in (signal.SIGINT, signal.SIGTERM):  # a shell's background job ignores the first
        signal.signal(stop, signal.default_int_handler)
    server = open_server(output, first_port)
    Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://localhost:{server.server_port}/"
    _build(root, records, output)
    print(f"Le site se lit sur {address} — Ctrl+C pour arrêter.", flush=True)
    try:
        for names in _changes(root, records):
            print(f"Modifié : {', '.join(names)}", flush=True)
            if _build(root, records, output):
                print(f"Site à jour sur {address}", flush=True)
    except KeyboardInterrupt:
        print("Arrêté.")
    finally:
        server.shutdown()


def _changes(root: Path, records: Path) -> Iterator[list[str]]:
    from watchfiles import watch

    folders = [root / name for name in ("data", "content", "theme", "plugins")]
    folders += [root / "pelicanconf.py", records]
    for changes in watch(*folders, raise_interrupt=True):
        yield sorted({Path(path).name for _, path in changes})[:5]


def _build(root: Path, records: Path, output: Path) -> bool:
    """Build in a process of its own, so that changed code and a crash are both met."""
    command = [sys.executable, "-m", "msap", "build"]
    command += ["--records", str(records), "--output", str(output), "--accept-fewer"]
    return subprocess.run(command, cwd=root, check=False).returncode == 0


def add_serve(commands: argparse._SubParsersAction[argparse.ArgumentParser], root: Path) -> None:
    """Declare `serve` among the commands."""
    parser = commands.add_parser("serve", help="voir le site ici, refait à chaque changement")
    parser.add_argument("--records", type=Path, default=root / "data" / "msap", metavar="DOSSIER")
    parser.add_argument("--output", type=Path, default=root / "output", metavar="DOSSIER")
    parser.add_argument("--port", type=int, default=FIRST_PORT, metavar="N")
    parser.set_defaults(run=lambda options: _run(root, options))


def _run(root: Path, options: argparse.Namespace) -> int:
    serve(root, options.records.resolve(), options.output.resolve(), options.port)
    return 0
