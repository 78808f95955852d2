"""Communes in an order that puts neighbours together, and cut into tiles that browsers fetch."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from msap.source.geography import Commune, Geography

COMMUNES_IN_TILE = 64
"""Communes in a tile: with the places around, about 1.5 KB compressed on a list of 2 845."""


@dataclass(frozen=True)
class CommuneOrder:
    """Communes by department, then along a curve that keeps neighbours close.

    The number of a commune is its rank here; its tile is that number divided by COMMUNES_IN_TILE.
    """

    geography: Geography
    departements: frozenset[str]
    """Codes of the departments that have a page."""

    @cached_property
    def communes(self) -> tuple[Commune, ...]:
        """Return the communes in the order of their numbers."""
        known = (c for c in self.geography.communes.values() if c.departement in self.departements)
        return tuple(sorted(known, key=_rank))

    @cached_property
    def numbers(self) -> dict[str, int]:
        """Return the number of each INSEE code."""
        return {commune.insee: number for number, commune in enumerate(self.communes)}

    def tiles(self) -> list[tuple[Commune, ...]]:
        """Return the communes of each tile."""
        return [
            self.communes[start : start + COMMUNES_IN_TILE]
            for start in range(0, len(self.communes), COMMUNES_IN_TILE)
        ]

    def number_of(self, insee: str) -> int | None:
        """Return the number of today's commune for a code, former ones included."""
        commune = self.geography.current(insee)
        return self.numbers.get(commune.insee) if commune else None


def _rank(commune: Commune) -> tuple[str, int, str]:
    if commune.lat is None or commune.lon is None:
        return commune.departement, 1 << 40, commune.insee
    along = _interleaved(round((commune.lat + 90) * 200), round((commune.lon + 180) * 140))
    return commune.departement, along, commune.insee


def _interleaved(row: int, column: int) -> int:
    """Interleave the bits of two coordinates (Morton's order).

    Binary digits that are read in base 4 stand apart.
    """
    return 2 * int(f"{row:b}", 4) + int(f"{column:b}", 4)
