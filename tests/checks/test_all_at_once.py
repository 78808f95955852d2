"""All the problems of a record come at once, whatever their kinds: no second round shows others."""

import random
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import combinations
from pathlib import Path

import pytest

from msap.checks.run import check_everything

HERE = Path(__file__).parent
SOUND = (HERE / "cases/sain/records/23/ahun.yml").read_text(encoding="utf-8")
FIVE = 5
FAULTS: Mapping[str, tuple[str, str]] = {
    # what the text may not hold
    "encodage": ("Bâtiment B", "B\udce2timent B"),
    "caractere-invisible": ("Congés d’été", "Con\x07gés d’été"),
    # what YAML allows and we do not, and what it does not
    "cle-en-double": ("charter: true", "charter: true\ncharter: true"),
    "ancre": ("text: L’entrée", "text: &a L’entrée"),
    "yaml": ("remarks: Fermée", "remarks: Attention : fermée"),
    "guillemet": ("group: Maisons de la Creuse", 'group: "Maisons de la Creuse'),
    "tabulation": ("equipment: {computers: 2, printer", "equipment:\n\t{computers: 2, printer"),
    "virgule-decimale": ("lat: 46.0874, lon: 2.0437", "lat: 46,0874, lon: 2.0437"),
    # what the model refuses
    "champ-manquant": ("name: MSAP d’Ahun\n", ""),
    "cle-inconnue": ("appointment: possible\n", "rendez-vous: possible\n"),
    "valeur-inconnue": ("form: branches", "form: immeuble"),
    "code-postal": ('"23150"', '"2315"'),
    "telephone": ("05 36 49 00 01", "05 36 49 00"),
    "courriel": ("email: accueil@ahun.example", "email: accueil chez ahun"),
    "plage": ('"08:30-12:30"', '"8h30-12h30"'),
    "permanence": ('"even weeks friday"', '"un vendredi sur deux"'),
    "date": ("2024-08-01", "août 2024"),
    "valeur-vide": ("details: Au premier étage", "details: ''"),
    # what holds values together
    "periode-inversee": ("to: 2026-08-14", "to: 2025-08-14"),
    # what only the lists know
    "insee-inconnu": ('"23001"', '"23999"'),
    "partenaire-inconnu": ("- caf", "- cafe"),
    "service-en-double": ("[emploi, mobilite]", "[emploi, emploi]"),
    "porteur-inconnu": ("type: epci", "type: comcom"),
    # what hours say against themselves
    "creneaux-superposes": ('"09:00-12:00", "13:00-17:30"', '"09:00-14:00", "13:00-17:30"'),
    # what Markdown may not hold
    "lien-refuse": ("https://ahun.example/a?b=c", "ftp://ahun.example/"),
    # what is known of other records
    "ancien-identifiant-vivant": ("[ahun-centre]", "[projet]"),
}
"""Faults of a sound record: what is written, and what stands there instead."""


def problems_of(faults: Iterable[str], folder: Path) -> Counter[str]:
    """Return the codes of the problems of the record with these faults."""
    text = SOUND
    for fault in faults:
        before, after = FAULTS[fault]
        assert text.count(before) == 1, fault
        text = text.replace(before, after)
    records = folder / "records" / "23"
    records.mkdir(parents=True, exist_ok=True)
    projet = HERE / "cases/sain/records/23/projet.yml"
    (records / "projet.yml").write_bytes(projet.read_bytes())
    (records / "ahun.yml").write_bytes(text.encode("utf-8", "surrogateescape"))
    (folder / "content").mkdir(exist_ok=True)
    found = check_everything(HERE / "data", folder / "records", folder / "content").findings
    return Counter(problem.code for problem in found.problems)


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Counter[str]]:
    """Return the problems of each fault when it is the only one."""
    folder = tmp_path_factory.mktemp("one")
    return {fault: problems_of([fault], folder) for fault in FAULTS}


def test_each_fault_is_reported(alone: Mapping[str, Counter[str]]) -> None:
    """Each has one error, but for what is only a step of it."""
    for fault, codes in alone.items():
        assert codes[{"guillemet": "yaml", "tabulation": "yaml"}.get(fault, fault)] == 1, fault
        assert codes.total() == 1, (fault, codes)


def test_two_faults_are_reported_together(
    alone: Mapping[str, Counter[str]], tmp_path: Path
) -> None:
    """Whatever the pair."""
    for pair in combinations(FAULTS, 2):
        expected = alone[pair[0]] + alone[pair[1]]
        assert problems_of(pair, tmp_path) == expected, pair


def test_five_faults_are_reported_together(
    alone: Mapping[str, Counter[str]], tmp_path: Path
) -> None:
    """Two hundred draws of five, and all of them in one record."""
    draw = random.Random(9)  # noqa: S311 - the same draws each time
    draws = [draw.sample(list(FAULTS), FIVE) for _ in range(200)]
    for faults in [*draws, list(FAULTS)]:
        expected = sum((alone[fault] for fault in faults), Counter[str]())
        assert problems_of(faults, tmp_path) == expected, faults
