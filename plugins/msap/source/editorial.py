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

from msap.source.located_yaml import MappingNode, Node
from msap.source.msap import Count, Status
from msap.source.problems import Position, Problem
from msap.source.text import PAGE_SIZE_LIMIT, read_text, visible
from msap.source.types import Day, LongText, Record, Text, fault, record
from msap.source.validation import read_record

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_FRONT_MATTER = re.compile(r"---\n(.*?\n)---(?:\n|$)(.*)", re.DOTALL)

_NO_NODE = MappingNode({}, {}, Position())

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
    unsound: tuple[EditorialFile[Any], ...] = ()
    """Files with a problem, of which the text is judged all the same; what they say is unknown."""

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
    """Read `content/`; files with a problem stand apart in the result."""
    reader = _DocumentReader(content)
    pages = reader.folder("pages", PageMatter)
    articles = reader.folder("actualites", ArticleMatter)
    publications = reader.folder("publications", PublicationMatter)
    infographics = reader.folder("infographies", InfographicMatter)
    dossiers = list(reader.dossiers())
    editorial = Editorial(
        content,
        tuple(pages),
        tuple(sorted(articles, key=lambda d: (-d.matter.date.toordinal(), d.slug))),
        tuple(sorted(dossiers, key=lambda d: (d.opening.matter.order, d.opening.slug))),
        tuple(sorted(publications, key=lambda d: (-d.matter.date.toordinal(), d.slug))),
        tuple(sorted(infographics, key=lambda d: (-d.matter.date.toordinal(), d.slug))),
        tuple(reader.unsound),
    )
    return editorial, reader.problems


class _DocumentReader:
    """Reads the files of `content/`, and gathers their problems and what is left of the wrong ones."""

    def __init__(self, content: Path) -> None:
        self._content = content
        self.problems: list[Problem] = []
        self.unsound: list[EditorialFile[Any]] = []

    def folder(self, name: str, model: type[Matter]) -> list[EditorialFile[Matter]]:
        """Read the files of a section."""
        paths = sorted((self._content / name).glob("*.md"))
        found = (self._file(path, model, path.stem) for path in paths)
        return [document for document in found if document]

    def dossiers(self) -> Iterator[Dossier]:
        """Read the folders of dossiers."""
        for folder in sorted((self._content / "dossiers").glob("*/")):
            index = folder / "index.md"
            opening = None
            if index.is_file():
                opening = self._file(index, DossierMatter, folder.name)
            else:
                self.problems.append(
                    Problem(
                        _shown(self._content, folder),
                        Position(),
                        "dossier-sans-ouverture",
                        "Ce dossier n’a pas de page d’ouverture.",
                        "Ajoutez un fichier « index.md » avec son titre et son résumé.",
                    )
                )
            read = (
                self._file(p, PartMatter, p.stem) for p in sorted(folder.glob("*.md")) if p != index
            )
            parts = sorted(filter(None, read), key=lambda part: (part.matter.part, part.slug))
            if opening:
                yield Dossier(opening, tuple(parts))
            else:
                self.unsound += parts

    def _file(self, path: Path, model: type[Matter], slug: str) -> EditorialFile[Matter] | None:
        """Read one file, of which `slug` becomes the end of the address."""
        shown = _shown(self._content, path)
        text, problems = read_text(path, shown, PAGE_SIZE_LIMIT)
        if not _SLUG.fullmatch(slug):
            problems.append(
                Problem(
                    shown,
                    Position(),
                    "nom-de-fichier",
                    f"« {slug} » ne peut pas servir d’adresse.",
                    "Nommez le fichier en minuscules sans accent : « le-label.md ».",
                )
            )
        if text is None:
            self.problems += problems
            return None
        match = _FRONT_MATTER.fullmatch(visible(text))
        if not match:
            problems.append(
                Problem(
                    shown,
                    Position(),
                    "en-tete",
                    "Le fichier ne commence pas par un en-tête entre deux lignes « --- ».",
                    "Commencez par « --- », puis « title: … », « summary: … », puis « --- ».",
                )
            )
            if not text.startswith("---"):
                self.unsound.append(EditorialFile(shown, slug, None, text, 1, "", _NO_NODE))
            self.problems += problems
            return None
        # One blank line stands for the opening mark, so that positions are those of the file.
        front = "\n" + match[1]
        body_line = text.count("\n", 0, match.start(2)) + 1
        reading = read_record(front, model, shown)
        problems += reading.problems
        self.problems += problems
        if reading.record and reading.node and not problems:
            return EditorialFile(
                shown, slug, reading.record, match[2], body_line, front, reading.node
            )
        node = reading.node or _NO_NODE
        self.unsound.append(EditorialFile(shown, slug, None, match[2], body_line, front, node))
        return None


def _shown(content: Path, path: Path) -> PurePath:
    return PurePath(content.name) / path.relative_to(content)
