"""Text files precompressed with gzip and brotli at their highest levels, once for each content.

What was compressed is kept by the digest of its content, so that a publication compresses what
changed and nothing else.
"""

from __future__ import annotations

import gzip
import os
import re
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import brotli

from msap.deploy.release import Release

_TEXT = {".html", ".css", ".js", ".json", ".geojson", ".webmanifest", ".svg", ".xml", ".txt"}
_TEXT |= {".csv", ".ics"}
CACHE_TAG = "Signature: 8a477f597d28d172789f06886806bc55\n"
"""The mark of a cache folder (https://bford.info/cachedir/)."""
_SMALLEST = 200
"""Bytes below which compression saves less than the names of its headers."""
_KEPT_SECONDS = 30 * 24 * 3600
_NAME = re.compile(r"[0-9a-f]{64}\.(gz|br)|\.[a-z0-9_]{8}")
"""A file that was compressed, or one whose writing was stopped."""
_METHODS: dict[str, Callable[[bytes], bytes]] = {
    ".gz": lambda content: gzip.compress(content, compresslevel=9, mtime=0),
    ".br": lambda content: brotli.compress(content, quality=11),
}


def compressed(release: Release, cache: Path) -> Release:
    """Return the release with its compressed files, which lie in `cache`; unused ones leave in time."""
    cache.mkdir(parents=True, exist_ok=True)
    (cache / "CACHEDIR.TAG").write_text(CACHE_TAG, encoding="ascii")
    manifest = release.manifest
    paths = [
        path
        for path, source in release.sources.items()
        if source.suffix in _TEXT and manifest.files[path].size >= _SMALLEST
    ]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        variants = pool.map(
            lambda path: _variants(release.sources[path], manifest.files[path].sha256, cache), paths
        )
        by_path = dict(zip(paths, variants, strict=True))
    _forget(cache, time.time() - _KEPT_SECONDS)
    return replace(release, compressed=by_path)


def _variants(source: Path, digest: str, cache: Path) -> dict[str, Path]:
    folder = cache / digest[:2]
    files = {suffix: folder / f"{digest}{suffix}" for suffix in _METHODS}
    for suffix, file in files.items():
        if file.is_file():
            file.touch()
        else:
            folder.mkdir(parents=True, exist_ok=True)
            _write_whole(file, _METHODS[suffix](source.read_bytes()))
    return files


def _write_whole(file: Path, content: bytes) -> None:
    """Write by rename: a run that is stopped leaves no half file under a name that others trust."""
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=".")
    with os.fdopen(handle, "wb") as writing:
        writing.write(content)
    Path(name).replace(file)


def _forget(cache: Path, before: float) -> None:
    for file in cache.glob("??/*"):
        if _NAME.fullmatch(file.name) and file.lstat().st_mtime < before:
            file.unlink(missing_ok=True)
