"""A folder behind a web server: `releases/<name>/` and `current`, a link swapped by rename.

A request opens a file of one release or of the next, whole in both cases. What has not changed is
linked from the release before, not written again.
"""

from __future__ import annotations

import fcntl
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from msap.deploy.manifest import KEPT_RELEASES, Manifest
from msap.deploy.release import Release
from msap.deploy.tree import link_named, read_tree, write_manifest, write_tree
from msap.errors import Refusal


class FolderTarget:
    """Releases in a folder of this machine."""

    needs_compressed = True

    def __init__(self, folder: Path) -> None:
        self.releases = folder / "releases"
        self.current = folder / "current"
        self._lock = folder / ".lock"

    def live(self) -> Manifest | None:
        """Read the manifest behind `current`."""
        return read_tree(self.current)

    def publish(self, release: Release) -> None:
        """Write the release beside the others, swap the link, then remove the oldest."""
        name = release.manifest.release
        final, incoming = self.releases / name, self.releases / f".{name}"
        with self._alone():
            if final.exists():
                raise Refusal(f"La version {name} est déjà là : recommencez dans une seconde.")
            try:
                write_tree(release, incoming, self.current.resolve())
                incoming.rename(final)
            except OSError as error:
                raise Refusal(f"La version n’a pas pu être écrite : {error.strerror}.") from error
            finally:
                shutil.rmtree(incoming, ignore_errors=True)
            self._show(name)
            self._prune()

    def rollback(self) -> str:
        """Go back to the release before; its server still answers for files of the one left."""
        with self._alone():
            live = self.live()
            names = self._names()
            earlier = [name for name in names if live and name < live.release]
            if not live or not earlier:
                raise Refusal("Il n’y a pas de version précédente à remettre en ligne.")
            restored = self.releases / earlier[-1]
            manifest = read_tree(restored)
            if manifest is None:
                raise Refusal(f"La version {earlier[-1]} est abîmée : publiez à nouveau.")
            manifest = link_named(live, self.current.resolve(), restored, manifest)
            write_manifest(restored, manifest)
            self._show(earlier[-1])
            return earlier[-1]

    def _names(self) -> list[str]:
        return sorted(path.name for path in self.releases.glob("[0-9]*"))

    def _show(self, name: str) -> None:
        link = self.current.with_name(".current")
        link.unlink(missing_ok=True)
        link.symlink_to(Path("releases", name))
        link.rename(self.current)

    def _prune(self) -> None:
        shown = self.current.resolve().name
        for name in self._names()[:-KEPT_RELEASES]:
            if name != shown:
                shutil.rmtree(self.releases / name)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Keep a second publication out, and clear what one that was killed left behind."""
        try:
            self.releases.mkdir(parents=True, exist_ok=True)
            lock = self._lock.open("w")
        except OSError as error:
            raise Refusal(
                f"Le dossier « {self.releases.parent} » ne s’écrit pas : {error.strerror}."
            ) from error
        with lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise Refusal(
                    "Une autre publication est en cours vers ce dossier : attendez sa fin."
                ) from None
            for left in self.releases.glob(".[0-9]*"):
                shutil.rmtree(left, ignore_errors=True)
            yield
