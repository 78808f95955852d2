"""A progress bar on the terminal, and silence in a log."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

from rich.console import Console
from rich.progress import track

Item = TypeVar("Item")


def steps(items: Sequence[Item], title: str) -> Iterator[Item]:
    """Go through the items, showing how far it is when a person looks on."""
    console = Console(stderr=True)
    if console.is_terminal:
        yield from track(items, description=title, console=console)
    else:
        yield from items
