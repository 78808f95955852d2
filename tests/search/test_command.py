"""The `search` command, which asks Whoosh itself."""

import pytest

from tests.sites import run_msap


@pytest.mark.parametrize(
    "words, expected",
    [
        ("ahun", "commune\u00a0: Ahun"),
        ("23150", "Ahun"),
        ("aubusson", "Les plus proches"),
        ("criteres label", "criteres/"),
    ],
)
def test_what_is_asked_is_found(words: str, expected: str) -> None:
    """A commune, a postal code and the words of a page lead to what a person expects."""
    outcome = run_msap("search", *words.split())
    assert outcome.returncode == 0, outcome.stderr
    assert expected in outcome.stdout


def test_nothing_found_is_said() -> None:
    """The command says so and ends with one."""
    outcome = run_msap("search", "xqzvwk")
    assert outcome.returncode == 1
    assert "Rien pour « xqzvwk »." in outcome.stdout
