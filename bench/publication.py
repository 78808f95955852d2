"""Publish again and again while clients read through a real nginx, and check every answer.

`python -m bench.publication --releases 300 --write` writes the figures into docs/publication.md;
the tests run a shorter one.
"""

import argparse
import gzip
import hashlib
import http.client
import json
import multiprocessing
import re
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from multiprocessing.synchronize import Event
from pathlib import Path, PurePosixPath
from random import Random

from msap.deploy.compression import compressed
from msap.deploy.folder import FolderTarget
from msap.deploy.release import ReleaseOrigin, make_release
from msap.deploy.server import Server
from msap.publish.files.headers import security_headers
from tests.deploy.nginx_server import Listening, serve_with_nginx
from tests.deploy.sites import change_everything, take_part

ROOT = Path(__file__).resolve().parents[1]
REPORT = ROOT / "docs" / "publication.md"
CLIENTS = 4
_PAUSE_SECONDS = 0.01
"""Between two visits, so that the clients leave the processor to what publishes."""

_BEGIN, _END = "<!-- run:begin -->", "<!-- run:end -->"
_NUMBER = re.compile(r"<!-- release (\d+) --></html>\s*$")
_ASSET = re.compile(r'(?:href|src)="([^"]*static/site\.[0-9A-Z]{8}\.(?:css|js))"')


@dataclass
class Seen:
    """What one client saw: counts, pages by release, and all that was wrong."""

    answers: Counter[str] = field(default_factory=Counter)
    pages: set[tuple[int, str, str]] = field(default_factory=set)
    """Release, path and SHA-256 of each page read."""
    surrounding: set[tuple[str, int, str]] = field(default_factory=set)
    """Release of the manifest before, number on the page, release of the manifest after."""
    faults: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class PublicationRun:
    """The figures of a run: faults are errors, truncated or mixed answers, each reported."""

    releases: int
    clients: int
    seconds: float
    answers: Counter[str]
    pages: int
    distinct: int
    faults: tuple[str, ...]


class _Client:
    """A browser's habits: one connection kept open, copies asked again with their ETag."""

    def __init__(self, listening: Listening, seed: int) -> None:
        self._listening = listening
        self._random = Random(seed)  # noqa: S311 - which page comes next
        self._connection = self._connect()
        self._copies: dict[str, tuple[str, bytes]] = {}
        self.seen = Seen()

    def visit(self, path: str) -> None:
        """Read the manifest, a page with its style and script, and the manifest again."""
        before = self._release()
        page = self._get(path, keep=True)
        number = _NUMBER.search(page.decode(errors="replace"))
        if not number:
            self.seen.faults.append(f"truncated page {path}: ends with {page[-60:]!r}")
            return
        release = int(number[1])
        self.seen.pages.add((release, path, hashlib.sha256(page).hexdigest()))
        assets = _ASSET.findall(page.decode())
        if not assets:
            self.seen.faults.append(f"{path}: neither style nor script")
        for asset in assets:
            content = self._get(asset.rsplit("/static/", 1)[-1].join(("static/", "")))
            if not content.endswith(f"/* release {release} */".encode()):
                self.seen.faults.append(f"mixed release: {path} of {release} got {content[-30:]!r}")
        self.seen.surrounding.add((before, release, self._release()))

    def _release(self) -> str:
        content = self._get("manifest.json")
        return str(json.loads(content)["release"]) if content else ""

    def _get(self, path: str, *, keep: bool = False) -> bytes:
        headers = {}
        if self._random.random() < 0.7:
            headers["Accept-Encoding"] = "gzip"
        copy = self._copies.get(path) if keep else None
        if copy:
            headers["If-None-Match"] = copy[0]
        try:
            self._connection.request("GET", self._listening.base + path, headers=headers)
            answer = self._connection.getresponse()
            body = answer.read()
        except (OSError, http.client.HTTPException) as error:
            self.seen.faults.append(f"{path}: {type(error).__name__} {error}")
            self._connection = self._connect()
            return b""
        self.seen.answers[str(answer.status)] += 1
        if answer.status == 304 and copy:
            return copy[1]
        if answer.status != 200:
            self.seen.faults.append(f"{path}: status {answer.status}")
            return b""
        if answer.headers["Content-Encoding"] == "gzip":
            body = gzip.decompress(body)
        if keep:
            self._copies[path] = (answer.headers["ETag"], body)
        return body

    def _connect(self) -> http.client.HTTPSConnection:
        return http.client.HTTPSConnection(
            "localhost", self._listening.https, context=self._listening.trust, timeout=30
        )

    def next_of(self, paths: list[str]) -> str:
        """Choose the page to read next."""
        return self._random.choice(paths)


def _read_until(
    stop: Event,
    listening: Listening,
    paths: list[str],
    seed: int,
    queue: "multiprocessing.Queue[Seen]",
) -> None:
    client = _Client(listening, seed)
    while not stop.wait(_PAUSE_SECONDS):
        client.visit(client.next_of(paths))
    queue.put(client.seen)


def run(built: Path, work: Path, releases: int) -> PublicationRun:
    """Publish `releases` times from a part of a built site, each with everything changed."""
    site, folder = take_part(built, work / "site"), work / "www"
    target = FolderTarget(folder)
    base = "/annuaire/essai/" if 'href="/annuaire/essai/' in _home(built) else "/"
    server = Server("localhost", PurePosixPath(folder), base, security_headers(), "", "")
    truth: dict[tuple[int, str], str] = {}
    names: dict[str, int] = {}

    def publish(number: int) -> None:
        change_everything(site, number)
        origin = ReleaseOrigin("https://msap.example", None, demonstration=True)
        release = make_release(site, origin, target.live(), datetime.now(tz=UTC))
        names[release.manifest.release] = number
        for path, entry in release.manifest.files.items():
            truth[number, path] = entry.sha256
        target.publish(compressed(release, work / "cache"))

    publish(0)
    paths = [path.relative_to(site).as_posix() for path in site.rglob("index.html")]
    addresses = [path.removesuffix("index.html") for path in paths]
    context = multiprocessing.get_context("spawn")
    with serve_with_nginx(server, work / "nginx") as listening:
        stop, queue = context.Event(), context.Queue()
        clients = [
            context.Process(target=_read_until, args=(stop, listening, addresses, seed, queue))
            for seed in range(CLIENTS)
        ]
        for client in clients:
            client.start()
        began = time.monotonic()
        for number in range(1, releases + 1):
            publish(number)
        seconds = time.monotonic() - began
        stop.set()
        seen = [queue.get(timeout=120) for _ in clients]
        for client in clients:
            client.join(timeout=60)
    faults = [fault for one in seen for fault in one.faults]
    faults += _untrue(seen, truth, names)
    log = (work / "nginx/error.log").read_text(encoding="utf-8")
    faults += [f"nginx: {line}" for line in log.splitlines() if "[warn]" not in line]
    pages = {page for one in seen for page in one.pages}
    answers: Counter[str] = sum((one.answers for one in seen), Counter())
    visits = sum(len(one.surrounding) for one in seen)
    return PublicationRun(releases, CLIENTS, seconds, answers, visits, len(pages), tuple(faults))


def _untrue(
    seen: list[Seen], truth: dict[tuple[int, str], str], names: dict[str, int]
) -> list[str]:
    """Return the pages that are not those of their release, and those of a release not then shown."""
    faults = []
    for one in seen:
        for number, address, digest in one.pages:
            if truth.get((number, f"{address}index.html")) != digest:
                faults.append(f"page {address} is not that of release {number}")
        for before, number, after in one.surrounding:
            first, last = names.get(before, number), names.get(after, number)
            if not first <= number <= last:
                faults.append(f"release {number} between {first} and {last}")
    return faults


def _home(built: Path) -> str:
    return (built / "index.html").read_text(encoding="utf-8")


def _write(done: PublicationRun) -> None:
    text = REPORT.read_text(encoding="utf-8")
    start, end = text.index(_BEGIN) + len(_BEGIN), text.index(_END)
    REPORT.write_text(f"{text[:start]}\n{report(done)}\n{text[end:]}", encoding="utf-8")


def report(done: PublicationRun) -> str:
    """Write the figures of a run as a table."""
    statuses = ", ".join(f"{count:,} × {status}" for status, count in sorted(done.answers.items()))
    rows = {
        "date": f"{datetime.now(tz=UTC):%Y-%m-%d}",
        "publications": f"{done.releases} in {done.seconds:.0f} s",
        "clients": f"{done.clients}, each a process with a connection kept open",
        "answers": statuses,
        "distinct pages read, each compared with its release": f"{done.distinct:,}",
        "errors, truncated pages, mixed releases": str(len(done.faults)),
    }
    return "\n".join(
        ["| what | figure |", "|---|---|", *(f"| {k} | {v} |" for k, v in rows.items())]
    )


def main() -> int:
    """Run with the arguments of the command line; returns 1 when an answer was wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("site", type=Path, help="a built site")
    parser.add_argument("--releases", type=int, default=300)
    parser.add_argument("--write", action="store_true", help="write the figures into the docs")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="publication-") as work:
        done = run(options.site, Path(work), options.releases)
    print(report(done))
    print("\n".join(done.faults[:20]), file=sys.stderr)
    if options.write and not done.faults:
        _write(done)
    return 1 if done.faults else 0


if __name__ == "__main__":
    sys.exit(main())
