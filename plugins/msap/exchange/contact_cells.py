"""The phone and the e-mail address of a row: one of each; the other words go to the remarks."""

from __future__ import annotations

import re

from pydantic import TypeAdapter, ValidationError

from msap.domain.personal import is_personal, place_words
from msap.exchange.emails import ADDRESS, is_cut_short
from msap.exchange.report import ReportSection
from msap.exchange.row_reading import RowReader
from msap.source.types import Phone

_PHONE_IN_WORDS = re.compile(r"(?:\+(?:33|262|59[046]) ?|0)[1-9](?:[ .-]?\d\d){4}(?!\d)")
_PHONE_RULE: TypeAdapter[str] = TypeAdapter(Phone)


def read_phone(reading: RowReader) -> str | None:
    """Return the number, or the first one of a cell that is kept in words; None without one."""
    raw = reading.row.cell("telephone")
    if not raw:
        return None
    padded = f"0{raw}" if re.fullmatch(r"[1-9](?:[ .-]?\d\d){4}", raw) else raw
    if padded != raw:
        reading.normalized("telephone", raw, padded, ("zéro du début remis",))
    try:
        return _PHONE_RULE.validate_python(padded)
    except ValidationError:
        reading.keep("Téléphone", raw)
        first = _PHONE_IN_WORDS.search(raw)
        found = first.group() if first else ""
        reading.normalized("telephone", raw, found, ("cellule gardée en toutes lettres",))
        return found or None


def read_email(reading: RowReader, place: str) -> str | None:
    """Return the first sure address that is no person's, else the first; the rest stays in words.

    `place` is the name of the place and of its commune, which are no names of persons.
    """
    raw = reading.row.cell("mail")
    addresses = ADDRESS.findall(raw)
    words = place_words(place)
    personal = [address for address in addresses if is_personal(address, words)]
    sure = [address for address in addresses if not is_cut_short(address, raw)]
    chosen = next((a for a in sure if a not in personal), sure[0] if sure else None)
    for address in personal:
        reading.note(ReportSection.PERSONAL_EMAIL, address)
    rest = raw.replace(chosen, "", 1) if chosen else raw
    if not chosen and raw:
        reading.normalized("mail", raw, "", ("adresse gardée en toutes lettres",))
        reading.keep("Courriel", raw)
    elif re.search(r"\w", rest):
        others = rest.strip(" -/;,\n")
        reading.keep("Autre courriel" if len(addresses) == 2 else "Autres courriels", others)
    return chosen
