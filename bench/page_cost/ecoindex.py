"""EcoIndex: what a page weighs on the environment, from 0 to 100, and its letter.

Three counts (elements, requests, kilobytes) are each placed among the pages of the HTTP Archive:
its twentieths say which share of the Web's pages is lighter. Elements count three times, requests
twice, kilobytes once; the mean place, in hundredths, is taken from 100.

Source: the EcoIndex method of the Collectif conception numérique responsable (GreenIT.fr), with
the tables and the thresholds of its reference, https://github.com/cnumr/ecoindex_reference.
"""

from __future__ import annotations

from bisect import bisect_right

_ELEMENTS = (
    *(0, 47, 75, 159, 233, 298, 358, 417, 476, 537, 603, 674, 753, 843, 949, 1076, 1237, 1459),
    *(1801, 2479, 594_601),
)
_REQUESTS = (
    *(0, 2, 15, 25, 34, 42, 49, 56, 63, 70, 78, 86, 95, 105, 117, 130, 147, 170, 205, 281),
    3920,
)
_KILOBYTES = (
    *(0, 1.37, 144.7, 319.53, 479.46, 631.97, 783.38, 937.91, 1098.62, 1265.47, 1448.32, 1648.27),
    *(1876.08, 2142.06, 2465.37, 2866.31, 3401.59, 4155.73, 5400.08, 8037.54, 223_212.26),
)
_LOWEST_OF_A_LETTER = {"A": 80, "B": 70, "C": 55, "D": 40, "E": 25, "F": 10}


def ecoindex(elements: int, requests: int, kilobytes: float) -> float:
    """Return the score of a page, not rounded; a kilobyte is 1 000 bytes as transferred."""
    weighed = (
        3 * _twentieths_below(_ELEMENTS, elements)
        + 2 * _twentieths_below(_REQUESTS, requests)
        + _twentieths_below(_KILOBYTES, kilobytes)
    )
    return 100 - 5 * weighed / 6


def letter(score: float) -> str:
    """Return the letter of a score: A is above 80, G is 10 and less."""
    return next((one for one, lowest in _LOWEST_OF_A_LETTER.items() if score > lowest), "G")


def _twentieths_below(bounds: tuple[float, ...], value: float) -> float:
    """Return how many twentieths of the Web's pages are lighter, with a share of the next."""
    reached = bisect_right(bounds, value)
    if reached == len(bounds):
        return len(bounds) - 1
    lower, upper = bounds[reached - 1], bounds[reached]
    return reached - 1 + (value - lower) / (upper - lower)
