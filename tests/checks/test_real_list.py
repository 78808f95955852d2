"""The rules on the official list: no error, and only points worth a look."""

from collections import Counter
from pathlib import Path

import pytest

from msap.checks.run import check_everything
from tests.projects import sample_data


@pytest.mark.real_list
def test_the_official_list_has_no_error(real_records: Path, tmp_path: Path) -> None:
    """A true list passes; but for tours without stops, one place in ten has a point to look at."""
    content = tmp_path / "content"
    content.mkdir()
    checked = check_everything(sample_data(), real_records, content)
    findings = checked.findings
    assert checked.catalogue
    assert findings.errors == ()
    assert findings.records > 2000
    codes = Counter(problem.code for problem in findings.warnings)
    codes.pop("label-horaires")
    assert codes.pop("itinerante-sans-arret") == sum(
        entry.msap.is_unlocated_tour for entry in checked.catalogue.entries
    )
    assert codes.total() < findings.records / 10
