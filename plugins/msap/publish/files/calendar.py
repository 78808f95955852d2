"""Public holidays and time zones as the script of every page reads them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from msap.domain.calendar import OWN_HOLIDAYS, ZONES, public_holidays

YEARS_AHEAD = 2
"""The script knows the holidays of the year of the build and of so many years after it."""


def calendar_constants(today: date) -> Mapping[str, str]:
    """Return the constants the script needs: `HOLIDAYS` and `ZONES`.

    A holiday is `0501=Fête du Travail`, or `0406,0329=…` with years before the days of a movable
    feast (`260406,270329`), then `@971,972` when only some departments keep it; `|` between them.
    A zone is `974 Indian/Reunion`.
    """
    years = range(today.year, today.year + YEARS_AHEAD + 1)
    calendars = {code: public_holidays(code, years) for code in ("", *OWN_HOLIDAYS)}
    everywhere = calendars.pop("")
    local: dict[str, list[str]] = {}
    for code, calendar in calendars.items():
        own = {day: name for day, name in calendar.items() if everywhere.get(day) != name}
        for name, days in _by_name(own.items()).items():
            local.setdefault(_entry(name, days, "@"), []).append(code)
    # Local names come first: the script takes the first entry that fits.
    entries = [entry.replace("@", f"@{','.join(codes)}") for entry, codes in local.items()]
    entries += [_entry(name, days) for name, days in _by_name(everywhere.items()).items()]
    zones = ",".join(f"{code} {zone}" for code, zone in ZONES.items())
    return {"HOLIDAYS": "|".join(entries), "ZONES": zones}


def _by_name(days: Iterable[tuple[date, str]]) -> Mapping[str, list[date]]:
    named: dict[str, list[date]] = {}
    for day, name in days:
        named.setdefault(name, []).append(day)
    return named


def _entry(name: str, days: list[date], place: str = "") -> str:
    """Write a holiday's days without their year when they are the same every year."""
    if len({(day.month, day.day) for day in days}) == 1:
        return f"{days[0]:%m%d}{place}={name}"
    return f"{','.join(f'{day:%y%m%d}' for day in days)}{place}={name}"
