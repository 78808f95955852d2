"""Thirty publications while four clients read through a real nginx: bench/publication.py, shorter."""

from pathlib import Path

from bench.publication import CLIENTS, run

RELEASES = 30


def test_no_error_no_truncated_page_no_mixed_release(mini_site_below: Path, tmp_path: Path) -> None:
    """Every answer is whole, is of one release, and of one that was shown at that moment."""
    done = run(mini_site_below, tmp_path, RELEASES)
    assert done.faults == ()
    assert done.releases == RELEASES
    assert done.clients == CLIENTS
    assert done.answers["200"] > RELEASES * CLIENTS
    assert done.answers.keys() <= {"200", "304"}
    assert done.distinct > RELEASES
