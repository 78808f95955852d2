"""Personal addresses distinguished from those of places."""

import pytest

from msap.domain.personal import is_personal
from msap.exchange.emails import ADDRESS, is_cut_short


@pytest.mark.parametrize(
    "address",
    ["lea.dupont@mairie.example", "p.martin@cc.example", "dupont-p@cc.example"],
)
def test_personal(address: str) -> None:
    """A first name or an initial beside a name is a person."""
    assert is_personal(address)


@pytest.mark.parametrize(
    "address",
    [
        "accueil@ahun.example",
        "france.services@ahun.example",
        "saint-martin@france-services.gouv.fr",
        "fs.gueret@cc.example",
        "contact.marie@cc.example",
    ],
)
def test_shared(address: str) -> None:
    """Service words and the national domain name places."""
    assert not is_personal(address)


def test_words_of_the_place_are_no_person() -> None:
    """`jean.bart` is no person in Jean-Bart."""
    assert not is_personal("jean.bart@cc.example", frozenset({"jean", "bart"}))


@pytest.mark.parametrize(
    "cell, found, cut",
    [
        ("accueil@ahun.example", ["accueil@ahun.example"], False),
        ("accueil maison@ahun.example", ["maison@ahun.example"], True),
        ("a@ahun.example - b@ahun.example", ["a@ahun.example", "b@ahun.example"], False),
        ("a@ahun.example b@ahun.example", ["a@ahun.example", "b@ahun.example"], False),
        ("Courriel : a@ahun.example", ["a@ahun.example"], False),
        ("(a@ahun.example)", ["a@ahun.example"], False),
        ("mairie.évian@ahun.example", [], False),
        ("mairie@évian.example", [], False),
        ("mairie@ahun.exampleé", [], False),
    ],
)
def test_a_piece_of_an_address_is_no_address(cell: str, found: list[str], cut: bool) -> None:  # noqa: FBT001
    """What is left of an accent is not published; a bare word before it makes it doubtful."""
    addresses = ADDRESS.findall(cell)
    assert addresses == found
    assert any(is_cut_short(address, cell) for address in addresses) is cut
