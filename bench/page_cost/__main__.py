"""`python -m bench.page_cost --site DIR` measures a built site as its visitors meet it."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

from bench.page_cost import report
from bench.page_cost.budgets import Cost, cost_of
from bench.page_cost.kinds import KINDS, NOT_FOUND, PageKind
from bench.page_cost.lighthouse import Scores, scores
from bench.page_cost.load import load
from bench.page_cost.served import behind_nginx
from bench.page_cost.tasks import longest_task
from msap.deploy.site import site_url
from tests.browser.site_server import serve_site
from tools.browser import open_browser

CACHE = Path(__file__).resolve().parents[2] / ".cache" / "compressed"
PARTS = ("budgets", "lighthouse", "load")


def main() -> int:
    """Run with the arguments of the command line; returns 1 when the loaded server made errors."""
    options = _options()
    chosen = [kind for kind in KINDS if not options.kind or kind.name in options.kind]
    errors = 0
    with tempfile.TemporaryDirectory(prefix="page-cost-") as folder:
        for part in options.part or PARTS:
            when, work = report.when(), Path(folder) / part
            work.mkdir()
            if part == "budgets":
                table = report.costs_table(_costs(options.site, chosen, work))
            elif part == "lighthouse":
                found = _scores(options.site, chosen, options.runs, work)
                table = f"Median of {options.runs}.\n\n{report.scores_table(found)}"
            else:
                pages = _first_with(options.site[:1], chosen)[options.site[0]]
                addresses = [address for _kind, address in pages if address != NOT_FOUND]
                with behind_nginx(options.site[0], work, CACHE) as (_server, listening):
                    done = load(listening, addresses)
                table, errors = report.load_table(done), done.errors
            text = f"{when}\n\n{table}"
            print(f"## {part}\n\n{text}\n", flush=True)
            if options.write:
                report.write(part, text)
    return 1 if errors else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--site",
        type=Path,
        action="append",
        required=True,
        help="a site built with publishconf.py; a second one gives the kinds the first has not",
    )
    parser.add_argument("--part", choices=PARTS, action="append", help="default: all")
    parser.add_argument("--kind", action="append", help="a kind of page (default: all)")
    parser.add_argument("--runs", type=int, default=5, help="of Lighthouse on each page")
    parser.add_argument("--write", action="store_true", help="write into docs/page-cost.md")
    return parser.parse_args()


def _first_with(sites: list[Path], kinds: list[PageKind]) -> dict[Path, list[tuple[PageKind, str]]]:
    """Return each site's kinds with their addresses; a kind is of the first site that has it."""
    found: dict[Path, list[tuple[PageKind, str]]] = {site: [] for site in sites}
    for kind in kinds:
        for site in sites:
            address = kind.heaviest(site)
            if address is not None:
                found[site].append((kind, address))
                break
    return found


def _costs(
    sites: list[Path], kinds: list[PageKind], work: Path
) -> dict[str, tuple[str, Cost, float]]:
    costs = {}
    with open_browser() as browser:
        for site, pages in _first_with(sites, kinds).items():
            with serve_site(site, f"{urlsplit(site_url(site)).path}/") as served:
                for kind, address in pages:
                    cost = cost_of(kind, address, served, browser)
                    task = longest_task(kind, address, served, browser, work)
                    costs[kind.name] = address, cost, task
    return costs


def _scores(
    sites: list[Path], kinds: list[PageKind], runs: int, work: Path
) -> dict[str, tuple[str, Scores]]:
    found = {}
    for number, (site, pages) in enumerate(_first_with(sites, kinds).items()):
        # Lighthouse presses no button: an open map is not what it sees.
        still = [(kind, address) for kind, address in pages if not kind.opens]
        if not still:
            continue
        with behind_nginx(site, work / str(number), CACHE, is_public=True) as (server, listening):
            for kind, address in still:
                one = scores(server.name, listening, address, runs)
                print(f"{kind.name}: {one}", file=sys.stderr, flush=True)
                found[kind.name] = address, one
    return found


if __name__ == "__main__":
    sys.exit(main())
