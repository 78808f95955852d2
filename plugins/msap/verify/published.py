"""The URL manifest of the live site, read from its folder or from its public address."""

from __future__ import annotations

from http import HTTPStatus
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

from msap.errors import Refusal, reason_of
from msap.network_failures import FAILURES, network_reason
from msap.publish.files.url_manifest import PATH, UrlManifest, read_url_manifest

_PATIENCE = 30
"""Seconds given to the server of the published site."""


def published_url_manifest(place: str) -> UrlManifest | None:
    """Return the URL manifest of the site at `place`, a folder or an https address; None without one.

    A site built before there were manifests has none. Raises Refusal when there may be one
    and it cannot be read: going on would forget every address.
    """
    is_address = place.startswith(("https://", "http://"))
    try:
        if is_address:
            content = _fetch(f"{place.rstrip('/')}/{PATH}")
        else:
            file = Path(place, PATH)
            content = file.read_bytes() if file.is_file() else None
        return None if content is None else read_url_manifest(content)
    except (*FAILURES, ValueError) as failure:
        is_network = is_address and isinstance(failure, FAILURES)
        reason = network_reason(failure) if is_network else reason_of(failure)
        raise Refusal(
            f"Les adresses du site en place ({place}) ne se lisent pas : {reason}. "
            "Sans elles, des adresses publiées pourraient se perdre. Recommencez plus tard."
        ) from failure


def is_site(folder: Path) -> bool:
    """Return whether a folder holds a built site; raises Refusal if that cannot be read."""
    return published_url_manifest(str(folder)) is not None


def _fetch(address: str) -> bytes | None:
    try:
        with urlopen(address, timeout=_PATIENCE) as answer:  # noqa: S310 - http or https only
            content: bytes = answer.read()
            return content
    except HTTPError as error:
        if error.code == HTTPStatus.NOT_FOUND:
            return None
        raise
