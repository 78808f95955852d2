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
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path, PurePath
from typing import Any, Generic

from msap.source.editorial_kinds import KINDS, EditorialKind, Matter, PartMatter
from msap.source.located_yaml import MappingNode, Node
from msap.source.problems import Position, Problem
from msap.source.text import PAGE_SIZE_LIMIT, read_text, visible
from msap.source.validation import read_record

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_FRONT_MATTER = re.compile(r"---\n(.*?\n)---(?:\n|$)(.*)", re.DOTALL)

_NO_NODE = MappingNode({}, {}, Position())


@dataclass(frozen=True)
class EditorialFile(Generic[Matter]):
    """An editorial file: its slug, what it says of itself, its Markdown and where that begins.

    `front` is the front matter as written, with lines of the file, and `node` its values; `parts`
    are those of a dossier, in order.
    """

    path: PurePath
    kind: EditorialKind[Any]
    slug: str
    matter: Matter
    body: str
    body_line: int
    front: str
    node: Node
    parts: tuple[EditorialFile[PartMatter], ...] = ()

    @property
    def inside(self) -> PurePath:
        """Return its path inside `content/`."""
        return PurePath(*self.path.parts[1:])

    @property
    def end(self) -> str:
        """Return its address without the folder of its kind: `label`, `ouvrir/financer`."""
        steps = (self.kind.address(self.inside) or self.slug).rstrip("/").split("/")
        return "/".join(steps[1:] or steps)


@dataclass(frozen=True)
class Editorial:
    """All editorial content: its files by kind, those of a kind in its order."""

    folder: Path
    files: tuple[EditorialFile[Any], ...]
    unsound: tuple[EditorialFile[Any], ...] = ()
    """Files with a problem: their text is checked all the same, their front matter is unknown."""

    def of(self, kind: EditorialKind[Matter]) -> tuple[EditorialFile[Matter], ...]:
        """Return the files of a kind, in order; parts stand in the one they are part of."""
        return tuple(file for file in self.files if file.kind is kind)

    def on(self, day: date) -> Editorial:
        """Return what is published on a day: a text dated later waits for its day."""
        kept = tuple(f for f in self.files if getattr(f.matter, "date", day) <= day)
        return self if len(kept) == len(self.files) else replace(self, files=kept)

    @property
    def documents(self) -> Iterator[EditorialFile[Any]]:
        """Yield every text, whatever its kind, parts after what opens them."""
        for file in self.files:
            yield file
            yield from file.parts

    def with_matter(self, matter: type[Matter]) -> Iterator[EditorialFile[Matter]]:
        """Yield every text whose front matter is of a type, whatever its kind."""
        return (file for file in self.documents if isinstance(file.matter, matter))

    @cached_property
    def addresses(self) -> dict[PurePath, str]:
        """Return the site address of each file, by its path inside `content/`."""
        paths = ((file.inside, file.kind.address(file.inside)) for file in self.documents)
        return {path: address for path, address in paths if address}


def read_editorial(content: Path) -> tuple[Editorial, list[Problem]]:
    """Read `content/`; files with a problem stand apart in the result."""
    reader = _DocumentReader(content)
    files = tuple(file for kind in KINDS for file in reader.files(kind))
    return Editorial(content, files, tuple(reader.unsound)), reader.problems


class _DocumentReader:
    """Reads the files of `content/`, and gathers their problems and what is left of the wrong ones."""

    def __init__(self, content: Path) -> None:
        self._content = content
        self.problems: list[Problem] = []
        self.unsound: list[EditorialFile[Any]] = []

    def files(self, kind: EditorialKind[Matter]) -> list[EditorialFile[Matter]]:
        """Read the files of a kind, in its order."""
        if kind.has_parts:
            found = list(self._folders(kind))
        else:
            paths = sorted((self._content / kind.folder).glob("*.md"))
            read = (self._file(path, kind, kind.matter, path.stem) for path in paths)
            found = [file for file in read if file]
        return sorted(found, key=lambda file: (kind.order(file.matter), file.slug))

    def _folders(self, kind: EditorialKind[Matter]) -> Iterator[EditorialFile[Matter]]:
        """Read the folders of a kind that has parts."""
        for folder in sorted((self._content / kind.folder).glob("*/")):
            index = folder / "index.md"
            opening = None
            if index.is_file():
                opening = self._file(index, kind, kind.matter, folder.name)
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
            paths = (path for path in sorted(folder.glob("*.md")) if path != index)
            read = (self._file(path, kind, PartMatter, path.stem) for path in paths)
            parts = sorted(filter(None, read), key=lambda part: (part.matter.part, part.slug))
            if opening:
                yield replace(opening, parts=tuple(parts))
            else:
                self.unsound += parts

    def _file(
        self, path: Path, kind: EditorialKind[Any], model: type[Matter], slug: str
    ) -> EditorialFile[Matter] | None:
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
                self.unsound.append(EditorialFile(shown, kind, slug, None, text, 1, "", _NO_NODE))
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
                shown, kind, slug, reading.record, match[2], body_line, front, reading.node
            )
        node = reading.node or _NO_NODE
        self.unsound.append(
            EditorialFile(shown, kind, slug, None, match[2], body_line, front, node)
        )
        return None


def _shown(content: Path, path: Path) -> PurePath:
    return PurePath(content.name) / path.relative_to(content)
