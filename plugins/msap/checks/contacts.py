"""How to reach a place: its own address and number, which cost nothing more than a call."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msap.checks.located import warning
from msap.domain.personal import is_personal, place_words
from msap.source.catalogue import Catalogue
from msap.source.entries import RecordEntry
from msap.source.msap import Form
from msap.source.problems import Problem

_MOBILE = re.compile(r"0[67]")
_PREMIUM = re.compile(r"08[129]|118[0-9]{3}")
"""Numbers « à tarification majorée » of the national numbering plan (Arcep, decision 2018-0881, 2.4);
080 is free (0800 to 0805) or costs a call (0806 to 0809), and of 3xxx numbers nobody can tell."""


def email(entry: RecordEntry, _catalogue: Catalogue) -> Iterator[Problem]:
    """The address is that of the place and not of a person, who may leave."""
    msap = entry.msap
    written = msap.contact.email
    if written is None:
        return
    place = f"{msap.name} {msap.address.city} {msap.group or ''}"
    if is_personal(written, place_words(place)):
        yield warning(
            entry,
            ["contact", "email"],
            "courriel-de-personne",
            f"« {written} » semble l’adresse d’une personne.",
            "Demandez une adresse du lieu, comme accueil@… ; sinon, laissez-la.",
        )


def phone(entry: RecordEntry, _catalogue: Catalogue) -> Iterator[Problem]:
    """The number is that of the place, and calling it costs no more than a call.

    A place that moves, or has several sites, may well have but a mobile.
    """
    msap = entry.msap
    written = msap.contact.phone
    if written is None:
        return
    digits = written.replace(" ", "")
    moves = msap.form.is_touring or msap.form is Form.MULTI_SITE or msap.stops
    if _PREMIUM.match(digits):
        yield warning(
            entry,
            ["contact", "phone"],
            "numero-surtaxe",
            f"« {written} » est un numéro surtaxé.",
            "Demandez un numéro au prix d’un appel : les administrations de l’État n’ont pas droit "
            "aux autres depuis 2021 (loi du 10 août 2018, article 28).",
        )
    elif _MOBILE.match(digits) and not moves:
        yield warning(
            entry,
            ["contact", "phone"],
            "mobile-de-personne",
            f"« {written} » est un numéro de mobile, peut-être celui d’une personne.",
            "Demandez le numéro du lieu ; si c’est celui-là, laissez-le.",
        )
