"""A progress bar on the terminal, and silence in a log."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

from rich.console import Console

Item = TypeVar("Item")


def steps(items: Iterable[Item], title: str, total: int) -> Iterator[Item]:
    """Go through the items, showing how far it is when a person looks on."""
    console = Console(stderr=True)
    if console.is_terminal:
        from rich.progress import track  # takes 7 ms, and a log shows none

        yield from track(items, description=title, total=total, console=console)
    else:
        yield from items
