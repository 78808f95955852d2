"""The project that tests work on: the program of this repository, with data and content of their own.

What editors write in `data/` and `content/` is read by `tests/test_repository.py` alone. Only
`data/geo/`, which `tools/geography` writes and nobody edits, is taken from the repository, here.
"""

import atexit
import os
import shutil
import tempfile
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FIXTURE = ROOT / "tests/project"
"""A whole set of data and content, which no edit of the site touches."""

SAMPLE_CONTENT = FIXTURE / "content"
SAMPLE_RECORDS = FIXTURE / "data/msap"
"""Invented records of every kind, from all over the country, that use every field."""

MINI_SITE_RECORDS = ROOT / "tests/mini_site/records"
"""A handful of records, at least one of each kind."""

_PREFIX = "msap-project-"


def write_project(root: Path, records: Path = SAMPLE_RECORDS) -> Path:
    """Write a whole project with these records into `root`, which does not exist; return `root`.

    Compiled modules come along, so that the first command need not compile them again.
    """
    shutil.copytree(FIXTURE, root, ignore=lambda _folder, names: {"msap"} & set(names))
    shutil.copytree(records, root / "data/msap")
    shutil.copytree(ROOT / "data/geo", root / "data/geo")
    for name in ("plugins", "theme"):
        # What another process is compiling right now has such a name, and may be gone the next moment.
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("*.pyc.*"))
    for name in ("pelicanconf.py", "publishconf.py", "tasks.py"):
        shutil.copy(ROOT / name, root / name)
    (root / "node_modules").symlink_to(ROOT / "node_modules")
    return root


def remove_abandoned(folder: Path) -> None:
    """Remove the projects in a folder whose process is no more, as their names tell."""
    for project in folder.glob(f"{_PREFIX}*-*"):
        process = project.name.removeprefix(_PREFIX).split("-")[0]
        try:
            os.kill(int(process), 0)
        except ProcessLookupError:
            shutil.rmtree(project, ignore_errors=True)
        except (ValueError, PermissionError):
            continue


@cache
def sample_project() -> Path:
    """Return the project of this process, with SAMPLE_RECORDS; tests only read it.

    It is written when it is first asked for, and removed when the process ends; what a killed
    process left is removed then too.
    """
    remove_abandoned(Path(tempfile.gettempdir()))
    folder = Path(tempfile.mkdtemp(prefix=f"{_PREFIX}{os.getpid()}-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return write_project(folder / "project")


def sample_data() -> Path:
    """Return the folder of lists, network and territory of that project."""
    return sample_project() / "data"
