"""The official list itself, when MSAP_REAL_LIST names it."""

from pathlib import Path

import pytest

from msap.exchange.official_csv import read_official_csv
from msap.source.entries import read_entry
from tests.exchange.editions import bring_in, rewritten
from tests.exchange.losses import content, lost_words


@pytest.mark.real_list
def test_the_whole_list(real_list: Path, tmp_path: Path) -> None:
    """Each row gives one sound record, no word is lost, and a second import writes nothing."""
    report, problems = bring_in(real_list, tmp_path)
    assert problems == []
    assert report is not None
    paths = sorted(tmp_path.glob("*/*.yml"))
    assert len(paths) == len(report.created) == report.rows
    read = [read_entry(path, path.relative_to(tmp_path)) for path in paths]
    assert [problem for _entry, found in read for problem in found] == []
    official, _problems = read_official_csv(real_list)
    assert official is not None
    assert lost_words(official, report, [entry for entry, _found in read if entry]) == []
    before = content(tmp_path)
    again, _problems = bring_in(real_list, tmp_path)
    assert again is not None
    assert again.written == 0
    assert content(tmp_path) == before


@pytest.mark.real_list
def test_the_whole_list_without_phones_or_tuesdays(real_list: Path, tmp_path: Path) -> None:
    """What it would have cost is reported by its count; accepted, it costs nothing."""
    records = tmp_path / "records"
    bring_in(real_list, records)
    before = content(records)
    poorer = rewritten(tmp_path, real_list, without=["telephone", "h_mardi"])
    report, problems = bring_in(poorer, records, previous=real_list)
    assert report is None
    assert content(records) == before
    assert [problem.fact for problem in problems] == [
        "La colonne « telephone » manque. 2\u202f841\u00a0fiches donnent le téléphone.",
        "La colonne « h_mardi » manque. 2\u202f718\u00a0fiches donnent l’ouverture du mardi.",
    ]
    report, problems = bring_in(poorer, records, previous=real_list, accepts_poorer=True)
    assert report is not None
    assert content(records) == before
