"""Personal addresses told from those of places."""

import pytest

from msap.exchange.emails import is_personal


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
