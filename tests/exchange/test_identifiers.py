"""Identifiers: short, unique, and the same whatever the order of the rows."""

from datetime import date
from pathlib import Path, PurePath

from msap.exchange.identifiers import name_drafts
from msap.exchange.official_csv import ListRow
from msap.exchange.official_row import Draft, read_row


def draft(number: int, name: str, city: str, insee: str = "23001") -> Draft:
    """Make a draft of one row."""
    cells = {"id_fs": str(number), "lib_fs": name, "insee_com": insee}
    row = ListRow(number, cells | {"code_postal": "23150", "lib_com": city})
    made, problems = read_row(row, date(2024, 8, 1), (), PurePath("liste.csv"))
    assert problems == []
    assert made is not None
    return made


DRAFTS = [
    draft(1, "France services d'Ahun", "Ahun"),
    draft(2, "France services de Guéret Centre", "Guéret"),
    draft(3, "Bus France services de la Creuse", "Guéret"),
    draft(4, "France services Saint-Denis", "Saint-Denis", "93066"),
    draft(5, "France services Saint-Denis", "Saint-Denis", "97411"),
    draft(6, "France services Moulins", "Moulins"),
    draft(7, "France services Moulins", "Moulins"),
]


def test_levels() -> None:
    """The commune, else the name, else the department, else the number in the list."""
    assert name_drafts(DRAFTS, ()) == {
        "1": "ahun",
        "2": "gueret-centre",
        "3": "bus-de-la-creuse",
        "4": "saint-denis-93",
        "5": "saint-denis-974",
        "6": "moulins-6",
        "7": "moulins-7",
    }


def test_order_does_not_matter() -> None:
    """The same list in another order gives the same identifiers."""
    assert name_drafts(DRAFTS[::-1], ()) == name_drafts(DRAFTS, ())


def test_names_already_given_are_avoided() -> None:
    """An identifier, present or past, is never given again."""
    assert name_drafts(DRAFTS[:1], {"ahun"})["1"] == "ahun-23"


def test_long_names_stay_short() -> None:
    """A long name is cut between words, never on an article."""
    long = draft(8, "France services de " + "communauté de " * 9, "Ahun")
    found = name_drafts([long, DRAFTS[0]], ())["8"]
    assert len(found) <= 48
    assert not found.endswith("-de")
    assert Path(found).name == found
