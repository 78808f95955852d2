"""Chance that is always the same: choices depend on words, never on a clock or a hash order."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random
from typing import TypeVar

Item = TypeVar("Item")
SEED = "msap-2015"


class Draw:
    """A stream of choices of its own for each subject, so that one change leaves the rest alone.

    Only `Random.random` is used: its sequence is the one Python promises to keep.
    """

    def __init__(self, *subject: str) -> None:
        self._random = Random("/".join((SEED, *subject)))  # noqa: S311 - invents, hides nothing

    def number(self, low: int, high: int) -> int:
        """Give an integer from `low` to `high`, both included."""
        return low + int(self._random.random() * (high - low + 1))

    def chance(self, share: float) -> bool:
        """Say yes in that share of the cases, from 0 to 1."""
        return self._random.random() < share

    def one(self, items: Sequence[Item]) -> Item:
        """Give one of the items."""
        return items[self.number(0, len(items) - 1)]

    def weighted(self, weights: dict[Item, float]) -> Item:
        """Give one of the keys, each as often as its weight says."""
        left = self._random.random() * sum(weights.values())
        for item, weight in weights.items():
            left -= weight
            if left < 0:
                return item
        return item

    def shuffled(self, items: Sequence[Item]) -> list[Item]:
        """Give all the items in another order."""
        keyed = [(self._random.random(), place) for place in range(len(items))]
        return [items[place] for _, place in sorted(keyed)]

    def several(self, items: Sequence[Item], count: int) -> list[Item]:
        """Give some of the items, in the order they had."""
        places = sorted(self.shuffled(range(len(items)))[:count])
        return [items[place] for place in places]

    def working_day(self, first: date, last: date) -> date:
        """Give a day from Monday to Friday between two days, at most two days after the last."""
        day = first + timedelta(days=self.number(0, (last - first).days))
        return day + timedelta(days=7 - day.weekday() if day.weekday() > 4 else 0)
