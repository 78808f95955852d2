"""Guards of an import: columns, rows and fields that an edition would lose.

What would erase is a problem; what records keep all the same is a warning.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePath

from msap.domain.completeness import Attribute, attributes_of, count_attributes, is_drop
from msap.exchange.columns import KNOWN
from msap.exchange.official_csv import OfficialList
from msap.publish.guards.regression import ATTRIBUTE_WORDS
from msap.publish.wording.numbers import count_words, number_words
from msap.source.french_hours import DAYS
from msap.source.msap import Msap
from msap.source.problems import Position, Problem, nearest

ACCEPTED = "Si cette baisse est voulue, ajoutez --accept-poorer."
_ATTRIBUTES = {
    "adresse": Attribute.STREET,
    "latitude": Attribute.LOCATION,
    "longitude": Attribute.LOCATION,
    "telephone": Attribute.PHONE,
    "mail": Attribute.EMAIL,
    "labellisation_fs": Attribute.LABEL,
    "prise_rdv": Attribute.APPOINTMENT,
    **{f"h_{name}": Attribute(day.value) for name, day in DAYS.items()},
}
"""The attribute that each column fills, where it is counted."""


def missing_columns(
    official: OfficialList, records: Iterable[Msap], shown: PurePath
) -> Iterator[Problem]:
    """Yield a problem for each column the edition lacks, with the count of records it filled."""
    counts = count_attributes(records)
    unknown = [column for column in official.columns if column not in KNOWN]
    for column in official.missing_columns:
        fact = f"La colonne « {column} » manque."
        attribute = _ATTRIBUTES.get(column)
        if attribute and counts[attribute]:
            fact += f" {count_words(counts[attribute], 'fiche donne', 'fiches donnent')} "
            fact += f"{ATTRIBUTE_WORDS[attribute]}."
        near = nearest(column, unknown)
        hint = f"Nommez « {column} » la colonne « {near} », si c’est elle. " if near else ""
        yield Problem(
            shown,
            Position(),
            "colonne-absente",
            fact,
            f"{hint}Reprenez le fichier publié. Si cette édition n’a pas cette colonne, ajoutez "
            "--accept-poorer : les fiches gardent ce qu’elles en disent et leurs remarques, celles "
            "qui seront créées n’en diront rien.",
        )


def drops(
    official: OfficialList, pairs: Sequence[tuple[Msap, Msap]], shown: PurePath
) -> Iterator[Problem]:
    """Yield a problem for each attribute that too many records would no longer give.

    `pairs` are the records that the edition lists, before and after it.
    """
    before = count_attributes(record for record, _after in pairs)
    lost = Counter(
        attribute
        for record, after in pairs
        for attribute in set(attributes_of(record)) - set(attributes_of(after))
    )
    for attribute in Attribute:
        if not is_drop(before[attribute], before[attribute] - lost[attribute]):
            continue
        columns = [name for name, counted in _ATTRIBUTES.items() if counted is attribute]
        place = next((official.columns.index(c) for c in columns if c in official.columns), 0)
        yield Problem(
            shown,
            Position(1, place + 1),
            "baisse",
            f"Cette édition retirerait {ATTRIBUTE_WORDS[attribute]} à "
            f"{count_words(lost[attribute], 'fiche', 'fiches')} sur "
            f"{number_words(before[attribute])}.",
            f"Comparez-la avec l’édition précédente. {ACCEPTED}",
        )


def silences(official: OfficialList, updates: Sequence[tuple[Msap, Msap, Msap]]) -> Iterator[str]:
    """Yield a warning for each attribute that the edition leaves out where many records keep it.

    `updates` are the records that the edition lists: before it, after it, and as it alone has them.
    """
    given = [[set(attributes_of(record)) for record in records] for records in updates]
    columns = set(official.columns)
    for attribute in dict.fromkeys(_ATTRIBUTES[name] for name in _ATTRIBUTES if name in columns):
        words = ATTRIBUTE_WORDS[attribute]
        without = sum(attribute not in before for before, _after, _listed in given)
        empty = sum(attribute not in listed for _before, _after, listed in given)
        kept = sum(
            attribute in before and attribute in after and attribute not in listed
            for before, after, listed in given
        )
        if is_drop(len(given) - without, len(given) - without - kept):
            yield (
                f"{words[0].upper()}{words[1:]} manque à {count_words(empty, 'lieu', 'lieux')} de "
                f"la liste, et à {count_words(without, 'fiche', 'fiches')} du dossier : ces "
                "cellules ont-elles été vidées ? Les fiches gardent ce qu’elles disent."
            )


def missing_places(rows: int, known: int, absent: int) -> Iterator[str]:
    """Yield a warning if the edition lacks many of the places that it gave before."""
    if is_drop(known, known - absent):
        yield (
            f"La liste donne {count_words(rows, 'lieu', 'lieux')} et le dossier en a "
            f"{number_words(known)} : est-elle entière ? Les "
            f"{count_words(absent, 'fiche absente', 'fiches absentes')} sont gardées."
        )


def many_set_aside(rows: int, set_aside: Sequence[Problem], shown: PurePath) -> Iterator[Problem]:
    """Yield a problem if so many rows give no record that the list itself must be at fault."""
    left = len({problem.position.line for problem in set_aside})
    if is_drop(rows, rows - left):
        yield Problem(
            shown,
            Position(),
            "lignes-de-cote",
            f"{count_words(left, 'ligne', 'lignes')} sur {number_words(rows)} ne donnent pas de "
            "fiche.",
            f"Corrigez-les. {ACCEPTED}",
        )
