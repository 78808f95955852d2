"""The network's offer: each of its keys is in a referential, and is given once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from msap.checks.data_file import DataFile
from msap.source.catalogue import Catalogue
from msap.source.messages import suggestion
from msap.source.problems import Problem


def offer(catalogue: Catalogue, data: Path) -> Iterator[Problem]:
    """Check `offer` of `network.yml`."""
    offered, referentials = catalogue.network.offer, catalogue.referentials
    if offered is None:
        return
    partners = [partner.id for partner in offered.partners]
    yield from _keys(data, "partners", "partenaire", partners, tuple(referentials.partners))
    yield from _keys(data, "services", "service", offered.services, tuple(referentials.services))


def _keys(
    data: Path, field: str, word: str, keys: list[str] | tuple[str, ...], known: tuple[str, ...]
) -> Iterator[Problem]:
    file = DataFile(data, "network.yml")
    for rank, key in enumerate(keys):
        where = ("offer", field, rank, "id")
        if key not in known:
            fact = f"« {key} » n’est pas dans la liste des {word}s."
            yield file.error(where, f"{word}-inconnu", fact, suggestion(key, known))
        elif key in keys[:rank]:
            fact = f"« {key} » est écrit deux fois dans les {word}s."
            yield file.error(where, f"{word}-en-double", fact, "Gardez une seule des deux lignes.")
