"""Keys of the referentials: each must exist, and be given once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msap.checks.located import error
from msap.source.catalogue import Catalogue
from msap.source.entries import RecordEntry
from msap.source.messages import suggestion
from msap.source.problems import Problem


def partners(entry: RecordEntry, catalogue: Catalogue) -> Iterator[Problem]:
    """Every partner is a key of `partners.yml`, given once."""
    keys = [partner.id for partner in entry.msap.partners or ()]
    yield from _keys(entry, "partners", keys, tuple(catalogue.referentials.partners))


def services(entry: RecordEntry, catalogue: Catalogue) -> Iterator[Problem]:
    """Every service is a key of `services.yml`, given once."""
    known = tuple(catalogue.referentials.services)
    yield from _keys(entry, "services", entry.msap.services or (), known)


def porteur(entry: RecordEntry, catalogue: Catalogue) -> Iterator[Problem]:
    """The kind of porteur is a key of `porteurs.yml`."""
    known = tuple(catalogue.referentials.porteurs)
    written = entry.msap.porteur
    if written and written.type not in known:
        yield error(
            entry,
            ["porteur", "type"],
            "porteur-inconnu",
            f"« {written.type} » n’est pas dans la liste des porteurs.",
            suggestion(written.type, known),
        )


_CODES = {
    "partners": ("partenaire-inconnu", "partenaire-en-double", "partenaires"),
    "services": ("service-inconnu", "service-en-double", "services"),
}


def _keys(
    entry: RecordEntry, field: str, keys: Iterable[str], known: tuple[str, ...]
) -> Iterator[Problem]:
    unknown, twice, words = _CODES[field]
    seen: set[str] = set()
    for rank, key in enumerate(keys):
        where = (field, rank, "id")
        if key not in known:
            fact = f"« {key} » n’est pas dans la liste des {words}."
            yield error(entry, where, unknown, fact, suggestion(key, known))
        elif key in seen:
            fact = f"« {key} » est écrit deux fois dans les {words}."
            yield error(entry, where, twice, fact, "Gardez une seule des deux lignes.")
        seen.add(key)
