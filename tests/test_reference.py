"""What is generated from the model is current."""

from pathlib import Path

import pytest

from msap.checks.codes import ERRORS, WARNINGS
from msap.reference import generated_files, stale_files
from tests.projects import MINI_SITE_RECORDS, ROOT, write_project
from tests.sites import run_msap


def test_the_committed_schema_and_page_are_current() -> None:
    """`python -m msap reference` would change nothing."""
    assert stale_files(ROOT) == []


def test_the_page_explains_every_code() -> None:
    """An editor finds each code of a report in the page."""
    page = generated_files(ROOT)[ROOT / "docs" / "reference" / "fiche.md"]
    for code, meaning in {**ERRORS, **WARNINGS}.items():
        assert f"| `{code}` | {meaning} |" in page


def test_a_missing_file_is_not_current(tmp_path: Path) -> None:
    """Files that are not there are reported, so that CI fails."""
    (tmp_path / "data").symlink_to(Path(__file__).parent / "checks" / "data")
    assert [path.name for path in stale_files(tmp_path)] == ["msap.schema.json", "fiche.md"]


@pytest.fixture
def generated(tmp_path: Path) -> Path:
    """Return a project with what is generated, in which a partner was then added."""
    project = write_project(tmp_path / "project", MINI_SITE_RECORDS)
    assert run_msap("reference", root=project).returncode == 0
    partners = project / "data/referentials/partners.yml"
    text = partners.read_text(encoding="utf-8")
    added = text.replace(
        "  caf:",
        "  cnav:\n    names: [{name: Cnav}]\n    field: social\n    help: La retraite.\n  caf:",
    )
    assert added != text
    partners.write_text(added, encoding="utf-8")
    return project


def test_a_partner_more_is_reported_and_stops_nobody(generated: Path) -> None:
    """Editors change lists without the program: the schema is only reported to lack the key."""
    said = run_msap("reference", "--check", root=generated)
    assert (said.returncode, said.stderr) == (0, "")
    assert "Les listes de data/referentials/ ont changé depuis le schéma" in said.stdout


def test_a_schema_that_is_not_the_model_s_is_not_current(generated: Path) -> None:
    """Whatever its keys, and also when it is no schema at all."""
    schema = generated / "data/msap.schema.json"
    text = schema.read_text(encoding="utf-8")
    for damaged in (text.replace('"maxLength": 140', '"maxLength": 141'), "{}", "{"):
        assert damaged != text
        schema.write_text(damaged, encoding="utf-8")
        assert stale_files(generated) == [schema]
