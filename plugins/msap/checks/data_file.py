"""Problems of the shared files of `data/`, with the positions of the values they are about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePath

from msap.source.located_yaml import Node, key_position, parse_yaml, position_of
from msap.source.problems import Position, Problem, Severity
from msap.source.text import PAGE_SIZE_LIMIT, read_text


@dataclass(frozen=True)
class DataFile:
    """A YAML file that was read, and is read again only to say where something stands."""

    data: Path
    name: str

    @property
    def shown(self) -> PurePath:
        """Return the path that messages show."""
        return PurePath(self.data.name) / self.name

    def error(self, where: Sequence[int | str], code: str, fact: str, advice: str) -> Problem:
        """Return an error about the value at `where`, or its nearest parent that is written."""
        position = position_of(self.node, where) if self.node else Position()
        return Problem(self.shown, position, code, fact, advice)

    def key_error(self, where: Sequence[int | str], code: str, fact: str, advice: str) -> Problem:
        """Return an error about the last key of `where`."""
        position = key_position(self.node, where) if self.node else Position()
        return Problem(self.shown, position, code, fact, advice)

    def warning(self, where: Sequence[int | str], code: str, fact: str, advice: str) -> Problem:
        """Return a warning about the value at `where`."""
        return self.error(where, code, fact, advice)._replace(severity=Severity.WARNING)

    @cached_property
    def text(self) -> str:
        """Return what the file holds, nothing when it cannot be read."""
        path = self.data / self.name
        return (read_text(path, self.shown, PAGE_SIZE_LIMIT)[0] or "") if path.is_file() else ""

    @cached_property
    def node(self) -> Node | None:
        """Return the values of the file with their places."""
        return parse_yaml(self.text, self.shown)[0] if self.text else None
