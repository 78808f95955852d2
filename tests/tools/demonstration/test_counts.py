"""The demonstration has the figures of the source, and only the warnings that are meant."""

from __future__ import annotations

from collections import Counter

from msap.checks.run import Checked
from msap.source.catalogue import Catalogue
from msap.source.entries import Entry
from msap.source.msap import Status
from tools.demonstration.__main__ import ROOT

MEANT_WARNINGS = {
    "label-horaires": 3,
    "label-partenaires": 2,
    "horaires-absents": 6,
    "jours-non-dits": 8,
}


def _with(catalogue: Catalogue, status: Status) -> list[Entry]:
    return [entry for entry in catalogue.entries if entry.msap.status is status]


def test_open_places(catalogue: Catalogue) -> None:
    """364 are open in exactly 67 departments, all of them metropolitan, Corsica included."""
    entries = _with(catalogue, Status.OPEN)
    departements = {entry.departement for entry in entries}
    assert (len(entries), len(departements)) == (364, 67)
    assert all(len(code) == 2 for code in departements)
    assert departements >= {"2A", "2B"}


def test_projects(catalogue: Catalogue) -> None:
    """287 are projects over exactly 81 departments, and La Poste carries 109 of them."""
    entries = _with(catalogue, Status.PROJECT)
    carriers = Counter(entry.msap.porteur.type for entry in entries if entry.msap.porteur)
    assert len(entries) == 287
    assert len({entry.departement for entry in entries}) == 81
    assert carriers["la-poste"] == 109


def test_closed_places(catalogue: Catalogue) -> None:
    """Six are closed, outside the figures; most point to an open place."""
    closings = [entry.msap.closing for entry in _with(catalogue, Status.CLOSED)]
    replaced = [closing.replaced_by for closing in closings if closing and closing.replaced_by]
    assert len(closings) == 6
    assert len(replaced) == 4
    assert all(catalogue.by_id[target].msap.status is Status.OPEN for target in replaced)


def test_warnings_are_meant(checked: Checked) -> None:
    """The check finds no error, and the warnings that docs/demonstration.md lists."""
    records = [p for p in checked.findings.problems if "msap" in p.path.parts]
    assert [p for p in checked.errors if p in records] == []
    assert Counter(problem.code for problem in records) == MEANT_WARNINGS


def test_warnings_are_documented() -> None:
    """docs/demonstration.md gives each meant warning with its number, in a table."""
    page = (ROOT / "docs" / "demonstration.md").read_text(encoding="utf-8")
    for code, count in MEANT_WARNINGS.items():
        assert f"| `{code}` | {count} |" in page


def test_size() -> None:
    """All the records together stay under 2 MB, and each under 6 KB."""
    sizes = [path.stat().st_size for path in (ROOT / "data" / "msap").glob("*/*.yml")]
    assert sum(sizes) < 2_000_000
    assert max(sizes) < 6_000
