"""Whatever `check` accepts, `build` builds: records drawn at random, as odd as they may be."""

from collections.abc import Container
from datetime import date
from pathlib import Path

import pytest

from msap.checks.run import check_everything
from msap.source.geography import read_geography
from msap.source.referentials import read_referentials
from tests.checks.random_records import Draw, write_records
from tests.projects import sample_data
from tests.sites import run_msap

COUNT = 200
MOST_REFUSED = 20
"""Records that may have an error in a draw: more, and it would say little of what is accepted."""


@pytest.mark.parametrize("seed, departements", [(1, None), (2, {"23"}), (3, {"974", "2A", "57"})])
def test_what_check_accepts_is_built(
    seed: int, departements: Container[str] | None, tmp_path: Path
) -> None:
    """Over the whole country, crowded in one department, and where clocks and holidays differ."""
    data, records = sample_data(), tmp_path / "records"
    lists, _ = read_referentials(data)
    assert lists
    within = departements or lists.departements
    write_records(Draw(seed, read_geography(data), lists, within), COUNT, records)
    (tmp_path / "content").mkdir()
    found = check_everything(data, records, tmp_path / "content", today=date(2026, 11, 23)).findings
    refused = {problem.path for problem in found.errors}
    assert len(refused) <= MOST_REFUSED, found.errors[:5]
    for path in refused:
        Path(path).unlink()
    outcome = run_msap("build", "--records", records, "--output", tmp_path / "site")
    assert outcome.returncode == 0, outcome.stderr
    assert len(list((tmp_path / "site/lieux").glob("fiche-*/index.html"))) >= COUNT - MOST_REFUSED
