"""Networks ready to use: each makes a site, of invented records and of the official list."""

import csv
import shutil
from pathlib import Path

import pytest

import msap
from tests.projects import write_project
from tests.sites import run_msap

FOLDER = Path(msap.__file__).parent / "networks"
NETWORKS = sorted(path.name for path in FOLDER.iterdir() if path.is_dir())
ROWS = 40
AHUN = """\
id: ahun
name: Lieu inventé d’Ahun
status: open
demonstration: yes
address: {street: 2 place de la Mairie, postcode: "23150", city: Ahun, insee: "23001"}
hours:
  monday: ["09:00-12:00", "14:00-17:00"]
  tuesday: ["09:00-12:00", "14:00-17:00"]
  wednesday: ["09:00-12:00"]
  thursday: ["09:00-12:00", "14:00-17:00"]
  friday: ["09:00-12:00"]
  saturday: ["09:00-12:00"]
updated: 2026-10-02
"""


def write_network_project(name: str, folder: Path) -> Path:
    """Write a project of the network, with the territory that all share and one invented record."""
    records = folder / "records"
    (records / "23").mkdir(parents=True)
    (records / "23/ahun.yml").write_text(AHUN, encoding="utf-8")
    project = write_project(folder / "project", records)
    territory = (project / "data/referentials/departements.yml").read_text(encoding="utf-8")
    shutil.rmtree(project / "content")
    shutil.rmtree(project / "data/referentials")
    for part in ("data", "content"):
        shutil.copytree(FOLDER / name / part, project / part, dirs_exist_ok=True)
    (project / "data/referentials/departements.yml").write_text(territory, encoding="utf-8")
    return project


def first_rows(official_list: Path, count: int, to: Path) -> Path:
    """Write the header and every seventieth row of the list, in its own encoding."""
    with official_list.open(encoding="utf-8-sig", newline="") as file:
        sample = file.read(4096)
        file.seek(0)
        dialect = csv.Sniffer().sniff(sample, delimiters=";,")
        rows = list(csv.reader(file, dialect))
    chosen = [rows[0], *rows[1::70][:count]]
    with to.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, dialect).writerows(chosen)
    return to


@pytest.mark.parametrize("name", NETWORKS)
def test_a_network_makes_a_site_of_invented_records(name: str, tmp_path: Path) -> None:
    """Checks have nothing to say, and the build verifies every page."""
    project = write_network_project(name, tmp_path)
    checked = run_msap("check", root=project)
    assert checked.returncode == 0, checked.stdout
    assert checked.stdout.startswith("Aucune erreur ; 1 fiche"), checked.stdout
    built = run_msap("build", "--output", tmp_path / "site", root=project)
    assert built.returncode == 0, built.stdout + built.stderr
    page = (tmp_path / "site/lieux/ahun/index.html").read_text(encoding="utf-8")
    assert ("Partout dans le réseau" in page) is (name == "france-services")
    home = (tmp_path / "site/index.html").read_text(encoding="utf-8")
    assert "d’après les fiches" in home
    assert ">364<" not in home


@pytest.mark.parametrize("name", NETWORKS)
def test_a_network_makes_a_site_of_the_official_list(
    name: str, real_list: Path, tmp_path: Path
) -> None:
    """Forty rows from all over the country, imported and built."""
    project = write_network_project(name, tmp_path)
    shutil.rmtree(project / "data/msap")
    rows = first_rows(real_list, ROWS, tmp_path / real_list.name)
    imported = run_msap("import-list", rows, root=project)
    assert imported.returncode == 0, imported.stdout + imported.stderr
    assert len(list((project / "data/msap").rglob("*.yml"))) == ROWS
    built = run_msap("build", "--output", tmp_path / "site", root=project)
    assert built.returncode == 0, built.stdout + built.stderr
