"""What is generated from the model is current."""

from pathlib import Path

from msap.checks.codes import ERRORS, WARNINGS
from msap.reference import generated_files, stale_files

ROOT = Path(__file__).resolve().parents[1]


def test_the_committed_schema_and_page_are_current() -> None:
    """`python -m msap reference` would change nothing."""
    assert stale_files(ROOT) == []


def test_the_page_explains_every_code() -> None:
    """An editor finds each code of a report in the page."""
    page = generated_files(ROOT)[ROOT / "docs" / "reference" / "fiche.md"]
    for code, meaning in {**ERRORS, **WARNINGS}.items():
        assert f"| `{code}` | {meaning} |" in page


def test_a_missing_file_is_not_current(tmp_path: Path) -> None:
    """Files that are not there are told, so that CI fails."""
    (tmp_path / "data").symlink_to(Path(__file__).parent / "checks" / "data")
    assert [path.name for path in stale_files(tmp_path)] == ["msap.schema.json", "fiche.md"]
