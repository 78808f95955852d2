"""Regions and departments of `departements.yml`: each has its page, its region and its clock."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from msap.checks.data_file import DataFile
from msap.domain.calendar import ZONES
from msap.source.problems import Problem, nearest
from msap.source.referentials import Territories, read_document
from msap.source.slugs import slug

_NAME = "referentials/departements.yml"
_MAINLAND = re.compile(r"0[1-9]|[1-8][0-9]|9[0-5]|2[AB]")


def territories(data: Path) -> Iterator[Problem]:
    """No code and no page is that of two territories; every department has a region and a clock."""
    file = DataFile(data, _NAME)
    read, _ = read_document(data / _NAME, file.shown, Territories)
    if read is None:
        return
    yield from _doubles(file, "regions", ((one.code, one.name) for one in read.regions))
    yield from _doubles(file, "departements", ((one.code, one.name) for one in read.departements))
    regions = {region.code: region.name for region in read.regions}
    for rank, one in enumerate(read.departements):
        if one.region not in regions:
            suggested = nearest(one.region, regions)
            yield file.error(
                ["departements", rank, "region"],
                "region-inconnue",
                f"« {one.region} » n’est le code d’aucune région de ce fichier.",
                f"Vouliez-vous écrire « {suggested} » ?"
                if suggested
                else "Ajoutez-la à « regions ».",
            )
        if not _MAINLAND.fullmatch(one.code) and one.code not in ZONES:
            yield file.error(
                ["departements", rank, "code"],
                "departement-sans-heure",
                f"On ne connaît pas l’heure légale de « {one.code} » ({one.name}).",
                "Retirez ce territoire, ou demandez à l’équipe technique d’ajouter son fuseau "
                "horaire et ses jours fériés.",
            )


def _doubles(file: DataFile, group: str, listed: Iterable[tuple[str, str]]) -> Iterator[Problem]:
    """Find the codes and names, as addresses write them, that two territories have."""
    seen = {"/"}
    for rank, (code, name) in enumerate(listed):
        for key, written, place in (("code", code, code), ("name", name, f"{slug(name)}/")):
            if place in seen:
                yield file.error(
                    [group, rank, key],
                    "territoire-en-double",
                    f"« {written} » ne distingue pas ce territoire des autres.",
                    "Donnez à chacun un code et un nom qui ne sont qu’à lui.",
                )
            seen.add(place)
