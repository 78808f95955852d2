"""The search in a network that offers partners everywhere: "caf guéret" is answered."""

import json
from pathlib import Path

import pytest

from tests.projects import write_project
from tests.scripts import bundle_script, run_node
from tests.sites import run_msap

OFFER = """
offer:
  partners:
    - {id: caf, presence: back-office}
    - {id: la-poste, presence: back-office}
  source: Rapport d’essai
  source_date: 2022-07-13
"""
HEAD = "status: open\nupdated: 2026-10-02\n"
GUERET = HEAD + 'address: {postcode: "23000", city: Guéret, insee: "23096"}\n'
AHUN = HEAD + 'address: {postcode: "23150", city: Ahun, insee: "23001"}\n'
RECORDS = {
    "gueret": f"id: gueret\nname: Maison de Guéret\n{GUERET}withdrawn: {{partners: [la-poste]}}\n",
    "ahun": f"id: ahun\nname: Maison d’Ahun\n{AHUN}partners: [msa, la-poste]\n",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a site of two places in a network with an offer."""
    folder = tmp_path_factory.mktemp("offer")
    for identifier, text in RECORDS.items():
        file = folder / "records/23" / f"{identifier}.yml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    project = write_project(folder / "project", folder / "records")
    network = project / "data/network.yml"
    network.write_text(network.read_text(encoding="utf-8") + OFFER, encoding="utf-8")
    built = run_msap("build", "--output", folder / "site", root=project)
    assert built.returncode == 0, built.stdout + built.stderr
    return folder / "site"


@pytest.mark.parametrize(
    "question, found",
    [
        ("caf guéret", [["gueret", None, ["CAF"]], ["ahun", ["MSA", "La Poste"], ["CAF"]]]),
        ("la poste guéret", [["ahun", ["MSA", "La Poste"], ["CAF"]]]),
        ("msa guéret", [["ahun", ["MSA", "La Poste"], ["CAF"]]]),
        ("mission locale guéret", []),
    ],
)
def test_a_partner_of_the_offer_is_found_where_it_is_not_withdrawn(
    site: Path, tmp_path: Path, question: str, found: list[object]
) -> None:
    """Each place has what it says and what is promised there, apart."""
    asked = tmp_path / "asked.json"
    asked.write_text(json.dumps(question), encoding="utf-8")
    script = bundle_script(Path(__file__).with_name("offer.mjs"), tmp_path)
    answer = json.loads(run_node(script, site, asked))
    assert answer["mode"] == "near"
    assert answer["places"] == found
