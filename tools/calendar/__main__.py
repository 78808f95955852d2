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
_ALSACE_MOSELLE = ("57", "67", "68")
_GOOD_FRIDAY = "Vendredi saint"
_CUSTOMS = (_GOOD_FRIDAY, "Mi-Carême", "Fête de Victor Schoelcher")
"""Days that no law names outside of Alsace and Moselle."""


def table(years: Iterable[int] = YEARS) -> str:
    """Return the table as CSV: day, French name, departments; without these, the day is all France's.

    Source: the `holidays` library. By law, holidays are the eleven of article L3133-1 of the Code
    du travail, two more in Alsace and Moselle (L3134-13), and overseas the day of the abolition of
    slavery (L3422-2); Saint-Martin keeps the latter on 28 May, by a circular of 3 May 2019. What
    else is kept in the Antilles is a custom and is named as one: many places are shut on these
    days, and no law says so.
    """
    known = tuple(years)
    everywhere = _holidays(None, known)
    own: dict[tuple[date, str], list[str]] = {(day, name): [] for day, name in everywhere.items()}
    for code in OWN_HOLIDAYS:
        for day, name in _days_of(code, known).items():
            if everywhere.get(day) != name:
                own.setdefault((day, _by_law(name, code)), []).append(code)
    written = io.StringIO()
    rows = csv.writer(written, lineterminator="\n")
    rows.writerow(("day", "name", "departements"))
    rows.writerows((day, name, " ".join(codes)) for (day, name), codes in sorted(own.items()))
    return written.getvalue()


def _days_of(code: str, years: tuple[int, ...]) -> Mapping[date, str]:
    """Return what is kept in a department, Good Friday in Martinique too.

    The library left that one out between 0.86 and 0.109, since no law names it. Source of the
    custom: the Conseil économique, social, environnemental, de la culture et de l’éducation de
    Martinique, https://www.cesecem.mq/info-feed/les-jours-de-carnaval-quel-regime-juridique/
    """
    found = _holidays(_SUBDIVISIONS.get(code, code), years)
    if code == "972":
        found |= {d: n for d, n in _holidays("971", years).items() if n == _GOOD_FRIDAY}
    return found


def _by_law(name: str, code: str) -> str:
    """Return the name of a day, with « usage local » where no law names it."""
    is_custom = name in _CUSTOMS and code not in _ALSACE_MOSELLE
    return f"{name}, usage local" if is_custom else name


def _holidays(subdivision: str | None, years: tuple[int, ...]) -> dict[date, str]:
    found = country_holidays("FR", subdiv=subdivision, years=years, language="fr")
    return {day: _name(found[day]) for day in found}


def _name(written: str) -> str:
    """Write a name of the library as French prints it; two feasts of one day are joined."""
    return written.replace("'", "’").replace("Saint É", "Saint-É").replace("; ", " et ")


if __name__ == "__main__":
    HOLIDAYS_FILE.write_text(table(), encoding="utf-8")
