"""The comments of the national list: understood as a whole, or kept word for word with a reason.

A comment becomes a field only when each of its words is accounted for.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from msap.exchange.emails import ADDRESS
from msap.source.folding import unaccented
from msap.source.msap import Appointment


class CommentReason(StrEnum):
    """What a comment kept as text talks about; one comment may have several reasons."""

    APPOINTMENT = "rendez-vous"
    CONTACT = "téléphone ou courriel"
    ROUNDS = "permanences ou tournée"
    SOME_WEEKS = "semaines paires, nième jour du mois"
    CLOSURE = "fermetures et dates"
    HOLIDAYS = "vacances scolaires"
    DAYS = "autres jours, heures ou lieux"
    OTHER = "autre"


_SIGNS = {
    CommentReason.APPOINTMENT: r"rendez-vous",
    CommentReason.CONTACT: r"@|(?:\b0|\+33 ?)\d(?:[ .-]?\d\d){4}\b|\btel(?:ephon\w*)?\b|\bmails?\b|courriel",
    CommentReason.ROUNDS: r"permanence|itineran|multi-?sites?|antenne|\bbus\b|tournee|\bcommunes\b|"
    r"deplace|\bmairie d|deport|delocalis",
    CommentReason.SOME_WEEKS: r"semaines? (?:im)?paires?|semaine sur|\bsur deux\b|quinzaine|"
    r"\b(?:1er|premier|deuxieme|troisieme|dernier|[2-5] ?(?:e|eme|nd)s?) "
    r"(?:et \w+ )?(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|semaine)|par mois|du mois|"
    r"(?:lundi|mardi|mercredi|jeudi|vendredi|samedi)s? sur\b",
    CommentReason.CLOSURE: r"\bferme|\bconges?\b|\b\d{1,2}/\d{1,2}\b|\b\d{1,2} (?:janvier|fevrier|mars|avril|"
    r"mai|juin|juillet|aout|septembre|octobre|novembre|decembre)\b",
    CommentReason.HOLIDAYS: r"vacances|scolaire|horaires? d.?ete|periode estivale",
}
_PATTERNS = {reason: re.compile(sign) for reason, sign in _SIGNS.items()}

_DAYS = re.compile(r"\b(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|horaires?|matin)s?\b")
_PHONE = re.compile(r"(?:\+33 ?|\b0 ?)?[1-9](?:[ .-]?\d\d){4}\b")
_LEAD = r"(?:n'hesitez pas a |merci de |vous pouvez |de )*"
_TAKE = r"(?:la |une )?(?:prise d'?e? ?|prendre (?:un |des )?|possibilite de prendre )rendez-vous"
_ADVISED = (
    r"(?:(?:est )?(?:fortement |vivement )?"
    r"(?:conseillee?|recommandee?|souhaitee?|privilegiee?|possible|preferable))"
)
_MEANS = r"(?:(?: |,|/|:|-|et|ou|a|au|aux|par|via|tel|telephone|mail|courriel|l'adresse|adresse)*)"
_REQUIRED = re.compile(
    r"(?:accueil |ouverture |ouvert )?(?:uniquement|exclusivement|seulement) sur rendez-vous"
    rf"{_MEANS}|(?:accueil |ouverture |ouvert )?sur rendez-vous (?:uniquement|exclusivement|"
    rf"seulement){_MEANS}|(?:la )?prise de rendez-vous (?:est )?obligatoire{_MEANS}"
)
_POSSIBLE = re.compile(
    rf"{_LEAD}{_TAKE}(?: {_ADVISED})?{_MEANS}|rendez-vous (?:{_ADVISED})?{_MEANS}"
    rf"|il est {_ADVISED} de prendre rendez-vous{_MEANS}"
    rf"|(?:de )?preference sur rendez-vous|(?:accueil )?avec (?:et|ou) sans rendez-vous"
)
_ONLY_MEANS = re.compile(
    rf"(?:numero de |contact |adresse mail )?{_MEANS}(?:telephone|mail)?{_MEANS}"
)


@dataclass(frozen=True, slots=True)
class Comment:
    """What became of one comment: a field, a repetition, nothing, or a text with its reasons."""

    appointment: Appointment | None = None
    kept: str = ""
    reasons: tuple[CommentReason, ...] = ()
    repeats: bool = False


def read_comment(written: str, phone: str | None, emails: frozenset[str]) -> Comment:
    """Understand a comment, given the phone and the addresses the record already shows."""
    text = normal(written)
    if not re.search(r"\w", text):
        return Comment(repeats=bool(written.strip()))
    bare = _without_known(text, phone, emails)
    if bare is not None:
        if _REQUIRED.fullmatch(bare):
            return Comment(appointment=Appointment.REQUIRED)
        if _POSSIBLE.fullmatch(bare) and bare != "rendez-vous":
            return Comment(appointment=Appointment.POSSIBLE)
        if bare != text and _ONLY_MEANS.fullmatch(bare):
            return Comment(repeats=True)
    reasons = tuple(reason for reason, sign in _PATTERNS.items() if sign.search(text))
    fallback = CommentReason.DAYS if _DAYS.search(text) else CommentReason.OTHER
    return Comment(kept=written, reasons=reasons or (fallback,))


def normal(written: str) -> str:
    """Return a comment in lower case without accents, `rendez-vous` always spelt so."""
    text = unaccented(written, compatible=True).replace("’", "'")
    text = re.sub(r"\brdvs?\b|\br\.d\.v\.?|\brendez[ -]?vous\b", "rendez-vous", text)
    return " ".join(text.split()).strip(" .!*-:")


def _without_known(text: str, phone: str | None, emails: frozenset[str]) -> str | None:
    """Remove the phone and the addresses that the record shows; None when others are written."""
    digits = re.sub(r"\D", "", phone or "").lstrip("0")
    for number in _PHONE.findall(text):
        if re.sub(r"\D", "", number).removeprefix("33").lstrip("0") != digits:
            return None
    for address in ADDRESS.findall(text):
        if address not in emails:
            return None
    bare = ADDRESS.sub(" ", _PHONE.sub(" ", text))
    if re.search(r"\d", bare):
        return None
    return " ".join(re.sub(r"[().]", " ", bare).split()).strip(" :-/,")
