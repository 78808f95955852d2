"""S3-compatible object storage: files one by one, in an order that never shows half a release.

First what is named after its content, then pages, then the home page and the worker that keeps
pages off line, then the manifest; what is no longer asked for leaves last. Meanwhile NEXT says what
has begun: the publication after one that was cut knows which objects are the site's. Each compares
with what is really there. Credentials come from the environment, as AWS names them.
"""

from __future__ import annotations

import mimetypes
import sys
from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from hashlib import md5
from pathlib import Path
from typing import Any, NamedTuple

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from msap.deploy.manifest import PATH, Manifest, ManifestFile, read_manifest
from msap.deploy.release import Release
from msap.deploy.tree import carried_from
from msap.errors import Refusal
from msap.publish.files.headers import MEDIA_TYPES, cache_lifetime, is_content_named
from msap.publish.files.offline import WORKER
from msap.source.publication import S3Settings

NEXT = "manifest.next.json"
"""The manifest of the release that is being sent, with all that former ones may have left."""

_AT_ONCE = 8
_DELETED_AT_ONCE = 1000
_LAST = ("index.html", WORKER)
_TYPES = {
    **MEDIA_TYPES,
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


class _UploadPlan(NamedTuple):
    """The ETag of each object there, the files that are ours, the manifest, and what differs."""

    there: Mapping[str, str]
    ours: Mapping[str, ManifestFile]
    manifest: Manifest
    changed: list[str]


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
        self._begun = False
        self._client: Any = _or_refuse(
            lambda: boto3.client(
                "s3", endpoint_url=settings.endpoint, region_name=settings.region, config=config
            )
        )

    def live(self) -> Manifest | None:
        """Read the manifest in the bucket; what a publication that was cut sent is not in it."""
        if cut := self._read(NEXT):
            print(
                f"La publication {cut.release} n’est pas allée au bout : une nouvelle compare "
                "avec ce qui est vraiment en place, et envoie aussi ce qu’il faut réparer.",
                file=sys.stderr,
            )
        return self._read(PATH)

    def rehearse(self, release: Release) -> None:
        """Look at the objects that would be replaced."""
        self._plan(release)

    def publish(self, release: Release) -> None:
        """Send what differs, in order; then remove what former releases had and this has not."""
        there, ours, manifest, changed = self._plan(release)
        gone = ours.keys() - manifest.answering.keys()
        self._begun = True
        self._put(NEXT, _answering_too(manifest, {path: ours[path] for path in gone}).to_json())
        for stage in _stages(changed):
            self._send(release, stage)
        self._put(PATH, manifest.to_json())
        self._remove(sorted(gone & there.keys()))
        self._remove([NEXT])

    def after_failure(self, release: str) -> str:
        """Return what is known without asking a store that may no longer answer."""
        if self._begun:
            return (
                f"Des fichiers de la version {release} sont peut-être déjà en ligne : publiez à "
                "nouveau, ce qui manque sera envoyé."
            )
        return "Ce qui est en ligne n’a pas changé."

    def rollback(self) -> str:
        """Refuse: a store has one place for each address."""
        raise Refusal(
            "Un stockage d’objets ne garde pas les versions précédentes. Revenez au commit "
            "d’avant, construisez et publiez : seul ce qui diffère sera envoyé."
        )

    def _plan(self, release: Release) -> _UploadPlan:
        """Compare a release with the store; raises Refusal if it would replace what is not ours."""
        there, before, cut = self._listing(), self._read(PATH), self._read(NEXT)
        ours = {**(cut.answering if cut else {}), **(before.answering if before else {})}
        manifest = _carrying_what_is_there(release.manifest, cut, there)
        changed = [path for path in manifest.files if there.get(path) != _etag(release, path)]
        manifests = {PATH, NEXT}
        _require_ours(
            {*changed, *manifests} & there.keys() - ours.keys() - (manifests if ours else set())
        )
        return _UploadPlan(there, ours, manifest, changed)

    def _listing(self) -> dict[str, str]:
        """Return the ETag of each object below the prefix, by its path there."""
        pages = self._client.get_paginator("list_objects_v2").paginate(
            Bucket=self._bucket, Prefix=self._prefix
        )
        found = _or_refuse(lambda: [one for page in pages for one in page.get("Contents", ())])
        return {one["Key"].removeprefix(self._prefix): one["ETag"].strip('"') for one in found}

    def _read(self, path: str) -> Manifest | None:
        try:
            answer = self._client.get_object(Bucket=self._bucket, Key=self._prefix + path)
            return read_manifest(answer["Body"].read())
        except ClientError as error:
            if error.response.get("Error", {}).get("Code") == "NoSuchKey":
                return None
            raise _refusal(error) from None
        except BotoCoreError as error:
            raise _refusal(error) from None

    def _send(self, release: Release, paths: Iterable[str]) -> None:
        def send(path: str) -> None:
            encoding = {"ContentEncoding": "gzip"} if ".gz" in _variants(release, path) else {}
            self._put(path, _body(release, path), **encoding)

        with ThreadPoolExecutor(_AT_ONCE) as pool:
            list(pool.map(send, paths))

    def _put(self, path: str, content: bytes, **more: str) -> None:
        _or_refuse(
            lambda: self._client.put_object(
                Bucket=self._bucket,
                Key=self._prefix + path,
                Body=content,
                ContentType=content_type(path),
                CacheControl=cache_lifetime(path),
                **more,
            )
        )

    def _remove(self, paths: Sequence[str]) -> None:
        for start in range(0, len(paths), _DELETED_AT_ONCE):
            keys = [{"Key": self._prefix + path} for path in paths[start:][:_DELETED_AT_ONCE]]
            some = {"Objects": keys, "Quiet": True}
            answer = _or_refuse(
                partial(self._client.delete_objects, Bucket=self._bucket, Delete=some)
            )
            if errors := answer.get("Errors"):
                raise _refusal(ClientError({"Error": errors[0]}, "DeleteObjects"))


def _stages(paths: Collection[str]) -> Iterator[Collection[str]]:
    """Yield the paths in the order in which no page is shown before what it loads."""
    named = [path for path in paths if is_content_named(path)]
    last = [path for path in _LAST if path in paths]
    yield from (named, sorted(set(paths) - set(named) - set(last)), *([path] for path in last))


def _carrying_what_is_there(
    manifest: Manifest, cut: Manifest | None, there: Container[str]
) -> Manifest:
    """Carry along what pages of former releases load, one that was cut among them.

    What a manifest says and the store has not is left out.
    """
    carried = dict(manifest.carried)
    for path, entry in cut.files.items() if cut else ():
        if is_content_named(path) and path not in manifest.files:
            carried.setdefault(path, carried_from(entry))
    return manifest.model_copy(
        update={"carried": {path: entry for path, entry in carried.items() if path in there}}
    )


def _answering_too(manifest: Manifest, more: Mapping[str, ManifestFile]) -> Manifest:
    """Return the manifest as if it still answered with files that are about to be removed."""
    extra = {path: carried_from(entry) for path, entry in more.items()}
    return manifest.model_copy(update={"carried": {**extra, **manifest.carried}})


def _require_ours(strangers: Collection[str]) -> None:
    if strangers:
        raise Refusal(
            f"Le stockage contient déjà « {min(strangers)} », qu’aucune publication n’y a mis, et "
            "qui serait remplacé. Écrivez un autre « prefix » dans data/publication.yml, ou "
            "déplacez-le."
        )


def _variants(release: Release, path: str) -> Mapping[str, Path]:
    return release.compressed.get(path, {})


def _body(release: Release, path: str) -> bytes:
    return _variants(release, path).get(".gz", release.sources[path]).read_bytes()


def _etag(release: Release, path: str) -> str:
    """Return the ETag that stores give to an object sent in one request."""
    return md5(_body(release, path), usedforsecurity=False).hexdigest()


def content_type(path: str) -> str:
    """Return the media type of a file of the site by its name."""
    suffix = f".{path.rsplit('.', 1)[-1]}"
    return _TYPES.get(suffix) or mimetypes.guess_type(path)[0] or "application/octet-stream"


def _or_refuse(call: Callable[[], Any]) -> Any:  # noqa: ANN401 - boto3's answers have no type
    try:
        return call()
    except (BotoCoreError, ClientError) as error:
        raise _refusal(error) from None


def _refusal(error: Exception) -> Refusal:
    """Return what went wrong by its name only: the store's own sentence may quote a key."""
    code = type(error).__name__
    if isinstance(error, ClientError):
        code = str(error.response.get("Error", {}).get("Code", code))
    return Refusal(
        f"Le stockage n’a pas fait ce qui était demandé ({code}). Vérifiez le nom du stockage, "
        "son adresse, et AWS_ACCESS_KEY_ID et AWS_SECRET_ACCESS_KEY dans l’environnement."
    )
