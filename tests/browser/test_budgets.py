"""What every kind of page costs at most, on the heaviest page of the kind in the official list.

Kinds that the list does not have (places on tour, projects, closed places) are measured on the
mini-site. `python -m bench.page_cost` writes the same figures as a table.
"""

from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from bench.page_cost.budgets import cost_of
from bench.page_cost.ecoindex import letter
from bench.page_cost.kinds import KINDS, PageKind
from tests.browser.fixtures import Serve
from tests.sites import SUB_PATH

pytestmark = [pytest.mark.browser, pytest.mark.real_list]


@dataclass(frozen=True)
class Budget:
    """Most bytes, requests, elements, and blocks of script run (bench/page_cost/budgets.py).

    14 KB are what a server sends at once to a newcomer.
    """

    sent: int = 14 * 1024
    requests: int = 3
    elements: int = 350
    blocks: int = 3_000
    letter: str = "A"


BUDGET = Budget()
EXCEPTIONS = {
    # The search fetches its script and the parts of its index that the words need.
    "search, empty": Budget(sent=30_000, requests=8),
    "search, answered": Budget(sent=33_500, requests=10, blocks=12_000),
    "department, filtered": Budget(sent=45_000, requests=12, blocks=12_000),
    # Leaflet, outlines and 3 000 points; markers and clusters are elements.
    "map, open": Budget(sent=120_000, requests=12, elements=400, letter="B", blocks=2_200_000),
    # The sample's photo and drawing; a real photo of this width weighs 30 to 80 KB.
    "article": Budget(sent=15_000, requests=4),
    "publication": Budget(sent=15_000, requests=4),
    "part of a dossier": Budget(sent=15_000, requests=5),
    # Drawings, and a style of their own.
    "infographics": Budget(sent=18_000, requests=5),
    "infographic": Budget(sent=34_000, requests=5),
    # They tell what browsers keep, and let it be erased: one script more.
    "privacy": Budget(requests=4),
    "offline": Budget(requests=4),
}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_costs_no_more_than_its_budget(
    kind: PageKind, request: pytest.FixtureRequest, serve: Serve, browser: Browser
) -> None:
    """Bytes, requests, elements, EcoIndex and the work of scripts, in one visit."""
    folder: Path = request.getfixturevalue("real_site")
    address = kind.heaviest(folder)
    if address is None:
        folder = request.getfixturevalue("mini_site_below")
        address = kind.heaviest(folder)
    assert address is not None, "neither site has a page of this kind: is its template's mark gone?"
    budget = EXCEPTIONS.get(kind.name, BUDGET)
    site = serve(folder, SUB_PATH)
    cost = cost_of(kind, address, site, browser)
    assert cost.sent <= budget.sent, site.requests
    assert cost.requests <= budget.requests, site.requests
    assert cost.elements <= budget.elements
    assert letter(cost.ecoindex) <= budget.letter
    assert cost.blocks <= budget.blocks


def test_every_page_is_of_a_kind(real_site: Path, mini_site_below: Path) -> None:
    """A page at a new kind of address needs its budget."""
    for site in (real_site, mini_site_below):
        known = {file for kind in KINDS for pattern in kind.patterns for file in site.glob(pattern)}
        assert set(site.rglob("*.html")) - known == set()
    assert EXCEPTIONS.keys() <= {kind.name for kind in KINDS}
