"""A built site as visitors get it: released, compressed ahead, behind a real nginx."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from msap.deploy.compression import compressed
from msap.deploy.folder import FolderTarget
from msap.deploy.release import ReleaseOrigin, make_release
from msap.deploy.server import Server, server_of
from tests.deploy.nginx_server import BROTLI_MODULE, NAME, Listening, serve_with_nginx


@contextmanager
def behind_nginx(
    site: Path, work: Path, cache: Path, *, is_public: bool = False
) -> Iterator[tuple[Server, Listening]]:
    """Serve a site built with publishconf.py until the block ends; `work` is an empty folder.

    `cache` keeps what was compressed, as `publish` does. It answers to this machine's name, or to
    the site's when `is_public`.
    """
    target = FolderTarget(work / "www")
    release = make_release(
        site, ReleaseOrigin("", None, demonstration=True), None, datetime.now(tz=UTC)
    )
    target.publish(compressed(release, cache))
    server = server_of(site, PurePosixPath(work / "www"), brotli=BROTLI_MODULE.exists())
    name = server.name if is_public else NAME
    with serve_with_nginx(server, work / "nginx", name) as listening:
        yield server, listening
