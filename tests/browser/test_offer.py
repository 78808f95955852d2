"""Filters and lists in a network with an offer: the promise and what a place announces, apart."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.fixtures import OpenPage, Serve
from tests.projects import write_project
from tests.sites import run_msap

pytestmark = pytest.mark.browser

ITEMS = "#resultats .places > li"
OFFER = """
offer:
  partners: [{id: caf, presence: back-office}]
  services: [retraite]
  source: Rapport d’essai
  source_date: 2022-07-13
"""
HEAD = "status: open\nupdated: 2026-10-02\n"
RECORDS = {
    "gueret": f"{HEAD}name: Lieu de Guéret\n"
    'address: {postcode: "23000", city: Guéret, insee: "23096"}\n',
    "ahun": f"{HEAD}name: Lieu d’Ahun\npartners: [{{id: caf, presence: on-site}}]\n"
    'address: {postcode: "23150", city: Ahun, insee: "23001"}\n',
    "la-courtine": f"{HEAD}name: Lieu de La Courtine\n"
    "withdrawn: {partners: [caf], services: [retraite]}\n"
    'address: {postcode: "23100", city: La Courtine, insee: "23067"}\n',
}


@pytest.fixture(scope="module")
def offer_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a site of three places in a network with an offer."""
    folder = tmp_path_factory.mktemp("offer")
    (folder / "records/23").mkdir(parents=True)
    for identifier, text in RECORDS.items():
        file = folder / "records/23" / f"{identifier}.yml"
        file.write_text(f"id: {identifier}\n{text}", encoding="utf-8")
    project = write_project(folder / "project", folder / "records")
    network = project / "data/network.yml"
    network.write_text(network.read_text(encoding="utf-8") + OFFER, encoding="utf-8")
    built = run_msap("build", "--output", folder / "site", root=project)
    assert built.returncode == 0, built.stdout + built.stderr
    return folder / "site"


@pytest.mark.parametrize(
    "address, promised, own",
    [
        ("?q=guéret&partenaire=caf", {"Guéret": "CAF"}, {"Ahun"}),
        ("?departement=23&partenaire=caf", {"Guéret": "CAF"}, {"Ahun"}),
        ("?departement=23&annonce=caf", {}, {"Ahun"}),
        ("?departement=23&service=retraite", {"Guéret": "Retraite", "Ahun": "Retraite"}, set()),
    ],
)
def test_a_choice_tells_the_promise_from_what_a_place_announces(
    offer_site: Path,
    serve: Serve,
    open_page: OpenPage,
    address: str,
    promised: dict[str, str],
    own: set[str],
) -> None:
    """A place that withdrew it is never shown; one that only inherits says whose promise it is."""
    page = open_page(f"{serve(offer_site).url}recherche/{address}", 320)
    expect(page.locator(ITEMS)).to_have_count(len(promised.keys() | own))
    texts = [item.inner_text().replace("\u00a0", " ") for item in page.locator(ITEMS).all()]
    assert not [text for text in texts if "La Courtine" in text]
    for place, name in promised.items():
        (text,) = [
            text for text in texts if f"Lieu d{'’' if place[0] == 'A' else 'e '}{place}" in text
        ]
        assert f"{name} : aide promise partout dans le réseau." in text
    for text in texts:
        if not any(place in text for place in promised):
            assert re.search(r"^CAF", text, re.MULTILINE)
            assert "promise" not in text


def test_the_form_offers_both(offer_site: Path, serve: Serve, open_page: OpenPage) -> None:
    """Under two legends that cannot be taken for each other."""
    page = open_page(f"{serve(offer_site).url}recherche/?q=guéret", 320)
    page.locator("#filtres summary").click()
    for legend in ("Aide avec ces services", "Annoncés par le lieu lui-même"):
        group = page.get_by_role("group", name=legend)
        expect(group.get_by_role("checkbox", name=re.compile("^CAF"))).to_have_count(1)
