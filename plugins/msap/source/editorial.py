"""Editorial files: front matter checked like a record, and a Markdown body.

---
title: Le label
summary: …
---
## Premier titre
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePath
from typing import Annotated, Any, Generic, Literal, TypeVar

from pydantic import Field, model_validator

from msap.source.located_yaml import Node, parse_yaml
from msap.source.msap import Count, Status
from msap.source.problems import Position, Problem
from msap.source.text import PAGE_SIZE_LIMIT, read_text
from msap.source.types import Day, LongText, Record, Text, fault, record
from msap.source.validation import validate

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_FRONT_MATTER = re.compile(r"---\n(.*?\n)---(?:\n|$)(.*)", re.DOTALL)

Summary = Annotated[LongText, Field(max_length=300)]


@record
class FrontMatter(Record):
    """What every editorial file says of itself."""

    title: Text = Field(description="Titre.")
    summary: Summary = Field(description="Une ou deux phrases, pour les listes et les moteurs.")


@record
class PageMatter(FrontMatter):
    """A page of the site."""

    updated: Day = Field(description="Date de la dernière relecture.")
    menu_title: Text | None = Field(default=None, description="Titre court, pour les menus.")


@record
class ArticleMatter(FrontMatter):
    """A piece of news."""

    date: Day = Field(description="Date de mise en ligne.")
    updated: Day | None = Field(default=None, description="Date de la dernière modification.")


@record
class DossierMatter(ArticleMatter):
    """The opening of a dossier."""

    order: Count = Field(description="Rang du dossier dans la liste.")


@record
class PartMatter(FrontMatter):
    """One part of a dossier."""

    part: Count = Field(description="Rang de la partie dans le dossier.")


@record
class PublicationMatter(FrontMatter):
    """A document to download."""

    author: Text = Field(description="Qui l’a écrit.")
    date: Day = Field(description="Date de parution.")
    language: Literal["fr", "en", "br", "co", "eu", "ca", "oc", "de"] = Field(
        description="Langue : fr, en, br, co, eu, ca, oc ou de."
    )
    files: tuple[Text, ...] = Field(
        min_length=1, description="Fichiers de `content/documents/` : [criteres.pdf]."
    )


@record
class ChartSource(Record):
    """Where the figures of a chart come from."""

    name: Text
    date: Text = Field(description="Date ou période, en toutes lettres.")


@record
class Chart(Record):
    """The drawing of an infographic, made from a CSV file or from the records."""

    kind: Literal["bars", "map", "steps"] = Field(description="`bars`, `map` ou `steps`.")
    data: Text | None = Field(
        default=None, description="Fichier CSV, dans `content/infographies/`."
    )
    records: Status | None = Field(
        default=None, description="Compter les fiches de ce statut, par département."
    )
    label: Text | None = Field(default=None, description="Colonne du nom.")
    value: Text | None = Field(default=None, description="Colonne du nombre.")
    text: Text | None = Field(default=None, description="Colonne du texte (étapes).")
    departement: Text | None = Field(default=None, description="Colonne du code de département.")
    unit: Text | None = Field(default=None, description="Unité : « maisons ».")

    @model_validator(mode="after")
    def _one_origin(self) -> Chart:
        if (self.data is None) == (self.records is None):
            raise fault("graphique-sans-donnees")
        return self


@record
class InfographicMatter(FrontMatter):
    """A drawing with its text and its data."""

    date: Day = Field(description="Date de mise en ligne.")
    source: ChartSource
    chart: Chart


Matter = TypeVar("Matter", bound=FrontMatter)


@dataclass(frozen=True)
class EditorialFile(Generic[Matter]):
    """An editorial file: its slug, what it says of itself, its Markdown and where that begins.

    `front` is the front matter as written, with lines of the file, and `node` its values.
    """

    path: PurePath
    slug: str
    matter: Matter
    body: str
    body_line: int
    front: str
    node: Node

    @property
    def end(self) -> str:
        """Return its address without the folder of its kind: `label`, `ouvrir/financer`."""
        steps = (page_address(PurePath(*self.path.parts[1:])) or self.slug).rstrip("/").split("/")
        return "/".join(steps[1:] or steps)


@dataclass(frozen=True)
class Dossier:
    """A dossier and its parts, in order."""

    opening: EditorialFile[DossierMatter]
    parts: tuple[EditorialFile[PartMatter], ...]


@dataclass(frozen=True)
class Editorial:
    """All editorial content; news, publications and infographics from the newest to the oldest."""

    folder: Path
    pages: tuple[EditorialFile[PageMatter], ...]
    articles: tuple[EditorialFile[ArticleMatter], ...]
    dossiers: tuple[Dossier, ...]
    publications: tuple[EditorialFile[PublicationMatter], ...]
    infographics: tuple[EditorialFile[InfographicMatter], ...]

    @property
    def documents(self) -> Iterator[EditorialFile[Any]]:
        """Yield every text, whatever its kind."""
        yield from self.pages
        yield from self.articles
        for dossier in self.dossiers:
            yield dossier.opening
            yield from dossier.parts
        yield from self.publications
        yield from self.infographics

    @cached_property
    def addresses(self) -> dict[PurePath, str]:
        """Return the site address of each file, by its path inside `content/`."""
        paths = (PurePath(*document.path.parts[1:]) for document in self.documents)
        return {path: address for path in paths if (address := page_address(path))}


def page_address(path: PurePath) -> str | None:
    """Return the site address of a Markdown file at a path inside `content/`, None if it has none."""
    section, *steps = path.with_suffix("").parts
    if path.suffix != ".md" or len(steps) != (2 if section == "dossiers" else 1):
        return None
    if section == "dossiers" and steps[1] == "index":
        steps = steps[:1]
    return "/".join(steps if section == "pages" else (section, *steps)) + "/"


def read_editorial(content: Path) -> tuple[Editorial, list[Problem]]:
    """Read `content/`; files with a problem are missing from the result."""
    problems: list[Problem] = []
    pages = _read_folder(content, "pages", PageMatter, problems)
    articles = _read_folder(content, "actualites", ArticleMatter, problems)
    publications = _read_folder(content, "publications", PublicationMatter, problems)
    infographics = _read_folder(content, "infographies", InfographicMatter, problems)
    dossiers = _read_dossiers(content, problems)
    editorial = Editorial(
        content,
        tuple(pages),
        tuple(sorted(articles, key=lambda d: (-d.matter.date.toordinal(), d.slug))),
        tuple(sorted(dossiers, key=lambda d: (d.opening.matter.order, d.opening.slug))),
        tuple(sorted(publications, key=lambda d: (-d.matter.date.toordinal(), d.slug))),
        tuple(sorted(infographics, key=lambda d: (-d.matter.date.toordinal(), d.slug))),
    )
    return editorial, problems


def _read_folder(
    content: Path, name: str, model: type[Matter], problems: list[Problem]
) -> list[EditorialFile[Matter]]:
    documents = []
    for path in sorted((content / name).glob("*.md")):
        document, found = read_document(path, _shown(content, path), model)
        problems += found
        if document:
            documents.append(document)
    return documents


def _read_dossiers(content: Path, problems: list[Problem]) -> list[Dossier]:
    dossiers = []
    for folder in sorted((content / "dossiers").glob("*/")):
        index = folder / "index.md"
        if not index.is_file():
            problems.append(
                Problem(
                    _shown(content, folder),
                    Position(),
                    "dossier-sans-ouverture",
                    "Ce dossier n’a pas de page d’ouverture.",
                    "Ajoutez un fichier « index.md » avec son titre et son résumé.",
                )
            )
            continue
        opening, found = read_document(index, _shown(content, index), DossierMatter, folder.name)
        problems += found
        parts = []
        for path in sorted(folder.glob("*.md")):
            if path != index:
                part, found = read_document(path, _shown(content, path), PartMatter)
                problems += found
                if part:
                    parts.append(part)
        if opening:
            ordered = sorted(parts, key=lambda part: (part.matter.part, part.slug))
            dossiers.append(Dossier(opening, tuple(ordered)))
    return dossiers


def read_document(
    path: Path, shown: PurePath, model: type[Matter], slug: str | None = None
) -> tuple[EditorialFile[Matter] | None, list[Problem]]:
    """Read one editorial file; `slug` is the file's name unless given."""
    slug = slug or path.stem
    if not _SLUG.fullmatch(slug):
        return None, [
            Problem(
                shown,
                Position(),
                "nom-de-fichier",
                f"« {slug} » ne peut pas servir d’adresse.",
                "Nommez le fichier en minuscules sans accent : « le-label.md ».",
            )
        ]
    text, problems = read_text(path, shown, PAGE_SIZE_LIMIT)
    if text is None or problems:
        return None, problems
    match = _FRONT_MATTER.fullmatch(text)
    if not match:
        return None, [
            Problem(
                shown,
                Position(),
                "en-tete",
                "Le fichier ne commence pas par un en-tête entre deux lignes « --- ».",
                "Commencez par « --- », puis « title: … », « summary: … », puis « --- ».",
            )
        ]
    # One blank line stands for the opening mark, so that positions are those of the file.
    front = "\n" + match[1]
    node, problems = parse_yaml(front, shown)
    if problems:
        return None, problems
    matter, problems = validate(node, model, shown)
    if matter is None or node is None:
        return None, problems
    body_line = text.count("\n", 0, match.start(2)) + 1
    return EditorialFile(shown, slug, matter, match[2], body_line, front, node), problems


def _shown(content: Path, path: Path) -> PurePath:
    return PurePath(content.name) / path.relative_to(content)
