"""A built site once read: its files, what its pages say, and where their addresses lead."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple, TypeAlias
from urllib.parse import unquote, urljoin, urlsplit

from msap.verify.page import BuiltPage

_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")
_ESCAPED = re.compile(r"[%?#\s]")
"""What the address of a file cannot hold as it is."""
HOME = "index.html"
NOT_FOUND = "404.html"


Pages: TypeAlias = Mapping[str, BuiltPage]
"""Pages by the names of their files."""


class LinkTarget(NamedTuple):
    """Where an address leads: a file of the site, empty when elsewhere, and the anchor there."""

    file: str
    anchor: str


_ELSEWHERE = LinkTarget("", "")


def _is_absolute(address: str) -> bool:
    """Return whether an address leads to the same place wherever it is written."""
    return address.startswith("/") or bool(_SCHEME.match(address))


@dataclass(frozen=True)
class BuiltSite:
    """The files of a site, named by their paths inside it (`lieux/ahun/index.html`)."""

    folder: Path
    files: Mapping[str, int]
    """Bytes of each file."""
    pages: Pages

    @cached_property
    def url(self) -> str:
        """Return the public address, without final slash, as the home page says it; or nothing."""
        home = self.pages.get(HOME)
        return home.canonical.rstrip("/") if home else ""

    @cached_property
    def base(self) -> str:
        """Return the path every address of the site begins with."""
        return urlsplit(self.url).path.rstrip("/") + "/"

    def target(self, page: str, address: str) -> LinkTarget:
        """Return where an address leads, as this page writes it."""
        known = self._known.get(address)
        if not known:
            known = self._resolved(page, address)
            if _is_absolute(address):
                self._known[address] = known
        return known

    def pages_where(
        self,
        pages: Pages,
        addresses: Callable[[BuiltPage], Iterable[str]],
        is_wrong: Callable[[str, LinkTarget], bool],
    ) -> Iterator[tuple[str, str]]:
        """Return, for these pages, the addresses that are wrong because of where they lead.

        An absolute address is the same on every page, so most are looked at once for all.
        """
        written = set().union(*map(addresses, pages.values()))
        doubtful = {
            one for one in written if is_wrong(one, self.target(HOME, one)) or not _is_absolute(one)
        }
        for name, page in pages.items() if doubtful else ():
            if not doubtful.isdisjoint(addresses(page)):
                for one in doubtful.intersection(addresses(page)):
                    if is_wrong(one, self.target(name, one)):
                        yield name, one

    def has(self, file: str) -> bool:
        """Return whether there is a file, or a folder with `/` at its end, and note the question."""
        if file not in self.sought:
            self.sought[file] = file in self.files or (
                file.endswith("/") and any(name.startswith(file) for name in self.files)
            )
        return self.sought[file]

    @cached_property
    def sought(self) -> dict[str, bool]:
        """Return what was asked for by name, and whether it is there."""
        return {}

    def read(self, file: str) -> bytes:
        """Return the bytes of a file, and note that they were asked for."""
        content = self.content(file)
        self.asked[file] = sha256(content).hexdigest()
        return content

    def content(self, page: str) -> bytes:
        """Return the bytes of a page to the rule that checks it."""
        return (self.folder / page).read_bytes()

    @cached_property
    def asked(self) -> dict[str, str]:
        """Return the digests of the files that were read, by their names."""
        return {}

    def digest(self, file: str) -> str:
        """Return the digest of a file as it is now; of one that is gone, nothing."""
        return sha256(self.read(file)).hexdigest() if file in self.files else ""

    @cached_property
    def _known(self) -> dict[str, LinkTarget]:
        """Where absolute addresses lead: those of pages in folders, and what else was asked."""
        return {
            f"{start}{name[: -len(HOME)]}": LinkTarget(name, "")
            for name in self.pages
            if name.endswith(f"/{HOME}") and not _ESCAPED.search(name)
            for start in {self.base, f"{self.url}/"}
        }

    def _resolved(self, page: str, address: str) -> LinkTarget:
        address = address.strip()
        if self.url and (address + "/").startswith(self.url + "/"):
            address = self.base + address[len(self.url) + 1 :]
        elif address.startswith("//") or _SCHEME.match(address):
            return _ELSEWHERE
        if not address.startswith("/"):
            address = urljoin(self.base + page, address)
        path, _, anchor = address.partition("#")
        path = path.partition("?")[0]
        if not path.startswith(self.base):
            return _ELSEWHERE
        file = path[len(self.base) :]
        if "%" in file:
            file = unquote(file)
        if not file or file.endswith("/"):
            file += "" if not self.has(f"{file}{HOME}") and self._is_data(file) else HOME
        return LinkTarget(file, unquote(anchor) if anchor else "")

    def _is_data(self, file: str) -> bool:
        """Return whether this is a folder of data, which scripts read and nobody opens."""
        return file.startswith("static/") and self.has(file)


def built_site(folder: Path, files: Mapping[str, int], pages: Pages) -> BuiltSite:
    """Return the site of these files and pages, in the order of folders."""
    return BuiltSite(
        folder,
        {path: files[path] for path in sorted(files, key=_in_order_of_folders)},
        {path: pages[path] for path in sorted(pages, key=_in_order_of_folders)},
    )


def _in_order_of_folders(path: str) -> str:
    return path.replace("/", "\0")
