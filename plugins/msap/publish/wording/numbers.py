"""Numbers, counts, ranks and distances in French."""

from __future__ import annotations

from collections.abc import Iterable

from msap.publish.wording.lists import list_words
from msap.publish.wording.typography import NARROW, NBSP


def distance_words(kilometres: float) -> str:
    """Write a distance as people say it: « 800 m », « 4,5 km », « 12 km »."""
    if kilometres < 0.95:
        return f"{max(round(kilometres * 10) * 100, 100)}{NBSP}m"
    if kilometres < 9.95:
        text = f"{kilometres:.1f}".replace(".", ",").removesuffix(",0")
        return f"{text}{NBSP}km"
    return f"{round(kilometres)}{NBSP}km"


def number_words(number: int) -> str:
    """Write an integer with narrow no-break spaces: « 2 845 »."""
    return f"{number:,}".replace(",", NARROW)


def count_words(number: int, one: str, many: str) -> str:
    """Write « 1 maison », « 12 maisons », « 0 maison »."""
    return f"{number_words(number)}{NBSP}{many if number > 1 else one}"


def rank_words(ranks: Iterable[int]) -> str:
    """Write ranks in the month: « 1er et 3e »."""
    return list_words("1er" if rank == 1 else f"{rank}e" for rank in ranks)
