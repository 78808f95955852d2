"""`msap serve`: the site here, built again whenever something it is made of changes."""

from __future__ import annotations

import argparse
import signal
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from runpy import run_path
from threading import Thread
from types import FrameType

from msap.build.site import BuildOptions
from msap.command_line.folders import add_output, add_records
from msap.command_line.parser import whole_number
from msap.own_folders import absolute
from msap.processes import STOP_SIGNALS
from msap.publish.guards.regression_kinds import Regression
from msap.serving.builder import Builder
from msap.serving.server import Builds, open_server

FIRST_PORT = 8000
_QUIET_MS = 20
"""Milliseconds without a further change after which a build begins."""
_PATIENCE_MS = 200
"""Milliseconds after which the watch says that nothing changed."""


def serve(options: BuildOptions, first_port: int, names: Sequence[str] = ()) -> None:
    """Build, serve and watch until the person stops it; a failed build leaves the last site.

    `names` are those the server answers to besides `localhost`.
    """
    for stop in STOP_SIGNALS:  # a shell's background job ignores the first
        signal.signal(stop, _stop_once)
    builds = Builds()
    server = open_server(options.output, first_port, builds, names)
    Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://localhost:{server.server_port}/"
    builder = Builder(options)
    changes = _changes(options)
    try:
        next(changes)  # from here on what changes is seen, even while the first build goes on
        builder.build()
        print(f"Le site se lit sur {address} — Ctrl+C pour arrêter.", flush=True)
        for paths in filter(None, changes):
            print(f"Modifié : {', '.join(sorted({path.name for path in paths})[:5])}", flush=True)
            if any(_is_code(path, options.root) for path in paths):
                builder.restart()
            if builder.build():
                builds.announce()
                print(f"Site à jour sur {address}", flush=True)
    except KeyboardInterrupt:
        print("Arrêté.")
    finally:
        builder.stop()
        server.shutdown()


def _stop_once(_request: int, _frame: FrameType | None) -> None:
    """Exit in order, and ignore a second signal: `timeout` signals the process, then its group."""
    for stop in STOP_SIGNALS:
        signal.signal(stop, signal.SIG_IGN)
    raise KeyboardInterrupt


def _changes(options: BuildOptions) -> Iterator[list[Path]]:
    """Yield the files that changed, or nothing after a while without change.

    An import puts a new folder of records in place: the watch of the old one begins anew there.
    """
    from watchfiles import watch

    paths: list[Path] = []
    while True:
        records = _identity(options.records)
        for changes in watch(
            *watched(options), step=_QUIET_MS, rust_timeout=_PATIENCE_MS, yield_on_timeout=True
        ):
            paths += [Path(path) for _, path in changes]
            if _identity(options.records) != records:
                paths.append(options.records)  # what was in it is not watched any more
                break
            yield paths
            paths = []


def _identity(folder: Path) -> tuple[int, int] | None:
    with suppress(FileNotFoundError):
        found = folder.stat()
        return found.st_dev, found.st_ino
    return None


def watched(options: BuildOptions) -> list[Path]:
    """Return the folders and files that a build is made from."""
    settings = options.root / options.settings
    folders = [options.root / name for name in ("data", "content", "theme", "plugins")]
    overrides = []
    with suppress(Exception):  # the build will report what is wrong with the settings
        overrides = run_path(str(settings)).get("THEME_TEMPLATES_OVERRIDES", [])
    found = [*folders, settings, options.records, *map(Path, overrides)]
    return [path for path in found if path.exists()]


def _is_code(path: Path, root: Path) -> bool:
    return path.suffix == ".py" and path.is_relative_to(root)


def add_serve(commands: argparse._SubParsersAction[argparse.ArgumentParser], root: Path) -> None:
    """Declare `serve` among the commands."""
    parser = commands.add_parser("serve", help="voir le site ici, refait à chaque changement")
    add_records(parser, root)
    add_output(parser, root)
    parser.add_argument(
        "--port",
        type=whole_number,
        default=FIRST_PORT,
        metavar="N",
        help=f"le premier port à essayer (par défaut {FIRST_PORT})",
    )
    parser.add_argument(
        "--host",
        action="append",
        default=[],
        metavar="NOM",
        help="un autre nom que localhost, auquel répondre aussi (derrière un relais)",
    )
    parser.set_defaults(run=lambda options: _run(root, options))


def _run(root: Path, options: argparse.Namespace) -> int:
    wanted = BuildOptions(
        root,
        options.records.resolve(),
        absolute(options.output),
        accepted=frozenset({Regression.FEWER, Regression.POORER}),
    )
    serve(wanted, options.port, options.host)
    return 0
