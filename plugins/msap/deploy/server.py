"""Settings that nginx and Caddy share."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

from msap.deploy.site import site_url
from msap.errors import Refusal
from msap.publish.files.headers import HEADERS_FILE, read_headers


@dataclass(frozen=True, slots=True)
class Server:
    """A host that serves a folder of releases under one name and no other.

    `base` is the site's path, with both slashes.
    """

    name: str
    folder: PurePosixPath
    base: str
    headers: dict[str, str]
    certificate: str
    key: str
    http: str = "80"
    https: str = "443"
    brotli: bool = False
    """Whether nginx has the module that serves `.br` files."""

    @property
    def current(self) -> str:
        """Return the folder of the release shown, without a final slash."""
        return f"{self.folder}/current"


def server_of(site: Path, folder: PurePosixPath, *, brotli: bool) -> Server:
    """Describe the server of a built site, by its public address and its security policy."""
    file = site / HEADERS_FILE
    if not file.is_file():
        raise Refusal(f"« {site} » n’est pas un site construit : lancez d’abord `build`.")
    address = urlsplit(site_url(site))
    name = (address.hostname or "").encode("idna").decode()
    return Server(
        name=name,
        folder=folder,
        base=f"{address.path}/",
        headers=read_headers(file.read_text(encoding="utf-8")),
        certificate=f"/etc/letsencrypt/live/{name}/fullchain.pem",
        key=f"/etc/letsencrypt/live/{name}/privkey.pem",
        brotli=brotli,
    )
