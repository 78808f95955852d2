"""Rules across all records: ids, folders, duplicates, redirections."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msap.checks.located import error, warning
from msap.checks.words import folded
from msap.domain.distance import distance_km
from msap.source.catalogue import Catalogue
from msap.source.entries import RecordEntry
from msap.source.geography import departement_of
from msap.source.msap import Coordinates
from msap.source.problems import Problem, nearest

SAME_PLACE_KM = 0.1


def file_and_folder(entry: RecordEntry, catalogue: Catalogue) -> Iterator[Problem]:
    """The file bears the id, and its folder is the department of the INSEE code.

    A touring MSAP may have its office in the department next door.
    """
    msap = entry.msap
    if entry.path.stem != msap.id:
        yield error(
            entry,
            ["id"],
            "identifiant-et-fichier",
            f"L’identifiant « {msap.id} » n’est pas le nom du fichier, « {entry.path.name} ».",
            f"Écrivez « id: {entry.path.stem} » ; si le fichier est nouveau, vous pouvez plutôt "
            f"le renommer « {msap.id}.yml ».",
        )
    departement = departement_of(msap.address.insee)
    known = catalogue.referentials.departements
    if entry.departement not in known and entry.departement != departement:
        folder = f"« {departement}/ »" if departement in known else "celui de son département"
        yield error(
            entry,
            [],
            "dossier-hors-annuaire",
            f"Le dossier « {entry.departement} » n’est celui d’aucun département de l’annuaire.",
            f"Rangez la fiche dans un autre dossier : {folder}.",
        )
    elif entry.departement != departement and not msap.form.is_touring:
        yield warning(
            entry,
            ["address", "insee"],
            "dossier-et-departement",
            f"Le code INSEE « {msap.address.insee} » est du département {departement}, et la "
            f"fiche est dans le dossier « {entry.departement} ».",
            f"Corrigez le code INSEE, ou rangez la fiche dans « {departement}/ ».",
        )


def duplicate_ids(catalogue: Catalogue) -> Iterator[Problem]:
    """An id belongs to one record, the one whose file bears it: it is the address of a page."""
    if len(catalogue.read_by_id) == len(catalogue.read):
        return
    owners: dict[str, RecordEntry] = {}
    for entry in sorted(catalogue.read, key=lambda entry: entry.path.stem != entry.msap.id):
        known = owners.setdefault(entry.msap.id, entry)
        if known is not entry:
            yield error(
                entry,
                ["id"],
                "identifiant-en-double",
                f"« {entry.msap.id} » est déjà l’identifiant de {known.path.as_posix()}.",
                f"Prenez-en un autre, par exemple « {entry.msap.id}-{entry.departement.lower()} », "
                "et renommez le fichier.",
            )


def duplicate_places(catalogue: Catalogue) -> Iterator[Problem]:
    """Two records of one name at one place are probably one MSAP written twice."""
    first: dict[tuple[str, str, str], RecordEntry] = {}
    for entry in catalogue.read:
        address = entry.msap.address
        key = (folded(entry.msap.name), address.insee, entry.msap.status)
        known = first.setdefault(key, entry)
        if known.msap.id != entry.msap.id and _is_same_place(known, entry):
            yield warning(
                entry,
                ["name"],
                "doublon",
                f"{known.path.as_posix()} porte le même nom, au même endroit.",
                "Si c’est la même maison, gardez une seule fiche ; sinon, précisez les noms.",
            )


def _is_same_place(one: RecordEntry, other: RecordEntry) -> bool:
    """Return whether two records of one commune have the same street or nearly the same point."""
    here, there = one.msap.location, other.msap.location
    if isinstance(here, Coordinates) and isinstance(there, Coordinates):
        return distance_km(here.lat, here.lon, there.lat, there.lon) < SAME_PLACE_KM
    streets = (one.msap.address.street or "", other.msap.address.street or "")
    return folded(streets[0]) == folded(streets[1])


def previous_ids(catalogue: Catalogue) -> Iterator[Problem]:
    """An old id leads to one living record, and is no record's present id."""
    owners: dict[str, RecordEntry] = {}
    for entry in catalogue.read:
        for rank, old in enumerate(entry.msap.previous_ids):
            living = catalogue.read_by_id.get(old)
            known = owners.setdefault(old, entry)
            if living:
                yield error(
                    entry,
                    ["previous_ids", rank],
                    "ancien-identifiant-vivant",
                    f"« {old} » est l’identifiant actuel de {living.path.as_posix()}.",
                    "Retirez-le de « previous_ids ».",
                )
            elif known is not entry:
                yield error(
                    entry,
                    ["previous_ids", rank],
                    "ancien-identifiant-partage",
                    f"« {old} » est déjà un ancien identifiant dans {known.path.as_posix()}.",
                    "Gardez-le dans une seule fiche.",
                )


def replacements(catalogue: Catalogue, unread: frozenset[str]) -> Iterator[Problem]:
    """A closed MSAP is replaced by a record that exists, and no chain of them comes back.

    `unread` are the ids of records that could not be read: they exist all the same.
    """
    successors = {
        entry.msap.id: entry.msap.closing.replaced_by
        for entry in catalogue.read
        if entry.msap.closing and entry.msap.closing.replaced_by
    }
    renamed = {old: entry.msap.id for entry in catalogue.read for old in entry.msap.previous_ids}
    for entry in catalogue.read:
        target = successors.get(entry.msap.id)
        if target is None:
            continue
        where = ["closing", "replaced_by"]
        if target not in catalogue.read_by_id and target not in unread:
            suggested = renamed.get(target) or nearest(target, catalogue.read_by_id)
            yield error(
                entry,
                where,
                "remplacante-inconnue",
                f"Aucune fiche n’a l’identifiant « {target} ».",
                f"Vouliez-vous écrire « {suggested} » ?"
                if suggested
                else "Écrivez le nom d’un fichier, sans « .yml ».",
            )
        elif loop := _loop_from(entry.msap.id, successors):
            yield error(
                entry,
                where,
                "boucle-de-redirection",
                f"Les fiches se renvoient l’une à l’autre : {' → '.join(loop)}.",
                "Laissez la dernière sans « replaced_by ».",
            )


def _loop_from(start: str, successors: Mapping[str, str]) -> list[str]:
    """Return the chain that leads from an id back to itself, empty when none does."""
    chain = [start]
    seen = {start}
    while (following := successors.get(chain[-1])) is not None:
        chain.append(following)
        if following == start:
            return chain
        if following in seen:
            break
        seen.add(following)
    return []
