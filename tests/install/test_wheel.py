"""The wheel alone builds a site: no checkout, no theme, no settings and no npm packages beside it."""

import re
import shutil
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

import msap
from tests.faults.project import digest
from tests.install.environments import make_environment, run
from tests.projects import MINI_SITE_RECORDS, ROOT, sample_project
from tests.sites import SUB_PATH

PUBLIC = f"https://msap.example{SUB_PATH.rstrip('/')}"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel as anybody would, but without the network."""
    folder = tmp_path_factory.mktemp("wheel")
    command: list[str | Path] = [sys.executable, "-m", "pip", "wheel", "--no-index", "--no-deps"]
    built = run([*command, "--no-build-isolation", "--wheel-dir", folder, ROOT], ROOT)
    assert built.returncode == 0, built.stderr
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel into an environment of its own; return the Python there."""
    python = make_environment(tmp_path_factory.mktemp("installed") / "environment")
    command: list[str | Path] = [
        sys.executable,
        "-m",
        "pip",
        "--python",
        python,
        "install",
        "--no-index",
    ]
    installed = run([*command, "--no-deps", wheel], wheel.parent)
    assert installed.returncode == 0, installed.stderr
    return python


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    """Return an empty folder."""
    folder = tmp_path / "empty"
    folder.mkdir()
    return folder


def test_its_name_and_needs_are_those_of_the_project(wheel: Path) -> None:
    """One version everywhere, and of each dependency the one that the lock file has."""
    platform = re.sub("[-.]", "_", sysconfig.get_platform())  # it carries a program
    assert wheel.name == f"msap-{msap.__version__}-py3-none-{platform}.whl"
    with zipfile.ZipFile(wheel) as archive:
        metadata = archive.read(f"msap-{msap.__version__}.dist-info/METADATA").decode()
    locked = (ROOT / "requirements/publish.txt").read_text(encoding="utf-8")
    needs = [line.removeprefix("Requires-Dist: ") for line in metadata.splitlines()]
    pinned = [need.split(";")[0] for need in needs if "==" in need]
    assert [need for need in pinned if f"\n{need} \\\n" not in locked] == []
    assert {"pelican", "pydantic", "boto3"} <= {need.split("==")[0] for need in pinned}


def test_its_program_is_its_own(python: Path, empty: Path) -> None:
    """In an empty folder, where nothing of a checkout is seen."""
    where = run([python, "-c", "import msap; print(msap.__file__)"], empty)
    assert Path(where.stdout.strip()).is_relative_to(python.parents[1])
    said = run([python.with_name("msap"), "--version"], empty)
    assert (said.returncode, said.stdout) == (0, f"msap {msap.__version__}\n")


def test_an_empty_folder_is_reported_as_such(python: Path, empty: Path) -> None:
    """In French, without a trace of calls, and nothing is written there."""
    said = run([python.with_name("msap"), "build"], empty)
    assert said.returncode == 1
    assert "n’est pas là" in said.stderr
    assert "Traceback" not in said.stderr
    assert list(empty.iterdir()) == []


@pytest.mark.parametrize(
    "fixture, options",
    [("mini_site", ()), ("mini_site_below", ("--settings", "publishconf.py"))],
)
def test_its_site_is_that_of_the_checkout(
    python: Path, empty: Path, request: pytest.FixtureRequest, fixture: str, options: tuple[str]
) -> None:
    """Byte for byte, from a folder that held nothing but `data/` and `content/`."""
    shutil.copytree(sample_project() / "content", empty / "content")
    others = shutil.ignore_patterns("msap")
    shutil.copytree(sample_project() / "data", empty / "data", ignore=others)
    shutil.copytree(MINI_SITE_RECORDS, empty / "data/msap")
    built = run([python.with_name("msap"), "build", *options], empty, SITEURL=PUBLIC)
    assert built.returncode == 0, built.stderr
    site: Path = request.getfixturevalue(fixture)
    assert digest(empty / "output") == digest(site)
    assert len(digest(site)) > 100
