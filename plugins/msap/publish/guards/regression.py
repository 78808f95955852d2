"""The regression guard: records, their fields, dates and addresses that a new build would lose.

Each refusal has an option of the build that accepts it, for the day it is meant.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from msap.domain.completeness import Attribute, is_drop
from msap.errors import Refusal
from msap.publish.files.url_manifest import UrlManifest
from msap.publish.guards.regression_kinds import Regression
from msap.publish.wording.dates import date_words
from msap.publish.wording.lists import list_words
from msap.publish.wording.numbers import number_words
from msap.source.french_hours import DAY_NAMES
from msap.source.hours import Weekday

ATTRIBUTE_WORDS = {
    Attribute.STREET: "la rue",
    Attribute.LOCATION: "le point sur la carte",
    Attribute.PHONE: "le téléphone",
    Attribute.EMAIL: "le courriel",
    Attribute.WEBSITE: "le site web",
    Attribute.LABEL: "le label",
    Attribute.APPOINTMENT: "la prise de rendez-vous",
    Attribute.PARTNERS: "les partenaires",
    Attribute.SERVICES: "les services",
    Attribute.HOURS: "les horaires",
    **{Attribute(day.value): f"l’ouverture du {DAY_NAMES[day]}" for day in Weekday},
}
"""What each attribute is called in messages."""


class PreviousSite(NamedTuple):
    """The live site, if any, and the regressions accepted for it."""

    url_manifest: UrlManifest | None = None
    accepted: frozenset[Regression] = frozenset()

    @property
    def addresses(self) -> frozenset[str]:
        """Return the addresses that must go on answering."""
        if (
            self.url_manifest is None
            or not self.url_manifest.is_published
            or Regression.LOST in self.accepted
        ):
            return frozenset()
        return self.url_manifest.addresses


def require_something(records: int, texts: int) -> None:
    """Raise Refusal when there is nothing to make a site of: no option accepts that."""
    empty = []
    if not records:
        empty.append("Il n’y a aucune fiche : le site serait vide. Vérifiez le dossier des fiches.")
    if not texts:
        empty.append("Il n’y a aucun texte dans « content/ » : vérifiez ce dossier.")
    if empty:
        raise Refusal("\n".join(empty))


def regressions(now: UrlManifest, previous: PreviousSite) -> Iterator[str]:
    """Yield what the new site would lose, and how to accept it."""
    last = previous.url_manifest
    if last is None:
        return
    if is_drop(last.records, now.records) and Regression.FEWER not in previous.accepted:
        yield (
            f"Le site en place a {last.records} fiches et celui-ci n’en a que {now.records}. "
            "Le dossier est peut-être incomplet : vérifiez-le. "
            f"Si cette baisse est voulue, {Regression.FEWER.way}."
        )
    if (
        last.is_published
        and Regression.POORER not in previous.accepted
        and (poorer := _drops(now, last))
    ):
        yield (
            f"Les fiches disent moins que dans le site en place : {list_words(poorer)}. "
            "Une colonne ou un fichier manque peut-être : vérifiez ce qui a changé. "
            f"Si cette baisse est voulue, {Regression.POORER.way}."
        )
    if now.built < last.built and Regression.EARLIER not in previous.accepted:
        yield (
            f"La machine se croit le {date_words(now.built)} et le site en place est du "
            f"{date_words(last.built)}. Mettez son horloge à l’heure. "
            f"Si la date est bonne, {Regression.EARLIER.way}."
        )


def _drops(now: UrlManifest, last: UrlManifest) -> list[str]:
    """Return which attributes fewer records fill, beyond those of the records that left."""
    left = min(1, now.records / last.records) if last.records else 1
    return [
        f"{ATTRIBUTE_WORDS[attribute]} ({number_words(count)} fiches, et maintenant "
        f"{number_words(now.attributes[attribute])})"
        for attribute in Attribute
        if is_drop((count := last.attributes.get(attribute, 0)) * left, now.attributes[attribute])
    ]
