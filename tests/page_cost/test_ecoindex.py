"""The scores of EcoIndex are those that its authors' own programs give.

The values are those of the tests of https://github.com/cnumr/ecoindex_python
(tests/compute/test_ecoindex.py), which rounds scores.
"""

import pytest

from bench.page_cost.ecoindex import ecoindex, letter


@pytest.mark.parametrize(
    "elements,requests,kilobytes,score",
    [
        (100, 100, 100, 72),
        (100, 100, 1_000, 67),
        (100, 100, 10_000, 58),
        (200, 200, 10_000, 46),
        (2_355, 267, 2_493, 10),
        (240, 20, 331, 83),
    ],
)
def test_known_scores(elements: int, requests: int, kilobytes: float, score: int) -> None:
    """Six pages, from light to heavy."""
    assert round(ecoindex(elements, requests, kilobytes)) == score


@pytest.mark.parametrize(
    "score,expected",
    [(2, "G"), (10, "G"), (25, "F"), (50.2, "D"), (80, "B"), (80.1, "A"), (100, "A")],
)
def test_known_letters(score: float, expected: str) -> None:
    """A threshold belongs to the letter below."""
    assert letter(score) == expected


def test_the_ends_of_the_scale() -> None:
    """Nothing at all is worth 100, and what is heavier than every known page 0."""
    assert ecoindex(0, 0, 0) == 100
    assert ecoindex(600_000, 4_000, 300_000) == 0
