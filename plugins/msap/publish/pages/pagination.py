"""Long lists in several pages of about the same length, each within the limit of elements."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from math import ceil
from typing import NamedTuple, TypeVar

from msap.domain.addresses import part_url
from msap.publish.page import Link

Item = TypeVar("Item")

ELEMENT_LIMIT = 350
"""Elements of the longest page: notes of RGESN and EcoIndex put grade A at about this number."""


class Parts(NamedTuple):
    """How a list is split: the sentence that says so, its pages, which one this is."""

    sentence: str
    links: tuple[Link, ...]
    current: int

    @property
    def next(self) -> Link | None:
        """Return the page that follows, None on the last."""
        return self.links[self.current] if self.current < len(self.links) else None


def parts_of(url: str, sentence: str, labels: Sequence[str], current: int) -> Parts | None:
    """Describe the pages of a list, the first at `url`; None when there is only one."""
    if len(labels) < 2:
        return None
    links = tuple(Link(label, part_url(url, n)) for n, label in enumerate(labels, start=1))
    return Parts(sentence, links, current)


def distinct_labels(labels: Sequence[str]) -> list[str]:
    """Return labels of which no two are the same: « mars 2026 (2) » is the second of its name."""
    seen: Counter[str] = Counter()
    distinct = []
    for label in labels:
        seen[label] += 1
        distinct.append(label if seen[label] == 1 else f"{label} ({seen[label]})")
    return distinct


def split_evenly(
    items: Sequence[Item], weight: Callable[[Item], int], budget: int
) -> list[tuple[Item, ...]]:
    """Cut a list, in its order, into as few parts as hold `budget`, of about equal weight.

    `weight` and `budget` count elements. An empty list gives one empty part.
    """
    if not items:
        return [()]
    wanted = ceil(sum(map(weight, items)) / budget)
    while True:
        parts = _cut(items, weight, wanted)
        if all(sum(map(weight, part)) <= budget or len(part) == 1 for part in parts):
            return parts
        wanted += 1


def _cut(
    items: Sequence[Item], weight: Callable[[Item], int], wanted: int
) -> list[tuple[Item, ...]]:
    """Cut where the running weight passes each equal share of the whole."""
    total = sum(map(weight, items))
    parts: list[list[Item]] = [[]]
    before = 0
    for item in items:
        middle = before + weight(item) / 2
        if parts[-1] and middle > total * len(parts) / wanted:
            parts.append([])
        parts[-1].append(item)
        before += weight(item)
    return [tuple(part) for part in parts]
