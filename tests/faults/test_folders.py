"""What a build replaces or empties is its own: never a link, a source or somebody's work."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from msap.own_folders import MARK
from tests.faults.project import Project, digest

WORK = "these.txt"


def _work(folder: Path) -> None:
    """Put somebody's work into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / WORK).write_text("Trois ans.\n", encoding="utf-8")


def _site(project: Project, folder: Path) -> None:
    """Make a folder look like a built site to whoever only looks at its files."""
    for name in ("index.html", "adresses.json"):
        shutil.copy(project.site / name, folder / name)


def _refused(project: Project, *options: str, **environment: str) -> str:
    """Build, which must be refused in French and leave every file of the project; returns the words."""
    before = digest(project.root)
    refused = project.build(*options, **environment)
    assert refused.returncode == 1, refused.stdout + refused.stderr
    assert "Traceback" not in refused.stderr
    assert digest(project.root) == before
    return refused.stderr


@pytest.mark.parametrize(
    "output, said",
    [
        (".", "contient les sources du projet, qui seraient perdues."),
        ("..", "contient les sources du projet"),
        ("content", "content » fait partie des sources. Choisissez"),
        ("data/msap", "contient les sources du site"),
        ("theme/site", "theme/site » fait partie des sources (« "),
        (".git", ".git » fait partie des sources"),
        (".cache/site", "fait partie des sources"),
    ],
)
def test_sources_are_not_replaced(project: Project, output: str, said: str) -> None:
    """Even where a site seems to lie in them."""
    _work(project.root / ".git")
    folder = project.root / output
    if folder.is_dir():
        _site(project, folder)
    words = _refused(project, "--output", output)
    assert said in words
    assert "« --output output.essai »" in words


def test_records_and_home_are_not_replaced(project: Project, tmp_path: Path) -> None:
    """A folder of records beside the project counts among the sources; a home is never replaced."""
    records, home = tmp_path / "list/records", tmp_path / "home"
    shutil.copytree(project.root / "data/msap", records)
    home.mkdir()
    for folder in (records, records.parent, home):
        _site(project, folder)
    for output in (records.parent, records / "site"):
        words = _refused(project, "--records", str(records), "--output", str(output))
        assert "sources du site" in words or "fait partie des sources" in words
    assert "dossier personnel" in _refused(project, "--output", str(home), HOME=str(home))
    assert (records / "23/la-courtine.yml").is_file()


def _linked_site(project: Project, elsewhere: Path) -> tuple[str, ...]:
    project.site.rename(elsewhere)
    project.site.symlink_to(elsewhere)
    return ()


def _linked_folder(project: Project, elsewhere: Path) -> tuple[str, ...]:
    shutil.copytree(project.site, elsewhere / "site")
    (project.root / "www").symlink_to(elsewhere)
    return "--output", "www/site"


def _linked_work(project: Project, elsewhere: Path) -> tuple[str, ...]:
    _work(elsewhere)
    (project.root / ".output.build").symlink_to(elsewhere)
    return ()


def _marked_work(project: Project, elsewhere: Path) -> tuple[str, ...]:
    _linked_work(project, elsewhere)
    (elsewhere / MARK).touch()
    return ()


def _linked_before(project: Project, elsewhere: Path) -> tuple[str, ...]:
    shutil.copytree(project.site, elsewhere)
    (project.root / ".output.before").symlink_to(elsewhere)
    return ()


@pytest.mark.parametrize(
    "link", [_linked_site, _linked_folder, _linked_work, _marked_work, _linked_before]
)
def test_nothing_is_emptied_through_a_link(
    link: Callable[[Project, Path], tuple[str, ...]], project: Project, tmp_path: Path
) -> None:
    """Whichever folder of the build is one: what the link leads to stays, whatever it holds."""
    elsewhere = tmp_path / "elsewhere"
    options = link(project, elsewhere)
    before = digest(elsewhere)
    assert before
    words = _refused(project, *options)
    assert "est un lien vers" in words or "n’est pas un dossier" in words
    assert digest(elsewhere) == before


@pytest.mark.parametrize(
    "name, said",
    [
        (".output.build", "n’a pas été fait par ce programme"),
        (".output.before", "contient autre chose que ce que le projet y écrit"),
        ("travail", "contient autre chose que ce que le projet y écrit"),
    ],
)
def test_work_under_the_names_of_the_tool_stays(project: Project, name: str, said: str) -> None:
    """A page called `index.html` does not make somebody's folder a site."""
    _work(project.root / name)
    (project.root / name / "index.html").write_text("<html>", encoding="utf-8")
    assert said in _refused(project, *(("--output", name) if name == "travail" else ()))


def test_a_clone_in_place_of_the_site_stays(project: Project) -> None:
    """A branch checked out where the site is built has its history there."""
    _work(project.site / ".git")
    assert "est un dépôt git" in _refused(project)


def test_a_folder_that_is_empty_is_taken(project: Project) -> None:
    """As people make it before the first build."""
    (project.root / "vide").mkdir()
    built = project.build("--output", "vide")
    assert built.returncode == 0, built.stderr
    assert digest(project.root / "vide") == digest(project.site)
