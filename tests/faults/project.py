"""A copy of the project small enough to be built many times: four records, one department."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.projects import MINI_SITE_RECORDS, write_project
from tests.sites import BUILD_DAY, LONGEST_BUILD_SECONDS

DEPARTEMENT = "23"
SITEURL = "https://msap.example"


@dataclass(frozen=True)
class Project:
    """A project that tests may break, and the site it publishes."""

    root: Path

    @property
    def records(self) -> Path:
        """Return the folder of the only department."""
        return self.root / "data/msap" / DEPARTEMENT

    @property
    def site(self) -> Path:
        """Return the live site."""
        return self.root / "output"

    def path(self, name: str) -> Path:
        """Return a file of the project, its folder made."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        return path

    def write(self, name: str, text: str | bytes) -> None:
        """Write a file of the project."""
        self.path(name).write_bytes(text.encode() if isinstance(text, str) else text)

    def replace(self, name: str, old: str, new: str) -> None:
        """Change a piece of a file, which must be there."""
        text = self.path(name).read_text(encoding="utf-8")
        assert old in text
        self.write(name, text.replace(old, new, 1))

    def command(self, *options: str) -> list[str]:
        """Return the command of a published build."""
        settings = [] if "--settings" in options else ["--settings", "publishconf.py"]
        return [sys.executable, "-m", "msap", "build", *settings, *options]

    def environment(self, **changes: str) -> dict[str, str]:
        """Return the environment of a build, on the day of the tests."""
        return {
            **os.environ,
            "PYTHONPATH": "plugins",
            "PYTHONUTF8": "1",
            "PYTHONDONTWRITEBYTECODE": "1",
            "SITEURL": SITEURL,
            "SOURCE_DATE_EPOCH": str(int(BUILD_DAY.timestamp())),
            **changes,
        }

    def build(self, *options: str, **changes: str) -> subprocess.CompletedProcess[str]:
        """Build as CI does before it publishes."""
        return subprocess.run(
            self.command(*options),
            cwd=self.root,
            env=self.environment(**changes),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=LONGEST_BUILD_SECONDS,
            check=False,
        )

    def left_behind(self) -> list[str]:
        """Return what lies beside the site, neither a source nor a cache of the next build."""
        names = {path.name for path in self.root.iterdir() if path.name.startswith(".")}
        return sorted(names - {".output.before"})


def digest(folder: Path) -> dict[str, str]:
    """Return the digest of every file, and the target of every link, of a folder."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def make_project(root: Path) -> Project:
    """Copy what a build needs, with the communes of one department and records that are real."""
    project = Project(write_project(root, MINI_SITE_RECORDS))
    for folder in (root / "data/msap").iterdir():
        if folder != project.records:
            shutil.rmtree(folder)
    for name in ("communes.csv", "former-communes.csv"):
        head, *rows = (
            (root / "data/geo" / name).read_text(encoding="utf-8").splitlines(keepends=True)
        )
        kept = [row for row in rows if row.startswith(DEPARTEMENT)]
        project.write(f"data/geo/{name}", "".join([head, *kept]))
    for path in project.records.glob("*.yml"):
        text = path.read_text(encoding="utf-8").replace("demonstration: yes\n", "")
        if "contact:" not in text:
            text += 'contact: {phone: "05 36 49 00 02"}\n'
        path.write_text(text, encoding="utf-8")
    return project


def copy_project(project: Project, root: Path) -> Project:
    """Copy a project with its site."""
    shutil.copytree(project.root, root, symlinks=True)
    return Project(root)
