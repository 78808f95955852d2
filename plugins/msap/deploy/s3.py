"""S3-compatible object storage: files one by one, in an order that never shows half a release.

First what is named after its content, then pages, then the home page and the worker that keeps
pages off line, then the manifest; what is no longer asked for leaves last. Credentials come from the environment, as AWS names them.
"""

from __future__ import annotations

import mimetypes
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from msap.deploy.manifest import PATH, Manifest, read_manifest
from msap.deploy.release import Release
from msap.errors import Refusal
from msap.publish.headers import cache_lifetime, is_content_named
from msap.publish.offline import WORKER
from msap.source.publication import S3Settings

_AT_ONCE = 8
_DELETED_AT_ONCE = 1000
_LAST = ("index.html", WORKER)
_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".geojson": "application/geo+json",
    ".html": "text/html; charset=utf-8",
    ".ics": "text/calendar; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".webmanifest": "application/manifest+json",
    ".xml": "text/xml; charset=utf-8",
}


class S3Target:
    """A bucket, or the part of one that begins with a prefix."""

    def __init__(self, settings: S3Settings) -> None:
        self.needs_compressed = settings.encoding == "gzip"
        self._bucket = settings.bucket
        self._prefix = f"{settings.prefix.strip('/')}/" if settings.prefix else ""
        # Stores other than AWS do not all know the newer checksums.
        config = Config(
            retries={"mode": "standard", "max_attempts": 5},
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
            max_pool_connections=_AT_ONCE,
        )
        self._client: Any = _or_refuse(
            lambda: boto3.client(
                "s3", endpoint_url=settings.endpoint, region_name=settings.region, config=config
            )
        )

    def live(self) -> Manifest | None:
        """Read the manifest in the bucket."""
        try:
            answer = self._client.get_object(Bucket=self._bucket, Key=self._prefix + PATH)
        except ClientError as error:
            if error.response.get("Error", {}).get("Code") == "NoSuchKey":
                return None
            raise _refusal(error) from None
        except BotoCoreError as error:
            raise _refusal(error) from None
        return read_manifest(answer["Body"].read())

    def publish(self, release: Release) -> None:
        """Send what changed, in order; then remove what the release before had and this has not."""
        previous = self.live()
        before = previous.answering if previous else {}
        files = release.manifest.files
        changed = [
            path
            for path, entry in files.items()
            if path not in before or before[path].sha256 != entry.sha256
        ]
        named = [path for path in changed if is_content_named(path)]
        last = [path for path in _LAST if path in changed]
        pages = sorted(set(changed) - set(named) - set(last))
        for stage in (named, pages, *([path] for path in last)):
            self._send(release, stage)
        self._put(PATH, release.manifest.to_json(), encoded=False)
        self._remove(before.keys() - release.manifest.answering.keys())

    def rollback(self) -> str:
        """Refuse: a store has one place for each address."""
        raise Refusal(
            "Un stockage d’objets ne garde pas les versions précédentes. Revenez au commit "
            "d’avant, construisez et publiez : seul ce qui diffère sera envoyé."
        )

    def _send(self, release: Release, paths: Iterable[str]) -> None:
        def send(path: str) -> None:
            compressed = release.compressed.get(path, {}).get(".gz")
            source = compressed or release.sources[path]
            self._put(path, source.read_bytes(), encoded=compressed is not None)

        with ThreadPoolExecutor(_AT_ONCE) as pool:
            list(pool.map(send, paths))

    def _put(self, path: str, content: bytes, *, encoded: bool) -> None:
        encoding = {"ContentEncoding": "gzip"} if encoded else {}
        _or_refuse(
            lambda: self._client.put_object(
                Bucket=self._bucket,
                Key=self._prefix + path,
                Body=content,
                ContentType=content_type(path),
                CacheControl=cache_lifetime(path),
                **encoding,
            )
        )

    def _remove(self, paths: Iterable[str]) -> None:
        keys = [{"Key": self._prefix + path} for path in sorted(paths)]
        for start in range(0, len(keys), _DELETED_AT_ONCE):
            some = {"Objects": keys[start : start + _DELETED_AT_ONCE], "Quiet": True}
            _or_refuse(partial(self._client.delete_objects, Bucket=self._bucket, Delete=some))


def content_type(path: str) -> str:
    """Give the media type of a file of the site by its name."""
    suffix = f".{path.rsplit('.', 1)[-1]}"
    return _TYPES.get(suffix) or mimetypes.guess_type(path)[0] or "application/octet-stream"


def _or_refuse(call: Callable[[], Any]) -> Any:  # noqa: ANN401 - boto3's answers have no type
    try:
        return call()
    except (BotoCoreError, ClientError) as error:
        raise _refusal(error) from None


def _refusal(error: Exception) -> Refusal:
    """Say what went wrong by its name only: the store's own sentence may quote a key."""
    code = type(error).__name__
    if isinstance(error, ClientError):
        code = str(error.response.get("Error", {}).get("Code", code))
    return Refusal(
        f"Le stockage n’a pas fait ce qui était demandé ({code}). Vérifiez le nom du stockage, "
        "son adresse, et AWS_ACCESS_KEY_ID et AWS_SECRET_ACCESS_KEY dans l’environnement."
    )
