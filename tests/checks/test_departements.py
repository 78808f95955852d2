"""A record in each department of the official geographic code: refused in French, or a whole page."""

import re
from pathlib import Path

import pytest

from msap.checks.run import check_everything
from msap.source.geography import Commune, read_geography
from tests.projects import sample_data
from tests.sites import run_msap

RECORD = """\
id: {id}
name: Maison de {name}
status: open
address: {{postcode: "{postcode}", city: "{name}", insee: "{insee}"}}
hours: {{monday: ["09:00-12:00"], tuesday: [], wednesday: [], thursday: [], friday: [], saturday: []}}
updated: 2026-10-02
"""
OVERSEAS_ZONES = {
    "971": "America/Guadeloupe",
    "972": "America/Martinique",
    "973": "America/Cayenne",
    "974": "Indian/Reunion",
    "975": "America/Miquelon",
    "976": "Indian/Mayotte",
    "977": "America/St_Barthelemy",
    "978": "America/Marigot",
}
"""The IANA names of the clocks that are not the mainland's."""


def write_record(commune: Commune, records: Path) -> None:
    """Write a record in the most populous commune of a department."""
    folder = records / commune.departement
    folder.mkdir(parents=True)
    identifier = f"maison-{commune.departement.lower()}"
    text = RECORD.format(
        id=identifier,
        name=commune.name,
        postcode=(*commune.postcodes, "00000")[0],
        insee=commune.insee,
    )
    (folder / f"{identifier}.yml").write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def refused(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, set[str]]]:
    """Return the records that `check` accepts, and the codes of the errors of the other ones."""
    records = tmp_path_factory.mktemp("departements") / "records"
    for communes in read_geography(sample_data()).by_departement.values():
        write_record(max(communes, key=lambda commune: commune.population), records)
    (empty := records.parent / "content").mkdir()
    codes: dict[str, set[str]] = {}
    for problem in check_everything(sample_data(), records, empty).findings.errors:
        codes.setdefault(problem.path.parent.name, set()).add(problem.code)
    for departement in codes:
        (records / departement / f"maison-{departement}.yml").unlink()
    return records, codes


def test_territories_without_a_clock_are_refused(
    refused: tuple[Path, dict[str, set[str]]],
) -> None:
    """The five that `departements.yml` does not have, and no other."""
    assert refused[1] == {
        code: {"departement-hors-annuaire"} for code in ("984", "986", "987", "988", "989")
    }


def test_every_other_department_has_a_page_with_its_clock(
    refused: tuple[Path, dict[str, set[str]]], tmp_path: Path
) -> None:
    """What `check` accepts builds, and the script reads the clock of the place."""
    records, site = refused[0], tmp_path / "site"
    outcome = run_msap("build", "--records", records, "--output", site)
    assert outcome.returncode == 0, outcome.stderr
    scripts = "".join(path.read_text() for path in site.glob("static/*.js"))
    constant = re.search(r'"(971 [^"]*)"', scripts)
    assert constant
    zones = dict(zone.split() for zone in constant[1].split(","))
    departements = sorted(path.parent.name for path in records.glob("*/*.yml"))
    assert len(departements) == 104
    for code in departements:
        page = (site / f"lieux/maison-{code.lower()}/index.html").read_text(encoding="utf-8")
        written = re.search(
            r'data-week="[^"]*"(?: data-closed="[^"]*")?( data-dept="(\w+)")?', page
        )
        assert written, code
        assert zones.get(written[2], "Europe/Paris") == OVERSEAS_ZONES.get(code, "Europe/Paris")
