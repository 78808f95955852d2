"""YAML as text with positions: no type guessing, no anchor, no tag, no duplicate key.

`safe_load` turns `01000` into 512 and swallows duplicate keys; here every scalar stays the text
that was written, and every node knows its line and column.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import NamedTuple

import yaml
from yaml.events import (
    AliasEvent,
    MappingEndEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from msap.source.problems import Position, Problem

DEPTH_LIMIT = 12
NULLS = frozenset({"~", "null"})
"""What stands for nothing when it is written plain."""

EVENT_PARSER: type = getattr(yaml.cyaml, "CParser", yaml.SafeLoader)
"""What turns text into events: that of libyaml where PyYAML has it."""

_SYNTAX_ADVICE = (
    (
        "mapping values are not allowed",
        "deux-points de trop sur cette ligne",
        "Mettez la valeur entre guillemets si elle contient « : », et vérifiez les retraits.",
    ),
    (
        "cannot start any token",
        "un caractère qui ne peut pas commencer une valeur",
        "Mettez la valeur entre guillemets doubles.",
    ),
    (
        "could not find expected ':'",
        "une clé sans deux-points",
        "Écrivez « clé: valeur », avec une espace après les deux-points.",
    ),
    (
        "while scanning a quoted scalar",
        "un guillemet ouvert et jamais fermé",
        "Fermez le guillemet à la fin de la valeur.",
    ),
    (
        "expected ',' or",
        "une liste entre crochets ou accolades mal fermée",
        "Séparez par des virgules et fermez par « ] » ou « } ».",
    ),
    (
        "did not find expected key",
        "un retrait qui ne suit pas celui des lignes voisines",
        "Alignez cette ligne sur ses voisines, avec des espaces.",
    ),
    (
        "did not find expected '-' indicator",
        "un tiret manque, ou le retrait ne suit pas celui des lignes voisines",
        "Commencez chaque ligne de la liste par « - », avec le même retrait.",
    ),
)
_TABULATION = (
    "une tabulation",
    "Remplacez la tabulation par des espaces.",
)


class Scalar(NamedTuple):
    """A text value as written; `text` is empty and `plain` true for a missing value."""

    text: str
    position: Position
    plain: bool = True


class Sequenced(NamedTuple):
    """A list of nodes."""

    items: tuple[Node, ...]
    position: Position


class Mapped(NamedTuple):
    """Keys and nodes in the order written; `keys` holds where each key stands."""

    entries: dict[str, Node]
    keys: dict[str, Position]
    position: Position


Node = Scalar | Sequenced | Mapped


@dataclass(slots=True)
class _Composer:
    """Turns parser events into nodes, and what is refused into problems."""

    path: PurePath
    events: Iterator[yaml.Event]
    problems: list[Problem] = field(default_factory=list)
    depth: int = 0

    def document(self) -> Node | None:
        """Read the single document of the stream; None when it is empty."""
        root: Node | None = None
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                if root is not None:
                    self.refuse(
                        event,
                        "plusieurs-documents",
                        "Un second document commence ici (« --- »).",
                        "Gardez un seul document par fichier.",
                    )
                    break
                root = self.node(next(self.events))
        return root

    def node(self, event: yaml.Event) -> Node:
        """Read the node that begins with this event."""
        mark = event.start_mark
        position = Position(mark.line + 1, mark.column + 1) if mark else Position()
        if isinstance(event, ScalarEvent):
            if event.anchor or event.tag:
                self._refuse_marks(event)
            return Scalar(event.value, position, plain=not event.style)
        if isinstance(event, AliasEvent):
            self.refuse(
                event,
                "ancre",
                f"« *{event.anchor} » renvoie à une autre partie du fichier.",
                "Recopiez la valeur en entier.",
            )
            return Scalar("", position, plain=False)
        self._refuse_marks(event)
        self.depth += 1
        if self.depth > DEPTH_LIMIT:
            raise _TooDeepError(position)
        result: Node
        if isinstance(event, SequenceStartEvent):
            result = Sequenced(tuple(self._until(SequenceEndEvent)), position)
        else:
            result = self._mapping(position)
        self.depth -= 1
        return result

    def refuse(self, event: yaml.Event, code: str, fact: str, advice: str) -> None:
        """Note something YAML allows and we do not."""
        self.problems.append(Problem(self.path, _position(event), code, fact, advice))

    def _until(self, end: type[yaml.Event]) -> Iterator[Node]:
        while not isinstance(event := next(self.events), end):
            yield self.node(event)

    def _mapping(self, position: Position) -> Mapped:
        entries: dict[str, Node] = {}
        keys: dict[str, Position] = {}
        while not isinstance(event := next(self.events), MappingEndEvent):
            key = self.node(event)
            value = self.node(next(self.events))
            if not isinstance(key, Scalar):
                self.refuse(
                    event,
                    "cle-composee",
                    "Une liste ou un groupe sert de clé.",
                    "Écrivez un mot simple avant les deux-points.",
                )
            elif key.text == "<<" and key.plain:
                self.refuse(
                    event,
                    "fusion",
                    "« << » fusionne une autre partie du fichier.",
                    "Recopiez les valeurs en entier.",
                )
            elif key.text in entries:
                first = keys[key.text].line
                self.refuse(
                    event,
                    "cle-en-double",
                    f"« {key.text} » est écrit deux fois, ligne {first} et ligne "
                    f"{key.position.line}.",
                    "Gardez une seule des deux lignes.",
                )
            else:
                entries[key.text] = value
                keys[key.text] = key.position
        return Mapped(entries, keys, position)

    def _refuse_marks(self, event: yaml.Event) -> None:
        if getattr(event, "anchor", None):
            self.refuse(
                event,
                "ancre",
                f"« &{getattr(event, 'anchor', '')} » nomme une partie du fichier.",
                "Retirez ce mot : une fiche n’a pas besoin d’ancre.",
            )
        if getattr(event, "tag", None):
            self.refuse(
                event,
                "etiquette",
                f"« {getattr(event, 'tag', '').replace('tag:yaml.org,2002:', '!!')} » donne un type à "
                "la valeur.",
                "Retirez le mot qui commence par « ! » ; écrivez seulement la valeur.",
            )


class _TooDeepError(Exception):
    """Raised inside the composer only, when lists hold lists beyond the depth limit."""

    def __init__(self, position: Position) -> None:
        super().__init__()
        self.position = position


def parse_yaml(text: str, path: PurePath) -> tuple[Node | None, list[Problem]]:
    """Read one YAML document into located nodes.

    Gives the root (None when the text is empty or cannot be read) and every problem met. The
    text is expected to be bounded in size and free of control characters (`source.text`).
    """
    composer = _Composer(path, iter(()))
    try:
        composer.events = iter(EVENT_PARSER(text).get_event, None)
        return composer.document(), composer.problems
    except _TooDeepError as error:
        composer.problems.append(
            Problem(
                path,
                error.position,
                "trop-profond",
                f"Des listes ou des groupes sont emboîtés plus de {DEPTH_LIMIT} fois.",
                "Suivez le modèle d’une fiche existante.",
            )
        )
    except yaml.MarkedYAMLError as error:
        composer.problems.append(_syntax_problem(path, text, error))
    return None, composer.problems


def plain_data(node: Node) -> object:
    """Give the node as dicts, lists and text, ready for the model."""
    match node:
        case Scalar():
            return node.text
        case Sequenced():
            return [plain_data(item) for item in node.items]
        case Mapped():
            return {key: plain_data(value) for key, value in node.entries.items()}


def position_of(node: Node, path: Sequence[int | str]) -> Position:
    """Give where the value at `path` stands, or where its nearest existing parent does."""
    for step in path:
        if isinstance(node, Mapped) and step in node.entries:
            node = node.entries[str(step)]
        elif isinstance(node, Sequenced) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
        else:
            break
    return node.position


def key_position(node: Node, path: Sequence[int | str]) -> Position:
    """Give where the last key of `path` stands, or its nearest existing parent."""
    for step in path[:-1]:
        if isinstance(node, Mapped) and step in node.entries:
            node = node.entries[str(step)]
        elif isinstance(node, Sequenced) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
    if path and isinstance(node, Mapped) and path[-1] in node.keys:
        return node.keys[str(path[-1])]
    return node.position


def _position(event: yaml.Event) -> Position:
    mark = event.start_mark
    return Position(mark.line + 1, mark.column + 1) if mark else Position()


def _syntax_problem(path: PurePath, text: str, error: yaml.MarkedYAMLError) -> Problem:
    mark = error.problem_mark or error.context_mark
    position = Position(mark.line + 1, mark.column + 1) if mark else Position()
    what, advice = _syntax_mistake(text, position, f"{error.context or ''} {error.problem or ''}")
    return Problem(path, position, "yaml", f"Le fichier ne se lit plus ici : {what}.", advice)


def _syntax_mistake(text: str, position: Position, words: str) -> tuple[str, str]:
    """Say what probably is wrong and what to do, from the parser's words and the text there."""
    lines = text.split("\n")
    line = lines[position.line - 1] if position.line <= len(lines) else ""
    if "\t" in line[: position.column]:
        return _TABULATION
    for sign, what, advice in _SYNTAX_ADVICE:
        if sign in words:
            return what, advice
    return (
        "ce n’est pas du YAML",
        "Comparez avec une fiche voisine : retraits, deux-points, guillemets.",
    )
