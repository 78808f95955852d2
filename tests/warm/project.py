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


class Project:
    """A copy of the project with the mini-site's records; `day` is the day of its builds."""

    def __init__(self, root: Path) -> None:
        """Write the project into `root`, which does not exist."""
        self.root = root
        self.day = BUILD_DAY
        self._builder: subprocess.Popen[str] | None = None
        self._code: dict[str, str] = {}
        write_project(root, MINI_SITE_RECORDS)
        (root / "overrides").mkdir()
        with (root / "pelicanconf.py").open("a", encoding="utf-8") as settings:
            settings.write('THEME_TEMPLATES_OVERRIDES = [str(Path(MSAP_ROOT, "overrides"))]\n')

    @property
    def records(self) -> list[Path]:
        """Return the files of records, sorted."""
        return sorted((self.root / "data/msap").glob("*/*.yml"))

    def replace(self, path: str | Path, old: str, new: str) -> None:
        """Replace a text that is in a file."""
        file = self.root / path
        text = file.read_text(encoding="utf-8")
        assert old in text, f"{path}: {old!r}"
        file.write_text(text.replace(old, new), encoding="utf-8")

    def build(self) -> Path:
        """Build with what the builds before remember; code that changed gets a new process."""
        code = contents(self.root / "plugins")
        if code != self._code:
            self.stop()
            self._code = code
            self._builder = subprocess.Popen(
                [sys.executable, Path(__file__).with_name("building.py"), self.root],
                cwd=self.root,
                env=self._environment(),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
        assert self._builder
        assert self._builder.stdin
        assert self._builder.stdout
        self._builder.stdin.write(f"{int(self.day.timestamp())}\n")
        self._builder.stdin.flush()
        assert self._builder.stdout.readline() == "built\n"
        return self.root / "output"

    def stop(self) -> None:
        """End the process that remembers."""
        if self._builder:
            self._builder.communicate("")
            self._builder = None

    def build_cold(self, **environment: str) -> Path:
        """Build in a new process, into a folder that is not there yet."""
        shutil.rmtree(self.root / "cold", ignore_errors=True)
        shutil.rmtree(self.root / ".cold.before", ignore_errors=True)
        built = subprocess.run(
            [*(sys.executable, "-m", "msap", "build"), "--output", self.root / "cold"],
            cwd=self.root,
            env=self._environment(**environment),
            capture_output=True,
            text=True,
            timeout=LONGEST_BUILD_SECONDS,
            check=False,
        )
        assert built.returncode == 0, built.stdout + built.stderr
        return self.root / "cold"

    def _environment(self, **changes: str) -> dict[str, str]:
        return {
            **os.environ,
            "PYTHONPATH": str(self.root / "plugins"),
            "PYTHONDONTWRITEBYTECODE": "1",
            "SOURCE_DATE_EPOCH": str(int(self.day.timestamp())),
            **changes,
        }


def contents(site: Path) -> dict[str, str]:
    """Return a digest of each file of a site."""
    return {
        path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(site.rglob("*"))
        if path.is_file()
    }
