"""A plain folder for a forge's own pages service, which swaps whole sites by itself.

Such a service keeps nothing of the release before: the files that open pages still ask for are
fetched from the site that is on line.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
import tempfile
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

from msap.deploy.manifest import PATH, Carried, Manifest, read_manifest
from msap.deploy.release import Release
from msap.deploy.tree import write_manifest, write_tree
from msap.errors import Refusal

_LONGEST_SECONDS = 20


class PagesTarget:
    """A folder that the service takes; `site_url` is where the release before is read."""

    def __init__(self, folder: Path, site_url: str, *, needs_compressed: bool) -> None:
        self.needs_compressed = needs_compressed
        self._folder = folder
        self._site_url = site_url

    def live(self) -> Manifest | None:
        """Read the manifest on line; None when there is none, or no way to it."""
        content = self._fetch(PATH)
        return read_manifest(content) if content else None

    def publish(self, release: Release) -> None:
        """Write the folder anew, with the files of former releases that could be fetched."""
        self._folder.parent.mkdir(parents=True, exist_ok=True)
        fresh = Path(tempfile.mkdtemp(prefix=f".{self._folder.name}.", dir=self._folder.parent))
        fresh.chmod(0o755)
        try:
            write_tree(release, fresh)
            carried = {
                path: entry
                for path, entry in release.manifest.carried.items()
                if self._keep(path, entry, fresh)
            }
            write_manifest(fresh, release.manifest.model_copy(update={"carried": carried}))
            if self._folder.exists():
                shutil.rmtree(self._folder)
            fresh.rename(self._folder)
        finally:
            shutil.rmtree(fresh, ignore_errors=True)

    def rollback(self) -> str:
        """Refuse: the forge keeps the releases, and has its own way back."""
        raise Refusal(
            "C’est la forge qui garde les versions : relancez-y la publication du commit d’avant."
        )

    def _keep(self, path: str, entry: Carried, folder: Path) -> bool:
        content = self._fetch(path)
        if content is None or hashlib.sha256(content).hexdigest() != entry.sha256:
            return False
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
        os.utime(file, (entry.modified.timestamp(),) * 2)
        return True

    def _fetch(self, path: str) -> bytes | None:
        address = f"{self._site_url}/{path}"
        try:
            with urlopen(address, timeout=_LONGEST_SECONDS) as answer:  # noqa: S310 - a site's URL
                content: bytes = answer.read()
                return content
        except HTTPError as error:
            error.close()
            return None
        except (URLError, TimeoutError, OSError) as error:
            print(f"« {address} » n’a pas répondu : {error}", file=sys.stderr)
            return None
