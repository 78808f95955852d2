"""From located nodes to one record, or to every problem that keeps it from being one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import PurePath
from typing import TypeVar, get_args

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from msap.source.located_yaml import (
    NULLS,
    Mapped,
    Node,
    Scalar,
    Sequenced,
    key_position,
    parse_yaml,
    plain_data,
    position_of,
)
from msap.source.messages import sentences
from msap.source.plain_yaml import Plain
from msap.source.problems import Position, Problem
from msap.source.types import Record

RecordType = TypeVar("RecordType", bound=Record)


def make_record(
    data: Plain | None, text: str, model: type[RecordType], path: PurePath
) -> tuple[RecordType | None, list[Problem]]:
    """Make a record of the model from a text, and from the data of it where it is usual.

    Gives the record, or None with all the problems; the places of words are worked out only then.
    """
    if data is not None:
        with suppress(ValidationError):
            return model.model_validate(data), []
    node, problems = parse_yaml(text, path)
    return (None, problems) if problems else validate(node, model, path)


def validate(
    node: Node | None, model: type[RecordType], path: PurePath
) -> tuple[RecordType | None, list[Problem]]:
    """Make a record of the model from a located document.

    Gives the record, or None with all the problems: what is empty, unknown, missing or refused.
    """
    if not isinstance(node, Mapped):
        position = node.position if node else Position()
        return None, [
            Problem(
                path,
                position,
                "fichier-vide",
                "Ce fichier ne contient pas de lignes « clé: valeur ».",
                "Suivez le modèle d’un fichier voisin.",
            )
        ]
    problems = [_empty_value(path, position) for position in _empty_values(node)]
    told = {problem.position for problem in problems}
    try:
        record = model.model_validate(plain_data(node))
    except ValidationError as failure:
        for error in failure.errors(include_url=False):
            problem = _problem(node, model, path, error)
            is_about_key = error["type"] in {"missing", "unexpected_keyword_argument"}
            if is_about_key or problem.position not in told:
                problems.append(problem)
                told.add(problem.position)
        return None, problems
    return (None if problems else record), problems


def _problem(node: Node, model: type[Record], path: PurePath, error: ErrorDetails) -> Problem:
    location = _written_path(node, error["loc"])
    groups = _names(error["loc"][:-1])
    known = _keys_at(model, groups)  # type: ignore[arg-type]  # a class is hashable; mypy looks at its instances
    code, fact, advice = sentences(error, known)
    at_key = error["type"] == "unexpected_keyword_argument"
    position = key_position(node, location) if at_key else position_of(node, location)
    return Problem(path, position, code, fact, advice)


def _written_path(node: Node, location: tuple[int | str, ...]) -> tuple[int | str, ...]:
    """Drop the steps pydantic adds and the file does not have (a bare text read as a group)."""
    path: list[int | str] = []
    for step in location:
        if isinstance(node, Mapped) and step in node.entries:
            node = node.entries[str(step)]
        elif isinstance(node, Sequenced) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
        elif isinstance(node, Scalar):
            continue
        path.append(step)
    return tuple(path)


def _names(location: tuple[int | str, ...]) -> tuple[str, ...]:
    return tuple(step for step in location if isinstance(step, str))


@cache
def _keys_at(model: type[Record], location: tuple[str, ...]) -> tuple[str, ...]:
    """Give the keys of the group at these keys; kept, as one mistake may stand on every line."""
    for step in location:
        for name, field in model.model_fields.items():
            inner = next(_models_in(field.annotation), None)
            if step in {name, field.alias} and inner:
                model = inner
                break
    return tuple(field.alias or name for name, field in model.model_fields.items())


def _models_in(annotation: object) -> Iterator[type[Record]]:
    if isinstance(annotation, type) and issubclass(annotation, Record):
        yield annotation
    for argument in get_args(annotation):
        yield from _models_in(argument)


def _empty_values(root: Node) -> list[Position]:
    """Give where a value is missing: nothing, `~` or `null` written plain."""
    found = []
    nodes = [root]
    while nodes:
        node = nodes.pop()
        if isinstance(node, Scalar):
            if not node.text or (node.plain and node.text in NULLS):
                found.append(node.position)
        else:
            nodes.extend(node.items if isinstance(node, Sequenced) else node.entries.values())
    return found


def _empty_value(path: PurePath, position: Position) -> Problem:
    return Problem(
        path,
        position,
        "valeur-vide",
        "La valeur est vide.",
        "Écrivez-la après les deux-points, ou retirez la ligne.",
    )
