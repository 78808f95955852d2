"""Titles: a page is known by its own, in tabs, bookmarks and search engines."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msap.checks.words import folded
from msap.domain.own_pages import OWN_PAGES
from msap.source.catalogue import Catalogue
from msap.source.editorial import Editorial, EditorialFile
from msap.source.editorial_kinds import SECTIONS
from msap.source.located_yaml import position_of
from msap.source.problems import Problem, Severity

_OWN = (
    *(kind.title for kind in SECTIONS),
    *(page.title for page in OWN_PAGES),
    *("Projets", "Recherche", "Page introuvable", "Vous êtes hors connexion"),
)
"""Titles of the pages that the site makes by itself; others hold words of the network."""


def titles(editorial: Editorial, catalogue: Catalogue) -> Iterator[Problem]:
    """No text has the title of a page that the site makes, nor that of another text.

    The build tells pages of one title apart by the names of their files: it can't where these are
    the same too.
    """
    own = _own_titles(catalogue)
    seen: dict[str, EditorialFile[Any]] = {}
    for document in editorial.documents:
        title = folded(document.matter.title)
        if title in own:
            yield _problem(
                document,
                "titre-reserve",
                f"« {document.matter.title} » est déjà le titre d’une page que le site fait.",
                "Ajoutez ce qui la distingue : un lieu, une date, un sujet.",
            )
        elif path := _same_record(document, title, catalogue):
            yield _double(document, path)
        first = seen.setdefault(title, document)
        if first is not document and first.end == document.end:
            yield _double(document, first.path.as_posix())
        elif first is not document:
            yield _problem(
                document,
                "titre-partage",
                f"« {document.matter.title} » est aussi le titre de {first.path.as_posix()}.",
                "Ajoutez ce qui les distingue : un lieu, une date, un sujet.",
            )._replace(severity=Severity.WARNING)


def _own_titles(catalogue: Catalogue) -> frozenset[str]:
    network, lists = catalogue.network, catalogue.referentials
    naming = network.naming
    return frozenset(
        map(
            folded,
            (
                *_OWN,
                network.site_title,
                f"Annuaire des {naming.many}",
                f"Carte des {naming.many}",
                f"Trouver une {naming.one}",
                *(f"{naming.full} {region.within}" for region in lists.regions.values()),
                *(f"{naming.full}, {d.name} ({d.code})" for d in lists.departements.values()),
                *(f"Communes {d.genitive}" for d in lists.departements.values()),
            ),
        )
    )


def _same_record(document: EditorialFile[Any], title: str, catalogue: Catalogue) -> str | None:
    """Return the path of the record that has the title, and the end of the address, of a text."""
    entry = catalogue.read_by_id.get(document.end)
    if entry is None:
        return None
    name, city = folded(entry.msap.name), folded(entry.msap.address.city)
    return entry.path.as_posix() if title in {name, f"{name} {city}"} else None


def _double(document: EditorialFile[Any], other: str) -> Problem:
    return _problem(
        document,
        "titre-en-double",
        f"« {document.matter.title} » est aussi le titre de {other}, qui porte le même nom.",
        "Changez ce titre, ou renommez le fichier s’il n’est pas encore publié.",
    )


def _problem(document: EditorialFile[Any], code: str, fact: str, advice: str) -> Problem:
    return Problem(document.path, position_of(document.node, ["title"]), code, fact, advice)
