"""What a build must not lose of the site it replaces: records, days, addresses.

Each refusal has an option of the build that accepts it, for the day it is meant.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from msap.errors import Refusal
from msap.publish.french import date_words
from msap.publish.ledger import Ledger
from msap.publish.loss import Loss

LOSS_ALLOWED = 0.05
"""Part of the records that may leave in one build; beyond, a folder was truncated."""


class Before(NamedTuple):
    """The site in place, if any, and what may be lost of it."""

    ledger: Ledger | None = None
    accepted: frozenset[Loss] = frozenset()

    @property
    def addresses(self) -> frozenset[str]:
        """Give the addresses that must go on answering."""
        if self.ledger is None or not self.ledger.is_published or Loss.LOST in self.accepted:
            return frozenset()
        return self.ledger.addresses


def require_something(records: int, texts: int) -> None:
    """Raise Refusal when there is nothing to make a site of: no option accepts that."""
    empty = []
    if not records:
        empty.append("Il n’y a aucune fiche : le site serait vide. Vérifiez le dossier des fiches.")
    if not texts:
        empty.append("Il n’y a aucun texte dans « content/ » : vérifiez ce dossier.")
    if empty:
        raise Refusal("\n".join(empty))


def losses(now: Ledger, before: Before) -> Iterator[str]:
    """Say what the new site would lose, and how to go on."""
    last = before.ledger
    if last is None:
        return
    gone = last.records - now.records
    if gone > max(1, last.records * LOSS_ALLOWED) and Loss.FEWER not in before.accepted:
        yield (
            f"Le site en place a {last.records} fiches et celui-ci n’en a que {now.records}. "
            "Le dossier est peut-être incomplet : vérifiez-le. "
            "Si cette baisse est voulue, ajoutez --accept-fewer."
        )
    if now.built < last.built and Loss.EARLIER not in before.accepted:
        yield (
            f"La machine se croit le {date_words(now.built)} et le site en place est du "
            f"{date_words(last.built)}. Mettez son horloge à l’heure. "
            "Si la date est bonne, ajoutez --accept-earlier."
        )
