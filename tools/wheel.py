"""What Hatchling asks to build the wheel: the versions it depends on, and the files it carries."""

from __future__ import annotations

import re
import sysconfig
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from hatchling.metadata.plugin.interface import MetadataHookInterface

CARRIED = (
    *("theme", "pelicanconf.py", "publishconf.py"),
    *("node_modules/leaflet/dist/leaflet.js", "node_modules/leaflet/dist/leaflet.css"),
    *("node_modules/leaflet/dist/images", "node_modules/leaflet/LICENSE"),
    "node_modules/leaflet.markercluster/dist/leaflet.markercluster.js",
    "node_modules/leaflet.markercluster/dist/MarkerCluster.css",
    *("node_modules/leaflet.markercluster/MIT-LICENCE.txt", "node_modules/esbuild/LICENSE.md"),
)
"""What a build needs besides Python, by its path in the project: `msap/resources/` in the wheel."""

ESBUILD = "node_modules/@esbuild/*/bin/esbuild"
"""The program that bundles scripts: npm brings that of this machine, and a wheel is for such ones."""

_NAME = re.compile(r"^[a-z0-9][a-z0-9-]*", re.MULTILINE)


class CarriedFiles(BuildHookInterface[Any]):
    """Adds the theme, the settings and the maps' libraries to a wheel, and not to an editable one."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add the files to the wheel; raises FileNotFoundError for one that set-up has not brought."""
        if version == "editable":
            return
        names = [*CARRIED, self._program()]
        for name in names:
            path = Path(self.root, name)
            if not path.exists():
                raise FileNotFoundError(f"{name} is missing: run `make setup` first")
            place = f"msap/resources/{name}" if self.target_name == "wheel" else name
            build_data["force_include"][str(path)] = place
        if self.target_name == "wheel":
            platform = re.sub("[-.]", "_", sysconfig.get_platform())
            build_data["tag"] = f"py3-none-{platform}"

    def _program(self) -> str:
        found = next(Path(self.root).glob(ESBUILD), None)
        return found.relative_to(self.root).as_posix() if found else ESBUILD


class LockedVersions(MetadataHookInterface):
    """Has the wheel depend on the very versions that the lock files name."""

    def update(self, metadata: dict[str, Any]) -> None:
        """Fill in `dependencies`, and what publishing needs besides."""
        metadata["dependencies"] = _locked(Path(self.root), "package", "site")
        extra = _locked(Path(self.root), "publish", "publish")
        metadata["optional-dependencies"] = {"publish": extra}


def _locked(root: Path, names: str, lock: str) -> list[str]:
    """Return `name==version` for each package that `names`.in lists, from the lock file `lock`."""
    listed = (root / f"requirements/{names}.in").read_text(encoding="utf-8")
    locked = (root / f"requirements/{lock}.txt").read_text(encoding="utf-8")
    versions = dict(re.findall(r"^([a-z0-9-]+)==(\S+)", locked, re.MULTILINE))
    return [f"{name}=={versions[name]}" for name in _NAME.findall(listed)]
