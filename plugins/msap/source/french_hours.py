"""Hours and permanences as people write them in French, given back as records write them.

They are never read so: a message gives the corrected line, which a person accepts by typing it.
"""

from __future__ import annotations

import re

from msap.source.hours import Weekday

DAYS = {
    "lundi": Weekday.MONDAY,
    "mardi": Weekday.TUESDAY,
    "mercredi": Weekday.WEDNESDAY,
    "jeudi": Weekday.THURSDAY,
    "vendredi": Weekday.FRIDAY,
    "samedi": Weekday.SATURDAY,
    "dimanche": Weekday.SUNDAY,
}
DAY_NAMES = {day: name for name, day in DAYS.items()}
_RANKS = {
    "1er": "1st",
    "premier": "1st",
    "2": "2nd",
    "second": "2nd",
    "deuxième": "2nd",
    "3": "3rd",
    "troisième": "3rd",
    "4": "4th",
    "quatrième": "4th",
    "5": "5th",
    "cinquième": "5th",
}
_SHUT = re.compile(r"ferm[ée]e?s?|clos|non|aucun|closed|-|néant", re.IGNORECASE)
_TIME = r"(\d{1,2}) ?(?:h|:|heures?) ?(\d{2})?"
_RANGE = re.compile(rf"(?:de )?{_TIME} ?(?:-|–|—|à|a|/) ?{_TIME}", re.IGNORECASE)
_BETWEEN = re.compile(r"[\s,;/&|]*(?:et|puis)?[\s,;/&|]*", re.IGNORECASE)
_RANK = re.compile(
    r"\b(1er|[2-5](?=(?:e|ème|eme|nd)s?\b)|premier|second|deuxième|troisième|quatrième|cinquième)"
)
_DAY = re.compile(rf"\b({'|'.join(DAYS)})s?\b")
_FILLER = re.compile(
    r"\b(?:es?|èmes?|emes?|nds?|les?|la|du|des|de|mois|tous|chaque|et|semaines?)\b"
)
_EVEN, _ODD = re.compile(r"semaines? paires?"), re.compile(r"semaines? impaires?")


def ranges(written: str) -> list[str] | None:
    """Return slots such as `09:00-12:00` from « 9h-12h / 14h-17h », None unless each word is understood."""
    found = []
    end = 0
    for match in _RANGE.finditer(written):
        if not _BETWEEN.fullmatch(written[end : match.start()]):
            return None
        first, last = _time(match[1], match[2]), _time(match[3], match[4])
        if first is None or last is None or last <= first:
            return None
        found.append(f"{first}-{last}")
        end = match.end()
    return found if found and _BETWEEN.fullmatch(written[end:].rstrip(". ")) else None


def day(written: str) -> str | None:
    """Return the list of slots that a day would be in a record: `[]` for « fermé »."""
    if _SHUT.fullmatch(written.strip()):
        return "[]"
    found = ranges(written)
    return f"[{', '.join(map(quoted, found))}]" if found else None


def permanence(written: str) -> str | None:
    """Return a permanence from « 1er mardi du mois 9h-12h », None unless each word is understood."""
    words = " ".join(written.lower().split())
    time = _RANGE.search(words)
    slots = ranges(time.group()) if time else []
    before = words.replace(time.group(), " ") if time else words
    weeks = "even weeks " if _EVEN.search(before) else "odd weeks " if _ODD.search(before) else ""
    before = _ODD.sub(" ", _EVEN.sub(" ", before))
    ranks = [_RANKS[rank] for rank in _RANK.findall(before)]
    days = [DAYS[name] for name in _DAY.findall(before)]
    rest = _DAY.sub(" ", _RANK.sub(" ", before))
    if len(days) != 1 or slots is None or _FILLER.sub(" ", rest).strip(" ,:;."):
        return None
    said = f"{' and '.join(ranks)} " if ranks else ""
    return f"{said}{weeks}{days[0]}{f' {slots[0]}' if slots else ''}"


def quoted(text: str) -> str:
    """Put a text between straight quotes."""
    return f'"{text}"'


def _time(hour: str, minute: str | None) -> str | None:
    hours, minutes = int(hour), int(minute or 0)
    return (
        f"{hours:02d}:{minutes:02d}" if hours * 60 + minutes <= 24 * 60 and minutes < 60 else None
    )
