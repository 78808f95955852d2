"""Publish a built site behind a real nginx, with encryption, and grade a page of each kind."""

from __future__ import annotations

import json
import os
import subprocess
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from msap.deploy.folder import FolderTarget
from msap.deploy.release import ReleaseOrigin, make_release
from msap.deploy.server import server_of
from tests.deploy.nginx_server import Listening, serve_with_nginx

ROOT = Path(__file__).resolve().parents[2]
_SCAN = Path(__file__).with_name("scan.mjs")
_LONGEST_SECONDS = 300


@dataclass(frozen=True)
class Grade:
    """A page's score and letter, and the points of each of the Observatory's results."""

    path: str
    score: int
    grade: str
    results: dict[str, int]


def pages_of_each_kind(site: Path) -> list[str]:
    """Return one page of each section and depth, by its path below the site's own."""
    found: dict[tuple[str, int], str] = {}
    for file in sorted(site.rglob("index.html")):
        path = file.relative_to(site).as_posix().removesuffix("index.html")
        found.setdefault((path.partition("/")[0], path.count("/")), path)
    return list(found.values())


def grades(site: Path, work: Path) -> list[Grade]:
    """Grade a page of each kind of a built site; `work` is an empty folder."""
    target = FolderTarget(work / "www")
    origin = ReleaseOrigin("https://localhost", None, demonstration=True)
    target.publish(make_release(site, origin, None, datetime.now(tz=UTC)))
    server = server_of(site, PurePosixPath(work / "www"), brotli=False)
    with serve_with_nginx(replace(server, name="localhost"), work / "nginx") as listening:
        return _scan(listening, pages_of_each_kind(site))


def _scan(listening: Listening, paths: list[str]) -> list[Grade]:
    """Run the Observatory, which believes the server's certificate and asks no other host."""
    programs = ROOT / ".venv/bin"
    outcome = subprocess.run(
        [
            "node",
            str(_SCAN),
            str(listening.http),
            str(listening.https),
            *(f"{listening.base}{path}" for path in paths),
        ],
        cwd=ROOT,
        env={
            **os.environ,
            "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
            "NODE_EXTRA_CA_CERTS": str(listening.authority),
        },
        capture_output=True,
        text=True,
        check=False,
        timeout=_LONGEST_SECONDS,
    )
    if outcome.returncode != 0:
        raise RuntimeError(outcome.stderr)
    return [Grade(**json.loads(line)) for line in outcome.stdout.splitlines()]
