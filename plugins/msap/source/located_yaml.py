"""YAML as text with positions: no type guessing, no anchor, no tag, no duplicate key.

`safe_load` turns `01000` into 512 and swallows duplicate keys; here every scalar stays the text
that was written, and every node knows its line and column.
"""

from __future__ import annotations

import re
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
from msap.source.syntax_mistakes import NO_COLON, syntax_problem, typed_mistake

DEPTH_LIMIT = 12
NULLS = frozenset({"~", "null"})
"""What stands for nothing when it is written plain."""

EVENT_PARSER: type = getattr(yaml.cyaml, "CParser", yaml.SafeLoader)
"""What turns text into events: that of libyaml where PyYAML has it."""

NOWHERE = Position(0, 0)
"""Where a value stands that nobody wrote, or that could not be read."""

_KEY = re.compile(r"^[ \t-]*([A-Za-z0-9_-]+)", re.MULTILINE)
"""A word that begins a line, and so may be a key."""

_GOES_ON = frozenset({"", " ", "\t", "#", "-", "]", "}"})
"""How a line begins that belongs to the key above it."""
_INTEGER = re.compile(r"-?[0-9]{1,3}")
_DECIMALS = re.compile(r"[0-9]+")


class Scalar(NamedTuple):
    """A text value as written; `text` is empty and `plain` true for a missing value."""

    text: str
    position: Position
    plain: bool = True


class SequenceNode(NamedTuple):
    """A list of nodes."""

    items: Sequence[Node]
    position: Position


class MappingNode(NamedTuple):
    """Keys and nodes in the order written; `keys` holds where each key stands."""

    entries: dict[str, Node]
    keys: dict[str, Position]
    position: Position


Node = Scalar | SequenceNode | MappingNode


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
                    return _joined(root, self.node(next(self.events)))
                root = self.node(next(self.events))
        return root

    def node(self, event: yaml.Event) -> Node:
        """Read the node that begins with this event."""
        mark = event.start_mark
        position = Position(mark.line + 1, mark.column + 1) if mark else Position()
        if isinstance(event, ScalarEvent):
            if event.anchor or event.tag:
                self._refuse_marks(event)
            value = event.value if event.style else event.value.rstrip()  # no-break spaces too
            return Scalar(value, position, plain=not event.style)
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
            result = SequenceNode(tuple(self._until(SequenceEndEvent)), position)
        else:
            result = self._mapping(position)
        self.depth -= 1
        return result

    def refuse(self, event: yaml.Event, code: str, fact: str, advice: str) -> None:
        """Record a problem: something YAML allows and we do not."""
        self.problems.append(Problem(self.path, _position(event), code, fact, advice))

    def refuse_line(self, line: int, what: str, advice: str) -> None:
        """Record a problem: a line that is no key with its value."""
        fact = f"Le fichier ne se lit plus ici : {what}."
        self.problems.append(Problem(self.path, Position(line, 1), "yaml", fact, advice))

    def _until(self, end: type[yaml.Event]) -> Iterator[Node]:
        while not isinstance(event := next(self.events), end):
            yield self.node(event)

    def _mapping(self, position: Position) -> MappingNode:
        entries: dict[str, Node] = {}
        keys: dict[str, Position] = {}
        last = ""
        while not isinstance(event := next(self.events), MappingEndEvent):
            key = self.node(event)
            value = self.node(next(self.events))
            if last and (whole := self._decimal_comma(entries[last], key, value)):
                entries[last] = whole
            elif not isinstance(key, Scalar):
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
                self.problems.append(self._double_key(key.text, keys[key.text], key.position))
            else:
                entries[key.text] = value
                keys[key.text] = key.position
                last = key.text
        return MappingNode(entries, keys, position)

    def add_keys(
        self, node: MappingNode, entries: dict[str, Node], keys: dict[str, Position]
    ) -> None:
        """Add what was read apart to the rest."""
        for key, value in node.entries.items():
            if key in entries:
                self.problems.append(self._double_key(key, keys[key], node.keys[key]))
            else:
                entries[key], keys[key] = value, node.keys[key]

    def _double_key(self, key: str, first: Position, second: Position) -> Problem:
        return Problem(
            self.path,
            second,
            "cle-en-double",
            f"« {key} » est écrit deux fois, ligne {first.line} et ligne {second.line}.",
            "Gardez une seule des deux lignes.",
        )

    def _decimal_comma(self, before: Node, key: Node, value: Node) -> Scalar | None:
        """Return the number that was cut by a comma, « 46,17 » between braces, and report it."""
        if not (isinstance(before, Scalar) and isinstance(key, Scalar)):
            return None
        if not (isinstance(value, Scalar) and value.plain and not value.text):
            return None
        if not (_INTEGER.fullmatch(before.text) and _DECIMALS.fullmatch(key.text)):
            return None
        self.problems.append(
            Problem(
                self.path,
                before.position,
                "virgule-decimale",
                f"« {before.text},{key.text} » est écrit avec une virgule, qui coupe le nombre.",
                f"Mettez un point : {before.text}.{key.text}.",
            )
        )
        return before._replace(text=f"{before.text}.{key.text}")

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


def _joined(first: Node, second: Node) -> Node:
    """Return the first document with the keys that only the second has."""
    if not (isinstance(first, MappingNode) and isinstance(second, MappingNode)):
        return first
    entries, keys = second.entries | first.entries, second.keys | first.keys
    return MappingNode(entries, keys, first.position)


class _TooDeepError(Exception):
    """Raised inside the composer only, when lists hold lists beyond the depth limit."""

    def __init__(self, position: Position) -> None:
        super().__init__()
        self.position = position


def parse_yaml(text: str, path: PurePath) -> tuple[Node | None, list[Problem]]:
    """Read one YAML document into located nodes.

    Returns the root and every problem met: where the text cannot be read, its first keys are read
    each apart, and those that still cannot are left without a value. The root is None when nothing
    can be read. The text is expected to be bounded in size and free of control characters
    (`source.text`).
    """
    composer = _Composer(path, iter(()))
    try:
        composer.events = iter(EVENT_PARSER(text).get_event, None)
        return composer.document(), composer.problems
    except _TooDeepError as error:
        mistake = _too_deep(path, error)
    except yaml.MarkedYAMLError as error:
        mistake = syntax_problem(path, text, error)
    root, problems = _read_apart(text, path)
    return root, problems or [mistake]


def _read_apart(text: str, path: PurePath) -> tuple[Node | None, list[Problem]]:
    """Read each first key and what stands below it as if it were alone."""
    composer = _Composer(path, iter(()))
    entries: dict[str, Node] = {}
    keys: dict[str, Position] = {}
    unread: list[str] = []
    for line, block in _blocks(text):
        placed = "\n" * (line - 1) + block
        one = _Composer(path, iter(EVENT_PARSER(placed).get_event, None))
        node: Node | None = None
        try:
            node = one.document()
        except _TooDeepError as error:
            one.problems.append(_too_deep(path, error))
        except yaml.MarkedYAMLError as error:
            one.problems.append(syntax_problem(path, placed, error))
        if isinstance(node, MappingNode):
            composer.add_keys(node, entries, keys)
        else:
            unread += _KEY.findall(block)
            if isinstance(node, Scalar):
                one.refuse_line(line, *(typed_mistake(block) or NO_COLON))
        composer.problems += one.problems
    for key in set(unread) - entries.keys():
        entries[key], keys[key] = Scalar("", NOWHERE), NOWHERE
    return (MappingNode(entries, keys, Position()) if entries else None), composer.problems


def _blocks(text: str) -> Iterator[tuple[int, str]]:
    """Yield each line that begins at its first column, with those below it, and its number."""
    first, block = 1, ""
    for number, line in enumerate(text.split("\n"), start=1):
        if block.strip() and line[:1] not in _GOES_ON:
            yield first, block
            first, block = number, ""
        block += f"{line}\n"
    if block.strip():
        yield first, block


def plain_data(node: Node) -> object:
    """Return the node as dicts, lists and text, ready for the model."""
    match node:
        case Scalar():
            return node.text
        case SequenceNode():
            return [plain_data(item) for item in node.items]
        case MappingNode():
            return {key: plain_data(value) for key, value in node.entries.items()}


def position_of(node: Node, path: Sequence[int | str]) -> Position:
    """Return where the value at `path` stands, or where its nearest existing parent does."""
    for step in path:
        if isinstance(node, MappingNode) and step in node.entries:
            node = node.entries[str(step)]
        elif isinstance(node, SequenceNode) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
        else:
            break
    return node.position


def key_position(node: Node, path: Sequence[int | str]) -> Position:
    """Return where the last key of `path` stands, or its nearest existing parent."""
    for step in path[:-1]:
        if isinstance(node, MappingNode) and step in node.entries:
            node = node.entries[str(step)]
        elif isinstance(node, SequenceNode) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
    if path and isinstance(node, MappingNode) and path[-1] in node.keys:
        return node.keys[str(path[-1])]
    return node.position


def _position(event: yaml.Event) -> Position:
    mark = event.start_mark
    return Position(mark.line + 1, mark.column + 1) if mark else Position()


def _too_deep(path: PurePath, error: _TooDeepError) -> Problem:
    return Problem(
        path,
        error.position,
        "trop-profond",
        f"Des listes ou des groupes sont emboîtés plus de {DEPTH_LIMIT} fois.",
        "Suivez le modèle d’une fiche existante.",
    )
