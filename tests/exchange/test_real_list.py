"""The official list itself, when MSAP_REAL_LIST names it."""

from pathlib import Path

import pytest

from msap.exchange.import_list import import_list
from msap.exchange.official_csv import read_official_csv
from msap.source.entries import read_entry
from tests.exchange.losses import content, lost_words


@pytest.mark.real_list
def test_the_whole_list(real_list: Path, tmp_path: Path) -> None:
    """Each row gives one sound record, no word is lost, and a second import writes nothing."""
    report, problems = import_list(real_list, tmp_path)
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
    again, _problems = import_list(real_list, tmp_path)
    assert again is not None
    assert again.written == 0
    assert content(tmp_path) == before
