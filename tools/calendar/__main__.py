"""Write the table of public holidays: `python -m tools.calendar`, from the project's root."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType

from holidays import country_holidays

from msap.domain.calendar import HOLIDAYS_FILE, OWN_HOLIDAYS

YEARS = range(1970, 2051)
"""From the first day a machine without a clock believes in, which must be reported as such."""
_SUBDIVISIONS: Mapping[str, str] = MappingProxyType(
    {"67": "6AE", "68": "6AE", "975": "PM", "977": "BL", "978": "MF"}
)
"""Departments that the library names otherwise than by their codes."""


def table(years: Iterable[int] = YEARS) -> str:
    """Return the table as CSV: day, French name, departments; without these, the day is all France's.

    Source: the `holidays` library, which follows article L3133-1 of the Code du travail, the law
    of Alsace and Moselle, and the days of the abolition of slavery (decree 83-1003). Good Friday
    and mi-Carême, kept by custom in the Antilles, are among them.
    """
    known = tuple(years)
    everywhere = _holidays(None, known)
    own: dict[tuple[date, str], list[str]] = {(day, name): [] for day, name in everywhere.items()}
    for code in OWN_HOLIDAYS:
        for day, name in _holidays(_SUBDIVISIONS.get(code, code), known).items():
            if everywhere.get(day) != name:
                own.setdefault((day, name), []).append(code)
    written = io.StringIO()
    rows = csv.writer(written, lineterminator="\n")
    rows.writerow(("day", "name", "departements"))
    rows.writerows((day, name, " ".join(codes)) for (day, name), codes in sorted(own.items()))
    return written.getvalue()


def _holidays(subdivision: str | None, years: tuple[int, ...]) -> dict[date, str]:
    found = country_holidays("FR", subdiv=subdivision, years=years, language="fr")
    return {day: _name(found[day]) for day in found}


def _name(written: str) -> str:
    """Write a name of the library as French prints it; two feasts of one day are joined."""
    return written.replace("'", "’").replace("Saint É", "Saint-É").replace("; ", " et ")


if __name__ == "__main__":
    HOLIDAYS_FILE.write_text(table(), encoding="utf-8")
