"""The protocol of publication targets."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from msap.deploy.manifest import Manifest
from msap.deploy.release import Release
from msap.deploy.settings import OTHER_PATH
from msap.own_folders import require_apart
from msap.source.publication import TargetSettings


class PublicationTarget(Protocol):
    """A place that holds releases; each method raises Refusal with a French sentence."""

    needs_compressed: bool
    """Whether compressed files are sent beside the others."""

    def live(self) -> Manifest | None:
        """Return the manifest of the release that visitors see, None before the first one."""

    def rehearse(self, release: Release) -> None:
        """Refuse what `publish` would refuse before it sends anything; nothing is written."""

    def publish(self, release: Release) -> None:
        """Send the release, then have visitors see it; until then they see the one before."""

    def rollback(self) -> str:
        """Serve the previous release again, and return its name."""

    def after_failure(self, release: str) -> str:
        """Return what is there once the publication of this release was refused or stopped."""


def make_target(settings: TargetSettings, root: Path, site_url: str) -> PublicationTarget:
    """Make the target that these settings describe; `root` is where relative paths begin.

    Each kind is imported when it is asked for, and so are the libraries it needs. Raises Refusal
    when a folder holds or is part of the project's sources.
    """
    if own := settings.folder or settings.pages:
        require_apart(root / own.path, root, OTHER_PATH)
    if settings.folder:
        from msap.deploy.folder import FolderTarget

        return FolderTarget(root / settings.folder.path)
    if settings.ssh:
        from msap.deploy.ssh import SshTarget

        return SshTarget(settings.ssh, root)
    if settings.s3:
        from msap.deploy.s3 import S3Target

        return S3Target(settings.s3)
    if settings.pages:
        from msap.deploy.pages import PagesTarget

        return PagesTarget(
            root / settings.pages.path, site_url, needs_compressed=settings.pages.compressed
        )
    raise AssertionError("settings have one kind")
