"""Keys of the referentials: each must exist, and be given once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from msap.checks.located import error, warning
from msap.checks.words import folded
from msap.domain.partner_names import every_name
from msap.source.catalogue import Catalogue
from msap.source.entries import RecordEntry
from msap.source.messages import suggestion
from msap.source.problems import Problem


def partners(entry: RecordEntry, catalogue: Catalogue) -> Iterator[Problem]:
    """Every partner is a key of `partners.yml`, given once."""
    keys = [partner.id for partner in entry.msap.partners or ()]
    kinds, words = catalogue.referentials.partners, catalogue.referentials.synonyms.partners

    def names() -> Iterator[tuple[str, str]]:
        for key, kind in kinds.items():
            for name in (*every_name(kind), *words.get(key, ())):
                yield name, key

    yield from _keys(entry, "partners", keys, tuple(kinds), names)


def services(entry: RecordEntry, catalogue: Catalogue) -> Iterator[Problem]:
    """Every service is a key of `services.yml`, given once."""
    kinds, words = catalogue.referentials.services, catalogue.referentials.synonyms.services

    def names() -> Iterator[tuple[str, str]]:
        for key, kind in kinds.items():
            for name in (kind.name, *words.get(key, ())):
                yield name, key

    yield from _keys(entry, "services", entry.msap.services or (), tuple(kinds), names)


def withdrawn(entry: RecordEntry, catalogue: Catalogue) -> Iterator[Problem]:
    """What is withdrawn is part of the network's offer, and not said to be there."""
    msap, offer = entry.msap, catalogue.network.offer
    lists = (
        (
            "partners",
            catalogue.referentials.partners,
            msap.withdrawn.partners,
            {partner.id for partner in msap.partners or ()},
            {partner.id for partner in offer.partners} if offer else set(),
        ),
        (
            "services",
            catalogue.referentials.services,
            msap.withdrawn.services,
            set(msap.services or ()),
            set(offer.services) if offer else set(),
        ),
    )
    for field, kinds, keys, own, offered in lists:
        for rank, key in enumerate(keys):
            where = ("withdrawn", field, rank)
            if key not in kinds:
                unknown, _, words = _CODES[field]
                fact = f"« {key} » n’est pas dans la liste des {words}."
                yield error(entry, where, unknown, fact, suggestion(key, tuple(kinds)))
            elif key in own:
                fact = f"« {key} » est à la fois dans « {field} » et dans « withdrawn »."
                advice = (
                    "Gardez-le dans « {field} » s’il y est, dans « withdrawn » s’il n’y est pas."
                )
                yield error(entry, where, "retire-et-present", fact, advice.format(field=field))
            elif key not in offered:
                fact = f"« {key} » n’est pas dans l’offre du réseau : il n’y a rien à retirer."
                advice = f"Ôtez « {key} » de « withdrawn »."
                yield warning(entry, where, "hors-offre", fact, advice)


def porteur(entry: RecordEntry, catalogue: Catalogue) -> Iterator[Problem]:
    """The kind of porteur is a key of `porteurs.yml`."""
    kinds = catalogue.referentials.porteurs
    written = entry.msap.porteur
    if written and written.type not in kinds:
        yield error(
            entry,
            ["porteur", "type"],
            "porteur-inconnu",
            f"« {written.type} » n’est pas dans la liste des porteurs.",
            _meant(written.type, tuple(kinds), ((kind.name, key) for key, kind in kinds.items())),
        )


def _meant(written: str, known: tuple[str, ...], names: Iterable[tuple[str, str]]) -> str:
    """Return the advice to write the key that has this name or looks like it."""
    for name, key in names:
        if folded(written) in {folded(name), folded(name.partition(" (")[0])}:
            return f"Vouliez-vous écrire « {key} » ?"
    return suggestion(written, known)


_CODES = {
    "partners": ("partenaire-inconnu", "partenaire-en-double", "partenaires"),
    "services": ("service-inconnu", "service-en-double", "services"),
}


def _keys(
    entry: RecordEntry,
    field: str,
    keys: Iterable[str],
    known: tuple[str, ...],
    names: Callable[[], Iterator[tuple[str, str]]],
) -> Iterator[Problem]:
    unknown, twice, words = _CODES[field]
    seen: set[str] = set()
    for rank, key in enumerate(keys):
        where = (field, rank, "id")
        if key not in known:
            fact = f"« {key} » n’est pas dans la liste des {words}."
            yield error(entry, where, unknown, fact, _meant(key, known, names()))
        elif key in seen:
            fact = f"« {key} » est écrit deux fois dans les {words}."
            yield error(entry, where, twice, fact, "Gardez une seule des deux lignes.")
        seen.add(key)
