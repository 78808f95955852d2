"""Editing records: what changed is written, and every other line and comment stays as it was."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from msap.exchange.record_edits import comments_of, edit_record
from msap.exchange.record_yaml import record_tree, write_field
from msap.source.msap import Appointment, Msap
from tests.exchange.test_record_yaml import WHOLE, read
from tests.projects import ROOT

EDITED = """\
# Fiche relue par l'équipe
name: "MSAP d'Ahun"   # nom d'usage
id: ahun
status:   open
# la mairie a confirmé
address:   # relue
  postcode: "23150"   # pas 23000
  city:  'Ahun'
  # le code officiel
  insee: "23001"

contact: { phone:  '05 36 49 00 01',
           email: accueil@ahun.example }   # ligne directe
hours:
  monday:   # jour de marché
    - "09:00-12:00"   # le matin
    # l'après-midi est pris par la mairie
  friday: ['09:00-12:00']   # fin de semaine
remarks: >-
  Du texte # qui n'est pas un commentaire
# fin des remarques
updated: 2024-08-01
"""


def edited(text: str, new: Msap) -> str:
    """Write the difference between the record of a text and another one into the text."""
    node, msap = read(text)
    written = edit_record(text, node, record_tree(msap), record_tree(new))
    assert read(written)[1] == new
    return written


def test_only_changed_lines_move() -> None:
    """A changed key keeps its quotes, a new one comes at its place, other lines are untouched."""
    new = replace(read(EDITED)[1], name="Autre", appointment=Appointment.NONE, remarks=None)
    expected = EDITED.replace('name: "MSAP d\'Ahun"   # nom', 'name: "Autre"         # nom')
    expected = expected.replace(
        "remarks: >-\n  Du texte # qui n'est pas un commentaire\n", "appointment: none\n"
    )
    assert edited(EDITED, new) == expected


def test_comments_and_quotes_stay_inside_a_changed_group() -> None:
    """Each line of a group keeps its comment and its style, but the value that changed."""
    msap = read(EDITED)[1]
    address = replace(msap.address, insee="23096", street="2 rue Neuve")
    written = edited(EDITED, replace(msap, address=address))
    assert written == EDITED.replace(
        "  postcode: \"23150\"   # pas 23000\n  city:  'Ahun'",
        "  street: 2 rue Neuve\n  postcode: \"23150\"   # pas 23000\n  city: 'Ahun'",
    ).replace('insee: "23001"', 'insee: "23096"')


def test_a_group_on_one_line_stays_on_one_line() -> None:
    """A group between braces keeps them, its quotes and its comment."""
    msap = read(EDITED)[1]
    written = edited(EDITED, replace(msap, contact=replace(msap.contact, email=None)))
    assert "\ncontact: {phone: '05 36 49 00 01'}         # ligne directe\n" in written


def test_a_comment_without_its_line_stands_above_the_key() -> None:
    """What was said of a value that goes is still there to be read."""
    msap = read(EDITED)[1]
    written = edited(EDITED, replace(msap, hours=None, remarks=None))
    above = (
        "# jour de marché\n# le matin\n# l'après-midi est pris par la mairie\n# fin de semaine\n"
    )
    assert f"# ligne directe\n{above}# fin des remarques\nupdated" in written


@given(st.data())
def test_any_change_spares_the_rest(data: st.DataObject) -> None:
    """Any keys may take the values of another record: the other lines stay, no comment is lost."""
    start, other = data.draw(st.permutations([EDITED, commented(WHOLE)]))
    node, msap = read(start)
    before, values = record_tree(msap), record_tree(read(other)[1])
    needed = {"id", "name", "status", "address", "updated"}
    keys = data.draw(st.sets(st.sampled_from(sorted(before.keys() | values.keys()))))
    kept = {key: tree for key, tree in before.items() if key not in keys or key in needed}
    after = kept | {key: values[key] for key in keys if key in values}
    written = edit_record(start, node, before, after)
    assert record_tree(read(written)[1]) == after
    assert sorted(comments_of(written)) == sorted(comments_of(start))
    same = [key for key in node.keys if before.get(key) == after.get(key)]
    for key in same:
        assert f"\n{key}:" not in f"\n{start}" or line_of(key, start) in written


def commented(text: str) -> str:
    """Add a comment to each line that begins with a key."""
    lines = text.split("description: |-\n", maxsplit=1)[0].splitlines()
    return "".join(f"{line}  # {rank}\n" for rank, line in enumerate(lines)) + (
        "updated: 2026-10-02\n"
    )


def line_of(key: str, text: str) -> str:
    """Return the line where a key begins."""
    return next(line for line in text.splitlines() if line.startswith(f"{key}:"))


def test_a_record_between_braces_is_refused() -> None:
    """Keys that do not each begin a line cannot be replaced one by one."""
    text = '{id: ahun, name: A, status: open, updated: 2024-08-01, address: {postcode: "23150", '
    node, _msap = read(text + 'city: Ahun, insee: "23001"}}\n')
    with pytest.raises(ValueError, match="each begin a line"):
        edit_record(text, node, {}, {})


def test_records_of_the_project_are_edited_in_their_own_style() -> None:
    """Each key of each record comes back byte for byte when it takes another value and then its own."""
    for path in sorted((ROOT / "tests/project/data/msap").glob("*/*.yml")):
        text = path.read_text(encoding="utf-8")
        node, msap = read(text)
        tree = record_tree(msap)
        for key in ("hours", "partners", "contact", "description"):
            if key in tree and write_field(key, tree[key]) in text:
                without = {name: value for name, value in tree.items() if name != key}
                shorter = edit_record(text, node, tree, without)
                assert edit_record(shorter, read(shorter)[0], without, tree) == text
