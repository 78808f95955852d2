"""A folder behind a web server: `releases/<name>/` and `current`, a link swapped by rename.

A request opens a file of one release or of the next, whole in both cases. What has not changed is
linked from the previous release, not written again. Of the folder's other files none is touched.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from msap.deploy.manifest import KEPT_RELEASES, Manifest, is_release_name
from msap.deploy.release import Release
from msap.deploy.settings import OTHER_PATH
from msap.deploy.tree import link_named, manifest_of, refusing, write_manifest, write_tree
from msap.errors import Refusal
from msap.own_folders import require_free_beside, working_beside

_BUSY = "Une autre publication est en cours vers ce dossier : attendez sa fin."


class FolderTarget:
    """Releases in a folder of this machine."""

    needs_compressed = True

    def __init__(self, folder: Path) -> None:
        self.releases = folder / "releases"
        self.current = folder / "current"

    def live(self) -> Manifest | None:
        """Read the manifest behind `current`."""
        return manifest_of(self.current)

    def rehearse(self, release: Release) -> None:
        """Look at the folder as a publication does, and leave it as it is."""
        with refusing():
            self._require_own()
            require_free_beside(self.releases, _BUSY)
            self._require_new(release.manifest.release)

    def publish(self, release: Release) -> None:
        """Write the release beside the others, swap the link, then remove the oldest."""
        name = release.manifest.release
        with self._alone() as work:
            self.releases.mkdir(exist_ok=True)
            self._require_new(name)
            write_tree(release, work / name, self.current.resolve())
            (work / name).rename(self.releases / name)
            self._show(name, work)
            self._prune()

    def rollback(self) -> str:
        """Serve the previous release again; its server still answers for files of the one left."""
        with self._alone() as work:
            live = self.live()
            earlier = {
                name: manifest
                for name, manifest in self._releases().items()
                if live and name < live.release
            }
            if not live or not earlier:
                raise Refusal("Il n’y a pas de version précédente à remettre en ligne.")
            name = max(earlier)
            restored = self.releases / name
            manifest = link_named(live, self.current.resolve(), restored, earlier[name])
            write_manifest(restored, manifest)
            self._show(name, work)
            return name

    def after_failure(self, release: str) -> str:
        """Look which release is shown."""
        live = self.live()
        if live and live.release == release:
            return f"La version {release} est en ligne."
        return "Ce qui est en ligne n’a pas changé."

    def _releases(self) -> dict[str, Manifest]:
        """Return the manifests of the releases that are ours, oldest first."""
        found = {
            path.name: manifest_of(path)
            for path in sorted(self.releases.iterdir())
            if is_release_name(path.name) and not path.is_symlink()
        }
        return {name: manifest for name, manifest in found.items() if manifest}

    def _show(self, name: str, work: Path) -> None:
        link = work / "current"
        link.symlink_to(Path(self.releases.name, name))
        link.rename(self.current)

    def _prune(self) -> None:
        shown = self.current.resolve().name
        for name in list(self._releases())[:-KEPT_RELEASES]:
            if name != shown:
                shutil.rmtree(self.releases / name)

    @contextmanager
    def _alone(self) -> Iterator[Path]:
        """Yield a folder to work in, and keep a second publication out."""
        with refusing():
            self.releases.parent.mkdir(parents=True, exist_ok=True)
            self._require_own()
            with working_beside(self.releases, _BUSY) as work:
                yield work

    def _require_new(self, name: str) -> None:
        if (self.releases / name).exists():
            raise Refusal(f"La version {name} est déjà là : recommencez dans une seconde.")

    def _require_own(self) -> None:
        """Raise Refusal if `current` or `releases` is not what a publication makes."""
        if self.releases.is_symlink() or (self.releases.exists() and not self.releases.is_dir()):
            found = self.releases
        elif self.current.is_symlink():
            if self.current.readlink().parts[:1] == (self.releases.name,):
                return
            found = self.current
        elif self.current.exists():
            found = self.current
        else:
            return
        raise Refusal(
            f"« {found} » n’a pas été fait par une publication, et serait perdu. {OTHER_PATH}"
        )
