"""A built site read once: its files, the facts of its pages, and where their references lead."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urljoin, urlsplit

from msap.errors import Refusal
from msap.keep import Keep, Shelf, digest
from msap.verify.page import Page, Reference, read_page

_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")
HOME = "index.html"
NOT_FOUND = "404.html"


class Target(NamedTuple):
    """Where a reference leads: a file of the site, empty when elsewhere, and the anchor there."""

    reference: Reference
    file: str
    anchor: str


@dataclass(frozen=True)
class BuiltSite:
    """The files of a site, named by their paths inside it (`lieux/ahun/index.html`)."""

    folder: Path
    files: Mapping[str, int]
    """Bytes of each file."""
    pages: Mapping[str, Page]

    @cached_property
    def url(self) -> str:
        """Give the public address, without final slash, as the home page says it; or nothing."""
        home = self.pages.get(HOME)
        return home.canonical.rstrip("/") if home else ""

    @cached_property
    def base(self) -> str:
        """Give the path every address of the site begins with."""
        return urlsplit(self.url).path.rstrip("/") + "/"

    @cached_property
    def targets(self) -> Mapping[str, tuple[Target, ...]]:
        """Give, for each page, where all its references lead; most are the same on every page."""
        known: dict[tuple[str, Reference], Target] = {}
        found: dict[str, tuple[Target, ...]] = {}
        for name, page in self.pages.items():
            targets = []
            for reference in page.references:
                key = ("" if reference.address.startswith("/") else name, reference)
                if key not in known:
                    known[key] = self.target(name, reference)
                targets.append(known[key])
            found[name] = tuple(targets)
        return found

    def target(self, page: str, reference: Reference) -> Target:
        """Say where a reference of a page leads."""
        address = reference.address.strip()
        if self.url and (address + "/").startswith(self.url + "/"):
            address = self.base + address[len(self.url) + 1 :]
        elif _SCHEME.match(address) or address.startswith("//"):
            return Target(reference, "", "")
        if not address.startswith("/"):
            address = urljoin(self.base + page, address)
        path, _, anchor = address.partition("#")
        path = path.partition("?")[0]
        if not path.startswith(self.base):
            return Target(reference, "", "")
        file = path[len(self.base) :]
        if "%" in file:
            file = unquote(file)
        if not file or file.endswith("/"):
            file += "" if f"{file}{HOME}" not in self.files and self._is_folder(file) else HOME
        return Target(reference, file, unquote(anchor))

    def read(self, file: str) -> bytes:
        """Give the bytes of a file."""
        return (self.folder / file).read_bytes()

    def _is_folder(self, file: str) -> bool:
        """Tell whether this is a folder of data, which scripts read and nobody opens."""
        return file.startswith("static/") and (self.folder / file).is_dir()


def read_site(folder: Path, keep: Keep | None = None) -> BuiltSite:
    """Read a built site, but for the pages that the keep knows by their content.

    Raises Refusal when there is no page to judge.
    """
    shelf: Shelf[Page] = (keep or Keep()).shelf("pages")
    files = {path.relative_to(folder).as_posix(): path.stat().st_size for path in _files(folder)}
    pages: dict[str, Page] = {}
    for name in files:
        if name.endswith(".html"):
            content = (folder / name).read_bytes()
            pages[name] = shelf.get(digest(content), partial(read_page, content))
    if HOME not in pages:
        raise Refusal(f"« {folder} » n’est pas un site construit : il n’a pas de page d’accueil.")
    return BuiltSite(folder, files, pages)


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file())
