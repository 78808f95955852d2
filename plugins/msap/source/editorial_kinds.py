"""The kinds of editorial content: what each is called, where it lies, what its files say of themselves.

A kind is declared here, its pages are made by the module of `publish/editorial/` that bears its
name: readers, rules, addresses, menus, search and lists of pages follow the declaration.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath
from typing import Annotated, Any, Generic, Literal, TypeVar

from pydantic import Field, model_validator

from msap.source.msap import Count, Status
from msap.source.types import Day, LongText, Record, Text, YesNo, fault, record

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
    figures: YesNo = Field(
        default=False, description="`yes` : montre à la fin les chiffres datés de `network.yml`."
    )


@record
class ArticleMatter(FrontMatter):
    """A piece of news."""

    date: Day = Field(description="Date de mise en ligne.")
    updated: Day | None = Field(default=None, description="Date de la dernière modification.")

    @property
    def last_change(self) -> Day:
        """Return the day it last changed; the parts of a dossier follow that of its opening."""
        return self.updated or self.date


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
class EditorialKind(Generic[Matter]):
    """A kind of editorial content, as readers, rules, menus, search and addresses know it."""

    name: str
    """The module of `publish/editorial/` that makes its pages."""
    folder: str
    """Where its files lie in `content/`; the first step of its addresses too, when it has a list."""
    matter: type[Matter]
    label: str
    """What one is called in the results of a search: « Actualité »."""
    title: str = ""
    """Title of its list, in menus too; a kind without one has no list, and pages at the root."""
    order: Callable[[Matter], int] = lambda _matter: 0
    """Its files stand in this order, and by their names where it is the same."""
    has_parts: bool = False
    """True when each is a folder, of which `index.md` opens the parts."""
    suffixes: frozenset[str] = frozenset({".md"})
    """Ends of the names of files that may lie in its folder."""

    @property
    def url(self) -> str:
        """Return the address of its list."""
        return f"{self.folder}/"

    @property
    def feed_url(self) -> str:
        """Return the address of its feed."""
        return f"{self.folder}/flux.xml"

    def address(self, path: PurePath) -> str | None:
        """Return the site address of a file at a path inside `content/`, None if it has none."""
        _folder, *steps = path.with_suffix("").parts
        if path.suffix != ".md" or len(steps) != (2 if self.has_parts else 1):
            return None
        if self.has_parts and steps[1] == "index":
            steps = steps[:1]
        return "/".join([self.folder, *steps] if self.title else steps) + "/"


def _newest_first(matter: ArticleMatter | PublicationMatter | InfographicMatter) -> int:
    return -matter.date.toordinal()


PAGES = EditorialKind("pages", "pages", PageMatter, "Page")
NEWS = EditorialKind(
    "news", "actualites", ArticleMatter, "Actualité", "Actualités", order=_newest_first
)
DOSSIERS = EditorialKind(
    "dossiers",
    "dossiers",
    DossierMatter,
    "Dossier",
    "Dossiers",
    order=lambda matter: matter.order,
    has_parts=True,
)
PUBLICATIONS = EditorialKind(
    "publications",
    "publications",
    PublicationMatter,
    "Publication",
    "Publications",
    order=_newest_first,
)
INFOGRAPHICS = EditorialKind(
    "infographics",
    "infographies",
    InfographicMatter,
    "Infographie",
    "Infographies et cartes",
    order=_newest_first,
    suffixes=frozenset({".md", ".csv"}),
)
KINDS: tuple[EditorialKind[Any], ...] = (PAGES, NEWS, DOSSIERS, PUBLICATIONS, INFOGRAPHICS)
"""Every kind, in the order of menus and lists."""
SECTIONS = tuple(kind for kind in KINDS if kind.title)
"""The kinds that have a list."""


def kind_of(path: PurePath) -> EditorialKind[Any] | None:
    """Return the kind of a file at a path inside `content/`, None when it is of none."""
    return next((kind for kind in KINDS if kind.folder == path.parts[0]), None)


def page_address(path: PurePath) -> str | None:
    """Return the site address of a file at a path inside `content/`, None if it has none."""
    kind = kind_of(path)
    return kind.address(path) if kind else None
