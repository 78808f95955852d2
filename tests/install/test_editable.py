"""What set-up installs: the project in place, so that its commands work from any folder."""

import shutil
from pathlib import Path

import pytest

from msap import installation
from tests.install.environments import make_environment, run
from tests.projects import ROOT
from tools.setup.environment import install_project


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """Return a copy of the program, set up by the step that set-up calls."""
    root = tmp_path / "checkout"
    for folder in (ROOT / "plugins", ROOT / "requirements", ROOT / "tools"):
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(folder, root / folder.name, ignore=ignored)
    for file in (
        *(ROOT / "LICENSE", ROOT / "README.md"),
        *(ROOT / "pelicanconf.py", ROOT / "pyproject.toml"),
    ):
        shutil.copy(file, root)
    make_environment(root / ".venv")
    install_project(root)
    return root


def test_the_commands_work_from_any_folder(checkout: Path, tmp_path: Path) -> None:
    """As a module and by name, from the files of the checkout."""
    python = checkout / ".venv/bin/python"
    where = run([python, "-c", "import msap; print(msap.__file__)"], tmp_path)
    assert Path(where.stdout.strip()) == checkout / "plugins/msap/__init__.py"
    for command in ([python, "-m", "msap"], [python.with_name("msap")]):
        said = run([*command, "--version"], tmp_path)
        assert said.stdout.startswith("msap "), said.stderr


def test_another_copy_comes_first_where_it_is_asked_for(checkout: Path, tmp_path: Path) -> None:
    """As tests and worktrees ask for theirs, with PYTHONPATH."""
    (tmp_path / "other/msap").mkdir(parents=True)
    (tmp_path / "other/msap/__init__.py").touch()
    command: list[str | Path] = [checkout / ".venv/bin/python"]
    command += ["-c", "import msap; print(msap.__file__)"]
    said = run(command, tmp_path, PYTHONPATH="other")
    assert said.stdout.strip() == str(tmp_path / "other/msap/__init__.py")


def test_it_is_done_once_until_the_package_changes(
    checkout: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """Another version is installed again, so that `--version` is right."""
    capfd.readouterr()
    install_project(checkout)
    assert capfd.readouterr().out == ""
    package = checkout / "plugins/msap/__init__.py"
    package.write_text(package.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    install_project(checkout)
    assert "The package msap" in capfd.readouterr().out


def test_the_project_is_the_nearest_one(tmp_path: Path) -> None:
    """From any of its folders; beyond them all, it is the checkout of the program."""
    (tmp_path / "project/data/msap/23").mkdir(parents=True)
    (tmp_path / "project/data/network.yml").touch()
    for folder in ("project", "project/data/msap/23"):
        assert installation.project_root(tmp_path / folder) == tmp_path / "project"
    assert installation.project_root(tmp_path) == ROOT
