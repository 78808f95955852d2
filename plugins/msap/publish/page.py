"""The data that every page of the site has."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import NamedTuple

from msap.errors import Refusal


def _stay_inside(address: str) -> None:
    if address.startswith("/") or ".." in address.replace("\\", "/").split("/") or "\0" in address:
        raise Refusal(f"« {address!r} » sort du dossier du site : rien n’y est écrit.")


class Link(NamedTuple):
    """A text and the site address it leads to, without leading slash (`lieux/ahun/`)."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Page:
    """One HTML page: where it goes, its template, and the view that the template shows.

    `url` is its site address without leading slash, empty for the home page; `crumbs` lead to it
    from below the home page, itself not included. `modified` is the true date of its content.
    """

    url: str
    template: str
    title: str
    description: str
    view: object = None
    crumbs: tuple[Link, ...] = ()
    modified: date | None = None
    indexed: bool = True
    structured_data: str = ""
    """JSON-LD, ready to stand inside a script element; empty when there is none."""

    def __post_init__(self) -> None:
        """Raise Refusal when the page would be written elsewhere than in the site."""
        _stay_inside(self.url)

    @property
    def path(self) -> str:
        """Return the file of the page inside the output folder."""
        return self.url if self.url.endswith(".html") else f"{self.url}index.html"

    @property
    def summary(self) -> PageSummary:
        """Return what lists of pages need."""
        moved = self.view if isinstance(self.view, RedirectView) else None
        return PageSummary(self.url, self.title, self.modified, self.indexed, moved)


class RedirectView(NamedTuple):
    """What the page of an old address shows: the page that now stands elsewhere."""

    name: str
    url: str


class PageSummary(NamedTuple):
    """What is known of a page without making it; `moved` is set where it is an old address."""

    url: str
    title: str
    modified: date | None
    indexed: bool
    moved: RedirectView | None


class SiteContents(NamedTuple):
    """Pages and other files that stand in a site."""

    pages: tuple[PageSummary, ...]
    files: tuple[str, ...]
    """The paths of all files, those of pages included."""


class Subresource(NamedTuple):
    """A style or a script that pages load: its address, and the digest it must have (W3C SRI)."""

    path: str
    integrity: str


@dataclass(frozen=True, slots=True)
class File:
    """A file that is not a page: feed, sitemap, drawing, download."""

    path: str
    content: bytes

    def __post_init__(self) -> None:
        """Raise Refusal when the file would be written elsewhere than in the site."""
        _stay_inside(self.path)

    @property
    def loaded(self) -> Subresource:
        """Return how a page loads this file: a browser refuses it with another digest."""
        digest = b64encode(sha256(self.content).digest()).decode()
        return Subresource(self.path, f"sha256-{digest}")


def named_file(name: str, suffix: str, content: bytes) -> File:
    """Return a file whose name changes with its content, so that browsers may keep it for ever."""
    return File(f"{name}.{sha256(content).hexdigest()[:10]}.{suffix}", content)


@dataclass(slots=True)
class Output:
    """All that a build writes; an address is given once."""

    pages: list[Page] = field(default_factory=list)
    files: list[File] = field(default_factory=list)

    @property
    def paths(self) -> list[str]:
        """Return the path of every page, then of every other file."""
        return [page.path for page in self.pages] + [file.path for file in self.files]
