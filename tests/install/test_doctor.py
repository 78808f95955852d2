"""`msap doctor`, with things missing for real."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from msap.doctor import programs
from tests.install.environments import make_environment
from tests.projects import ROOT, write_project
from tools.setup.programs import LAUNCHERS, OTHERS


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """Return a checkout with the content of the tests, whose map libraries may be taken away."""
    root = write_project(tmp_path / "checkout")
    for folder in (ROOT / "requirements", ROOT / "tools"):
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(folder, root / folder.name, ignore=ignored)
    shutil.copy(ROOT / "package.json", root)
    return root


def doctor(
    root: Path, python: str | Path = sys.executable, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Ask what is missing."""
    return subprocess.run(
        [python, "-m", "msap", "doctor"],
        cwd=root,
        env={**os.environ, "PYTHONPATH": "plugins", "PYTHONUTF8": "1", **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def wrong(said: subprocess.CompletedProcess[str]) -> dict[str, str]:
    """Return each thing that is wrong with its remedy, by what was looked at."""
    assert said.stderr == ""
    lines = said.stdout.splitlines()
    return {
        line.removeprefix("  ✗ "): lines[number + 1].removeprefix("      → ")
        for number, line in enumerate(lines)
        if line.startswith("  ✗ ")
    }


@pytest.mark.browser
def test_a_machine_that_is_set_up_lacks_nothing(checkout: Path) -> None:
    """Its browser is started, and the settings are read."""
    (checkout / "node_modules").unlink()
    (checkout / "node_modules").symlink_to(ROOT / "node_modules")
    (checkout / ".venv").symlink_to(Path(sys.prefix))
    said = doctor(checkout)
    assert wrong(said) == {}, said.stdout
    assert said.returncode == 0
    assert "✓ navigateur : Chromium 1" in said.stdout
    assert "✓ réglages de publishconf.py" in said.stdout


def test_a_machine_without_packages_is_told_what_brings_them(checkout: Path) -> None:
    """Only Python's own library is at hand: neither pydantic nor anything else."""
    bare = checkout.parent / "bare"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", bare], check=True)
    said = doctor(checkout, bare / "bin/python", PATH="/nowhere")
    found = wrong(said)
    assert said.returncode == 1
    assert found["msap : le programme n’est pas installé"] == "make setup"
    assert found["git : il manque"] == "apt-get install git"
    assert found["navigateur : « playwright » manque pour le démarrer"] == "make setup-tests"
    packages = [what for what in found if what.startswith("paquets Python (site.txt) : il manque")]
    assert "annotated-types" in packages[0]
    assert "ne peut pas se construire ici" in said.stdout


def test_what_is_missing_or_broken_is_named(checkout: Path) -> None:
    """A library of the maps, another version of a package, a mistake in settings and in targets."""
    (checkout / "node_modules").unlink()
    (checkout / "node_modules/leaflet/dist").mkdir(parents=True)
    (checkout / "node_modules/leaflet/dist/leaflet.js").touch()
    (checkout / ".venv").symlink_to(Path(sys.prefix))
    lock = checkout / "requirements/site.txt"
    lock.write_text(lock.read_text().replace("pelican==4", "pelican==5", 1))
    settings = checkout / "pelicanconf.py"
    lines = settings.read_text(encoding="utf-8").splitlines()
    settings.write_text("\n".join([*lines, "MSAP_OFFLINE = 3", ""]), encoding="utf-8")
    (checkout / "publishconf.py").write_text("a = 1\nb = (\n", encoding="utf-8")
    (checkout / "data/publication.yml").write_text("targets:\n  essai: {folder: {}}\n")
    found = wrong(doctor(checkout))
    assert (
        found["bibliothèques des cartes : il manque leaflet.markercluster, esbuild"] == "make setup"
    )
    told = "\n".join(found)
    assert "paquets Python (site.txt) : pelican est en 4" in told
    assert "Le réglage MSAP_OFFLINE de pelicanconf.py vaut « 3 »" in told
    assert "réglages de publishconf.py : ligne 2" in told
    assert found[next(one for one in found if one.startswith("data/publication.yml"))]
    assert "navigateur : " in told
    assert "paquets npm : il manque" in told


@pytest.mark.browser
def test_a_browser_that_does_not_start_is_named(checkout: Path) -> None:
    """With what Playwright says of it, without a trace of calls."""
    (checkout / ".venv").symlink_to(Path(sys.prefix))
    found = wrong(doctor(checkout, MSAP_CHROMIUM="/nowhere/chromium"))
    [(what, remedy)] = found.items()
    assert what.startswith("navigateur : ")
    assert "/nowhere/chromium" in what
    assert "Error:" not in what
    assert remedy == "make setup-tests"


def test_an_empty_environment_of_a_wheel_is_not_asked_for_tests(tmp_path: Path) -> None:
    """Outside of a checkout, what only tests need is left out, and pip brings what is missing."""
    python = make_environment(tmp_path / "environment")
    packages = next((tmp_path / "environment/lib").glob("python3*")) / "site-packages"
    shutil.copytree(ROOT / "plugins/msap", packages / "msap")
    (packages / "msap/resources").mkdir()
    (tmp_path / "empty").mkdir()
    said = doctor(tmp_path / "empty", python, PYTHONPATH="")
    found = wrong(said)
    assert said.returncode == 1
    assert "Pour les essais" not in said.stdout
    maps = "bibliothèques des cartes : il manque leaflet, leaflet.markercluster, esbuild"
    assert found[maps] == "pip install --force-reinstall msap"
    assert any("il manque « data » et « content »" in what for what in found)


def test_it_knows_the_programs_that_set_up_brings() -> None:
    """It is run where set-up may not be imported: two lists, which are the same."""
    assert set(programs.PROGRAMS) == {program.name for program in OTHERS}
    assert programs.UNPACKED == LAUNCHERS
