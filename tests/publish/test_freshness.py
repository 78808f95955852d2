"""What pages say of the age of a record: verified by a person, changed, or taken from a list."""

import re
from datetime import date
from pathlib import Path

import pytest

from msap.publish.pages.place import PlaceView, place_pages
from tests.publish.directory_site import TODAY, make_site, read_directory
from tests.publish.test_schedule import plain

HEAD = """\
id: ahun
name: Lieu d’Ahun
status: open
address: {street: 2 place de la Mairie, postcode: "23150", city: Ahun, insee: "23001"}
"""
LISTED = 'source: {name: Liste des lieux, id: "12", date: 2024-08-01}\n'


def view_of(folder: Path, lines: str, today: date = TODAY) -> PlaceView:
    """Return the page of an open place with these lines in its record."""
    file = folder / "23/ahun.yml"
    file.parent.mkdir(parents=True)
    file.write_text(HEAD + lines, encoding="utf-8")
    directory = read_directory(folder)
    (page,) = place_pages("23", directory, make_site(directory.catalogue, today=today))
    assert isinstance(page.view, PlaceView)
    return page.view


@pytest.mark.parametrize(
    "lines, words",
    [
        ("updated: 2026-10-02\n", "Fiche mise à jour le 2 octobre 2026."),
        (
            f"updated: 2024-08-01\n{LISTED}",
            "D’après la liste « Liste des lieux » du 1er août 2024.",
        ),
        (
            f"updated: 2024-09-03\n{LISTED}",
            (
                "Fiche mise à jour le 3 septembre 2024. "
                "D’après la liste « Liste des lieux » du 1er août 2024."
            ),
        ),
        (
            f"updated: 2024-08-01\nverified: 2026-10-02\n{LISTED}",
            (
                "Fiche vérifiée le 2 octobre 2026. "
                "D’après la liste « Liste des lieux » du 1er août 2024."
            ),
        ),
        (
            "updated: 2026-11-03\nverified: 2026-10-02\n",
            "Fiche vérifiée le 2 octobre 2026, puis mise à jour le 3 novembre 2026.",
        ),
        (
            "updated: 2026-10-02\nsource: {name: Préfecture de la Creuse}\n",
            "Fiche mise à jour le 2 octobre 2026. Source : Préfecture de la Creuse.",
        ),
    ],
)
def test_only_a_person_verifies(tmp_path: Path, lines: str, words: str) -> None:
    """The date of a list or of a change is said as what it is."""
    assert plain(view_of(tmp_path, lines).note.origin) == words


@pytest.mark.parametrize(
    "lines, since",
    [
        ("updated: 2024-02-29\n", "2025-03-01"),
        (f"updated: 2024-08-01\n{LISTED}", "2025-08-01"),
        ("updated: 2024-02-01\nverified: 2025-11-28\n", "2026-11-28"),
        ("updated: 2025-11-29\nverified: 2025-01-01\n", "2026-11-29"),
    ],
)
def test_after_a_year_a_page_says_to_ask_first(tmp_path: Path, lines: str, since: str) -> None:
    """The newest date counts; a page built before has the sentence ready for the script."""
    age = view_of(tmp_path, lines).age
    assert (age.since, age.is_shown) == (since, since <= str(TODAY))
    assert plain(age.words) == "Ces informations ont plus d’un an : renseignez-vous avant de venir."


def test_who_has_a_phone_is_called(tmp_path: Path) -> None:
    """A place without a phone cannot be called."""
    lines = 'updated: 2024-08-01\ncontact: {phone: "05 36 49 00 01"}\n'
    assert "appelez avant de venir" in view_of(tmp_path, lines).age.words


@pytest.mark.real_list
def test_no_page_of_the_official_list_says_that_somebody_looked(real_site: Path) -> None:
    """The list is of 2024: each page says so, and to call or ask first."""
    pages = list((real_site / "lieux").rglob("index.html"))
    assert len(pages) > 2800
    texts = [page.read_text(encoding="utf-8") for page in pages]
    assert [text for text in texts if re.search("vérifiée? le", text, re.IGNORECASE)] == []
    assert all("Ces informations ont plus d’un an" in text for text in texts)
    assert all("du 1er\u00a0août 2024" in text for text in texts)
