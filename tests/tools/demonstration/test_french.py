"""Names of communes are joined and shortened as French usage wants."""

from __future__ import annotations

import pytest

from tools.demonstration.french import at, is_easy_to_say, of, slug


@pytest.mark.parametrize(
    "name, genitive, locative",
    [
        ("Ahun", "d’Ahun", "à Ahun"),
        ("Évaux-les-Bains", "d’Évaux-les-Bains", "à Évaux-les-Bains"),
        ("Œting", "d’Œting", "à Œting"),
        ("Le Mans", "du Mans", "au Mans"),
        ("Les Mées", "des Mées", "aux Mées"),
        ("La Rochelle", "de La Rochelle", "à La Rochelle"),
        ("L’Isle-Jourdain", "de L’Isle-Jourdain", "à L’Isle-Jourdain"),
        ("Guéret", "de Guéret", "à Guéret"),
    ],
)
def test_name_joined(name: str, genitive: str, locative: str) -> None:
    """« de » and « à » contract with the article and elide before a vowel."""
    assert of(name) == genitive
    assert at(name) == locative


@pytest.mark.parametrize("name", ["Hauterives", "Yssingeaux"])
def test_doubtful_names_are_passed_over(name: str) -> None:
    """A first letter H or Y leaves usage in doubt, so no such commune is chosen."""
    assert not is_easy_to_say(name)


@pytest.mark.parametrize(
    "name, written",
    [
        ("L'Isle-Jourdain", "l-isle-jourdain"),
        ("Saint-Vaury", "saint-vaury"),
        ("Œting", "oeting"),
        ("Argences en Aubrac", "argences-en-aubrac"),
        ("Évaux-les-Bains", "evaux-les-bains"),
    ],
)
def test_slug(name: str, written: str) -> None:
    """An id holds lower case letters without accents, digits and hyphens."""
    assert slug(name) == written
