"""Links anywhere in the project, and files that git follows where only programs write."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from msap.checks.repository import repository
from tests.projects import MINI_SITE_RECORDS, ROOT, write_project
from tests.sites import run_msap


def git(root: Path, *arguments: str) -> None:
    """Run git in a folder, as nobody in particular."""
    identity = ["-c", "user.name=a", "-c", "user.email=a@a.example"]
    subprocess.run(["git", *identity, *arguments], cwd=root, check=True, capture_output=True)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a small folder with the project's own list of ignored paths, under git."""
    root = tmp_path / "project"
    (root / "content/pages").mkdir(parents=True)
    (root / "content/pages/label.md").touch()
    shutil.copy(ROOT / ".gitignore", root)
    git(tmp_path, "init", "--quiet", "project")
    git(root, "add", "--all")
    return root


def found(root: Path) -> list[tuple[str, str]]:
    """Return the path and the code of each problem."""
    return [(problem.path.as_posix(), problem.code) for problem in repository(root)]


def fill(root: Path) -> None:
    """Make what set-up, builds, publications and tests leave in a working copy."""
    for name in (".output.build/site", ".output.before", ".cache/compressed/ab", ".venv/bin"):
        (root / name).mkdir(parents=True)
    (root / "output.essai/releases/20261128T000000Z").mkdir(parents=True)
    (root / "output.essai/current").symlink_to("releases/20261128T000000Z")
    (root / "bench/page_cost/node_modules").mkdir(parents=True)
    for name in (".venv/bin/python", "node_modules", "bench/page_cost/node_modules/a"):
        (root / name).symlink_to("/usr/bin/python3")
    (root / "output").mkdir()
    (root / "output/index.html").touch()


def test_a_working_copy_in_use_has_nothing(project: Path) -> None:
    """Neither do links of set-up, of a release that is shown or of another repository."""
    fill(project)
    git(project, "init", "--quiet", "autre")
    (project / "autre/lien").symlink_to("/etc")
    assert found(project) == []
    shutil.rmtree(project / ".git")
    assert found(project) == []


@pytest.mark.parametrize(
    "path",
    [
        *(".output.build", ".output.before", "output", ".cache", "output.pages", "public"),
        *(".cache/compressed", ".cache/msap", "output/lieux", "content/pages/a.md", "data"),
        *("docs/a/b/c", "current", "output.essai/current", ".releases.build"),
    ],
)
@pytest.mark.parametrize("how", ["in a commit", "on the disk", "without git"])
def test_links_are_reported_wherever_they_lie(project: Path, path: str, how: str) -> None:
    """Ignored or not, and whether or not git knows them."""
    (project / path).parent.mkdir(parents=True, exist_ok=True)
    (project / path).symlink_to("/etc")
    if how == "in a commit":
        git(project, "add", "--force", path)
    if how == "without git":
        shutil.rmtree(project / ".git")
    assert found(project)[0] == (path, "lien-symbolique")


@pytest.mark.parametrize("path", ["node_modules", ".venv", "output.essai/current"])
def test_links_that_set_up_may_make_are_not_for_a_commit(project: Path, path: str) -> None:
    """A commit could have set-up empty the folder behind them."""
    fill(project)
    shutil.rmtree(project / ".venv")
    (project / ".venv").symlink_to("/usr")
    assert found(project) == []
    git(project, "add", "--force", path)
    assert found(project)[0] == (path, "lien-symbolique")


@pytest.mark.parametrize(
    "path",
    [
        *("output/index.html", ".output.build/.msap", "public/a.html", "node_modules/a/index.js"),
        *("plugins/msap/__pycache__/keep.cpython-311.pyc", ".cache/msap/a", "output.pages/é\na"),
    ],
)
def test_files_of_a_commit_under_ignored_paths_are_reported(project: Path, path: str) -> None:
    """Where they would be taken for what a program made; a local list of ignored files is not it."""
    (project / path).parent.mkdir(parents=True)
    (project / path).touch()
    (project / ".git/info/exclude").write_text("content\n", encoding="utf-8")
    assert found(project) == []
    git(project, "add", "--force", path)
    assert found(project) == [(path, "fichier-ignore")]


def test_check_reports_them(tmp_path: Path) -> None:
    """In its report, once each, with the exit code of an error."""
    project = write_project(tmp_path / "project", MINI_SITE_RECORDS)
    before = run_msap("check", root=project)
    assert before.returncode == 0, before.stdout
    (project / ".output.build").symlink_to(tmp_path)
    page = project / "content/pages/label.md"
    page.rename(tmp_path / "label.md")
    page.symlink_to(tmp_path / "label.md")
    checked = run_msap("check", root=project)
    assert checked.returncode == 1
    assert ".output.build:1:1 erreur : « .output.build » est un lien" in checked.stdout
    assert checked.stdout.count("label.md:1:1 erreur") == 1
