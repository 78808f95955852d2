"""Old addresses: each leads at once to a page of the site, and is that of none."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from pathlib import Path

from msap.checks.data_file import DataFile
from msap.domain.addresses import former_msap_url, list_of_part
from msap.domain.own_pages import SITE_MAP
from msap.domain.pages import page_addresses
from msap.source.catalogue import Catalogue
from msap.source.editorial import Editorial
from msap.source.problems import Problem, nearest
from msap.source.redirections import NAME


def redirections(
    catalogue: Catalogue, editorial: Editorial, unread: Iterable[str], data: Path
) -> Iterator[Problem]:
    """Check every line against the pages of the site; `unread` are records that have some too."""
    written = catalogue.redirections
    if not written:
        return
    living = page_addresses(catalogue, editorial) | set(map(former_msap_url, unread))
    file = DataFile(data, NAME)
    for old, new in written.items():
        where = ["redirections", old]
        old_list, new_list = list_of_part(old), list_of_part(new)
        if old in living:
            yield file.key_error(
                where,
                "redirection-de-page",
                f"« {old} » est l’adresse d’une page du site.",
                "Retirez cette ligne, ou le fichier de la page.",
            )
        elif old_list in living:
            yield file.key_error(
                where,
                "redirection-de-page",
                f"« {old} » est la suite d’une liste du site, qui répond d’elle-même.",
                "Retirez cette ligne.",
            )
        if new in living:
            continue
        if new in written:
            yield file.error(where, "redirection-en-chaine", *_chain(old, written, living))
        elif new_list in living:
            yield file.error(
                where,
                "redirection-sans-page",
                f"« {new} » est la suite d’une liste, qui peut disparaître.",
                f"Écrivez « {old}: {new_list} ».",
            )
        else:
            suggested = nearest(new, living)
            yield file.error(
                where,
                "redirection-sans-page",
                f"« {new} » n’est pas une page du site.",
                f"Écrivez « {old}: {suggested or SITE_MAP.url} », ou une autre page.",
            )


def _chain(old: str, written: Mapping[str, str], living: Container[str]) -> tuple[str, str]:
    """Return what is wrong with a chain of old addresses, and what to write."""
    steps = [old]
    while steps[-1] not in living and (following := written.get(steps[-1])) is not None:
        steps.append(following)
        if following in steps[:-1]:
            return (
                f"Ces adresses se renvoient l’une à l’autre : {' → '.join(steps)}.",
                "Remplacez l’une d’elles par une page du site.",
            )
    return (
        f"« {steps[1]} » est elle-même redirigée.",
        f"Écrivez directement « {old}: {steps[-1]} ».",
    )
