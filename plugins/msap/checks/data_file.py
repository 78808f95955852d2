"""Problems of the files of `data/` that all records share, placed on the words they are about."""

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
        position = position_of(self._node, where) if self._node else Position()
        return Problem(self.shown, position, code, fact, advice)

    def key_error(self, where: Sequence[int | str], code: str, fact: str, advice: str) -> Problem:
        """Return an error about the last key of `where`."""
        position = key_position(self._node, where) if self._node else Position()
        return Problem(self.shown, position, code, fact, advice)

    def warning(self, where: Sequence[int | str], code: str, fact: str, advice: str) -> Problem:
        """Return a warning about the value at `where`."""
        return self.error(where, code, fact, advice)._replace(severity=Severity.WARNING)

    @cached_property
    def _node(self) -> Node | None:
        text, _ = read_text(self.data / self.name, self.shown, PAGE_SIZE_LIMIT)
        return parse_yaml(text, self.shown)[0] if text else None
