"""A small project of its own that tests may edit anywhere, code included."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.projects import MINI_SITE_RECORDS, write_project
from tests.sites import BUILD_DAY, LONGEST_BUILD_SECONDS

_ACCEPTED = ("--accept-fewer", "--accept-earlier", "--accept-lost")


class Project:
    """A copy of the project with the mini-site's records; `day` is the day of its builds."""

    def __init__(self, root: Path) -> None:
        """Write the project into `root`, which does not exist."""
        self.root = root
        self.day = BUILD_DAY
        write_project(root, MINI_SITE_RECORDS)

    @property
    def records(self) -> list[Path]:
        """Give the files of records, sorted."""
        return sorted((self.root / "data/msap").glob("*/*.yml"))

    def replace(self, path: str | Path, old: str, new: str) -> None:
        """Replace a text that is in a file."""
        file = self.root / path
        text = file.read_text(encoding="utf-8")
        assert old in text, f"{path}: {old!r}"
        file.write_text(text.replace(old, new), encoding="utf-8")

    def build(self, output: str, **environment: str) -> Path:
        """Build into a folder of the project, taking what may be taken from what stands there."""
        built = subprocess.run(
            [
                sys.executable,
                "-m",
                "msap",
                "build",
                "--output",
                str(self.root / output),
                *_ACCEPTED,
            ],
            cwd=self.root,
            env={
                **os.environ,
                "PYTHONPATH": str(self.root / "plugins"),
                "PYTHONDONTWRITEBYTECODE": "1",
                "SOURCE_DATE_EPOCH": str(int(self.day.timestamp())),
                **environment,
            },
            capture_output=True,
            text=True,
            timeout=LONGEST_BUILD_SECONDS,
            check=False,
        )
        assert built.returncode == 0, built.stdout + built.stderr
        return self.root / output

    def build_cold(self, **environment: str) -> Path:
        """Build with nothing to take anything from."""
        keep = self.root / ".cache"
        shutil.rmtree(self.root / "cold", ignore_errors=True)
        keep.rename(self.root / "aside")
        try:
            return self.build("cold", **environment)
        finally:
            shutil.rmtree(keep, ignore_errors=True)
            (self.root / "aside").rename(keep)


def contents(site: Path) -> dict[str, str]:
    """Give a digest of each file of a site."""
    return {
        path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(site.rglob("*"))
        if path.is_file()
    }
