"""Communes made from their rows when they are asked for."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from msap.errors import Refusal
from msap.source.geography import Commune, Communes, read_geography
from tests.projects import sample_data

ROW = "23001,Ahun,23,23150,1436,46.08740,2.04370,"


def test_a_commune_is_made_from_its_row() -> None:
    """Once: what is asked for again is the same object."""
    communes = Communes([ROW])
    assert communes["23001"] == Commune(
        "23001", "Ahun", "23", ("23150",), 1436, 46.0874, 2.0437, ""
    )
    assert communes["23001"] is communes["23001"]
    assert list(communes) == ["23001"]
    assert "23002" not in communes


def test_a_name_may_hold_a_comma_and_marks() -> None:
    """As CSV writes them."""
    communes = Communes(['23001,"Ahun, dit ""le Vieux""",23,23150,,,,'])
    assert communes["23001"].name == 'Ahun, dit "le Vieux"'
    assert communes["23001"].lat is None


def test_a_row_without_its_cells_is_refused_at_once() -> None:
    """Even where nobody asks for it."""
    with pytest.raises(ValueError, match=re.escape("« 23002,Ajain,23 »")):
        Communes([ROW, "23002,Ajain,23"])


@pytest.mark.parametrize("damaged", [ROW.replace("46.08740", "46°05"), f'{ROW[:-1]}"1,2"'])
def test_a_damaged_row_is_refused_when_it_is_asked_for(damaged: str) -> None:
    """In French, with what stands there."""
    communes = Communes([damaged])
    with pytest.raises(Refusal, match=r"data/geo/communes\.csv ne se lit pas : « 23001,Ahun"):
        communes["23001"]


def test_a_table_without_rows_is_refused(tmp_path: Path) -> None:
    """A file cut after its header is no country without communes."""
    (tmp_path / "geo").mkdir()
    (tmp_path / "geo/communes.csv").write_text("insee,name\n", encoding="utf-8")
    with pytest.raises(Refusal, match=r"communes\.csv"):
        read_geography(tmp_path)


def test_every_row_of_the_country_is_sound() -> None:
    """All 35 000 are made, in the order of their codes, and every department is inhabited."""
    geography = read_geography(sample_data())
    assert len(geography.communes) > 34_000
    made = list(geography.communes.values())
    assert [commune.insee for commune in made] == sorted(commune.insee for commune in made)
    inhabited = {commune.departement for commune in made if commune.population}
    assert {code for code in geography.by_departement if geography.is_inhabited(code)} == inhabited
    assert "976" in inhabited
    assert not geography.is_inhabited("99")
