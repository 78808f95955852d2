"""A plain folder for a forge's own pages service, which swaps whole sites by itself.

Such a service keeps nothing of the previous release: the files that open pages still ask for are
fetched from the site that is on line.
"""

from __future__ import annotations

import hashlib
import os
import sys
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

from msap.deploy.manifest import PATH, Manifest, ManifestLeftover, read_manifest
from msap.deploy.release import Release
from msap.deploy.settings import OTHER_PATH
from msap.deploy.tree import manifest_of, refusing, write_manifest, write_tree
from msap.errors import Refusal
from msap.network_failures import FAILURES, network_reason
from msap.own_folders import require_free_beside, require_own, swap, working_beside
from msap.processes import signals_ignored

_BUSY = "Une autre publication est en cours vers ce dossier : attendez sa fin."
_LONGEST_SECONDS = 20


class PagesTarget:
    """A folder that the service takes; `site_url` is where the previous release is read."""

    def __init__(self, folder: Path, site_url: str, *, needs_compressed: bool) -> None:
        self.needs_compressed = needs_compressed
        self._folder = folder
        self._site_url = site_url

    def live(self) -> Manifest | None:
        """Read the manifest on line; None when there is none, or no way to it."""
        content = self._fetch(PATH)
        return read_manifest(content) if content else None

    def rehearse(self, release: Release) -> None:
        """Look at the folder as a publication does, and leave it as it is."""
        del release  # the folder is looked at, whatever would be in it
        with refusing():
            require_free_beside(self._folder, _BUSY)
            self._require_own()

    def publish(self, release: Release) -> None:
        """Write the folder anew, with the files of former releases that could be fetched."""
        with refusing():
            self._folder.parent.mkdir(parents=True, exist_ok=True)
            with working_beside(self._folder, _BUSY) as work:
                self._require_own()
                fresh = work / "site"
                self._write(release, fresh)
                self._put_in_place(fresh)

    def rollback(self) -> str:
        """Refuse: the forge keeps the releases, and has its own way back."""
        raise Refusal(
            "C’est la forge qui garde les versions : relancez-y la publication du commit d’avant."
        )

    def after_failure(self, release: str) -> str:
        """Look what the folder holds."""
        there = manifest_of(self._folder)
        if there and there.release == release:
            return f"Le dossier « {self._folder} » contient la version {release}."
        return f"Le dossier « {self._folder} » n’a pas changé."

    def _require_own(self) -> None:
        require_own(self._folder, lambda folder: manifest_of(folder) is not None, OTHER_PATH)

    def _write(self, release: Release, fresh: Path) -> None:
        write_tree(release, fresh)
        carried = {
            path: entry
            for path, entry in release.manifest.carried.items()
            if self._keep(path, entry, fresh)
        }
        write_manifest(fresh, release.manifest.model_copy(update={"carried": carried}))

    def _put_in_place(self, fresh: Path) -> None:
        with signals_ignored():
            if self._folder.exists():
                swap(fresh, self._folder)
            else:
                fresh.rename(self._folder)

    def _keep(self, path: str, entry: ManifestLeftover, folder: Path) -> bool:
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
        except FAILURES as error:
            print(f"« {address} » ne se lit pas : {network_reason(error)}.", file=sys.stderr)
            return None
