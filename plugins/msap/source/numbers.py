"""Numbers as people and spreadsheets write them in tables: « 1 234,5 » as well as 1234.5."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_NUMBER = re.compile(
    r"([0-9]{1,15}|[0-9]{1,3}(?:[ \u00a0\u202f][0-9]{3}){1,4})(?:[.,]([0-9]{1,15}))?"
)
_THOUSANDS = re.compile(r"[ \u00a0\u202f]")
_TWO_WAYS = re.compile(r"[1-9][0-9]{0,2}([.,])[0-9]{3}")
_DECIMALS = re.compile(r"[0-9 \u00a0\u202f]*([.,])([0-9]+)")


def plain_number(cell: str) -> str | None:
    """Return a number as machines write it, None for anything else.

    At most 15 digits stand on each side of a comma or a point; spaces may part thousands.
    """
    match = _NUMBER.fullmatch(cell)
    if not match:
        return None
    whole = _THOUSANDS.sub("", match[1])
    return f"{whole}.{match[2]}" if match[2] else whole


def parse_number(cell: str) -> float | None:
    """Return the value of a number, None for anything else."""
    plain = plain_number(cell)
    return None if plain is None else float(plain)


def read_in_two_ways(cells: Iterable[str]) -> Iterator[str]:
    """Yield the numbers of a column that may be thousands as well as decimals: 1,234.

    None is where another number of the column shows what its sign means: 12,5.
    """
    cells = list(cells)
    shown = {
        match[1]
        for cell in cells
        if (match := _DECIMALS.fullmatch(cell)) and not _TWO_WAYS.fullmatch(cell)
    }
    for cell in cells:
        match = _TWO_WAYS.fullmatch(cell)
        if match and match[1] not in shown:
            yield cell
