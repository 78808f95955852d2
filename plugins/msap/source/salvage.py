"""What is left of a document once its mistakes are taken out, so that the rest can be judged.

What a record cannot be without is filled with a value that stands nowhere: nothing that a rule says
of it is told.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import PurePath
from typing import get_args

from pydantic.fields import FieldInfo

from msap.source.located_yaml import NOWHERE, Mapped, Node, Scalar, Sequenced
from msap.source.types import Record

_SAMPLES = {
    "name": "Sans nom",
    "status": "open",
    "postcode": "00000",
    "city": "Sans nom",
    "insee": "00000",
    "updated": "2000-01-01",
}
"""Values of the fields without which no rule could judge a record."""

Path = tuple[int | str, ...]


def without(
    node: Node, place: Path, model: type[Record], file: PurePath, guess: str | None = None
) -> tuple[Node, Path]:
    """Return the document without the value at a place, and the place where it changed.

    `guess` stands for the value if it is known; a required value is filled; when there is nothing
    to fill it with, the group that holds it leaves.
    """
    for end in range(len(place), 0, -1):
        where = place[:end]
        field = field_at(model, where)
        sample: Node | None = Scalar(guess, NOWHERE) if guess and where == place else None
        if field and field.is_required():
            sample = sample or _sample(str(where[-1]), field, file)
            if sample is None:
                continue
        return _replaced(node, where, sample), where
    return Mapped({}, {}, NOWHERE), ()


def field_at(model: type[Record], place: Sequence[int | str]) -> FieldInfo | None:
    """Return the declaration of the field at a place; None for an item of a list or a free key."""
    field = None
    for step in place:
        field = _field(model, step)
        if inner := next(models_in(field.annotation), None) if field else None:
            model = inner
    return field


def models_in(annotation: object) -> Iterator[type[Record]]:
    """Yield the kinds of group that an annotation names."""
    if isinstance(annotation, type) and issubclass(annotation, Record):
        yield annotation
    for argument in get_args(annotation):
        yield from models_in(argument)


def _field(model: type[Record], key: int | str) -> FieldInfo | None:
    for name, field in model.model_fields.items():
        if key in {name, field.alias}:
            return field
    return None


def _sample(key: str, field: FieldInfo, file: PurePath) -> Node | None:
    if key == "id":
        return Scalar(file.stem, NOWHERE)
    if key in _SAMPLES:
        return Scalar(_SAMPLES[key], NOWHERE)
    model = next(models_in(field.annotation), None)
    if model is None:
        return None
    entries: dict[str, Node] = {}
    for name, inner in model.model_fields.items():
        if inner.is_required():
            value = _sample(inner.alias or name, inner, file)
            if value is None:
                return None
            entries[inner.alias or name] = value
    return Mapped(entries, dict.fromkeys(entries, NOWHERE), NOWHERE)


def _replaced(node: Node, place: Path, value: Node | None) -> Node:
    """Return the node with another value at a place, or without any there."""
    step, *rest = place
    if isinstance(node, Sequenced) and isinstance(step, int):
        items = list(node.items)
        if rest and step < len(items):
            items[step] = _replaced(items[step], tuple(rest), value)
        else:
            items[step : step + 1] = [value] if value else []
        return node._replace(items=tuple(items))
    if isinstance(node, Mapped):
        key = str(step)
        entries, keys = dict(node.entries), dict(node.keys)
        new = value
        if rest and key in entries:
            new = _replaced(entries[key], tuple(rest), value)
        if new is None:
            entries.pop(key, None)
            keys.pop(key, None)
        else:
            entries[key] = new
            keys.setdefault(key, NOWHERE)
        return node._replace(entries=entries, keys=keys)
    return node
