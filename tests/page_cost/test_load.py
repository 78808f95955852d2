"""The load that docs/page-cost.md reports is borne by a real nginx, and its errors are counted."""

from pathlib import Path

from bench.page_cost.load import load
from bench.page_cost.served import behind_nginx
from tests.deploy.nginx_server import require


def test_what_is_missing_is_an_error(mini_site_below: Path, tmp_path: Path) -> None:
    """Two connections, two seconds each: pages that are there make no error, one that is not makes nothing else."""
    require("wrk")
    with behind_nginx(mini_site_below, tmp_path, tmp_path / "cache") as (_server, listening):
        well = load(listening, ["", "lieux/ahun/"], seconds=2, connections=2)
        missing = load(listening, ["introuvable/"], seconds=2, connections=2)
    assert well.errors == 0
    assert well.requests > 0
    assert 0 < well.p50 <= well.p99
    assert missing.errors == missing.requests > 0
