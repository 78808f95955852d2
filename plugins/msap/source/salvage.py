"""Removal of mistakes from a document, so that the rest can be checked.

What a record cannot be without is filled with a value without a position: problems of it are
not reported.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import PurePath
from typing import get_args

from pydantic.fields import FieldInfo

from msap.source.located_yaml import NOWHERE, MappingNode, Node, Scalar, SequenceNode
from msap.source.types import Record

_SAMPLES = {
    "name": "Sans nom",
    "status": "open",
    "postcode": "00000",
    "city": "Sans nom",
    "insee": "00000",
    "updated": "2000-01-01",
}
"""Values of the fields without which no rule could check a record."""

Path = tuple[int | str, ...]


def workable(node: Node) -> Node:
    """Return a copy of a document that `leave_out` may change."""
    if isinstance(node, MappingNode):
        entries = {key: workable(value) for key, value in node.entries.items()}
        return node._replace(entries=entries, keys=dict(node.keys))
    if isinstance(node, SequenceNode):
        return node._replace(items=[workable(item) for item in node.items])
    return node


def leave_out(
    node: Node, place: Path, model: type[Record], file: PurePath, correction: str | None = None
) -> Path | None:
    """Take the value at a place out of a document; return where it changed, None if it did not.

    `correction` replaces the value if it is known; a required value is filled; when there is
    nothing to fill it with, the group that holds it leaves.
    """
    for end in range(len(place), 0, -1):
        where = place[:end]
        field = field_at(model, where)
        sample: Node | None = Scalar(correction, NOWHERE) if correction and where == place else None
        if field and field.is_required():
            sample = sample or _sample(str(where[-1]), field, file)
            if sample is None:
                continue
        return where if _put(node, where, sample) else None
    return None


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
    return MappingNode(entries, dict.fromkeys(entries, NOWHERE), NOWHERE)


def _put(node: Node, place: Path, value: Node | None) -> bool:
    """Put a value at a place, or take what is there away; return whether that changed anything."""
    for step in place[:-1]:
        if isinstance(node, MappingNode) and step in node.entries:
            node = node.entries[str(step)]
        elif isinstance(node, SequenceNode) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
        else:
            return False
    step = place[-1]
    if isinstance(node, SequenceNode) and isinstance(step, int) and step < len(node.items):
        assert isinstance(node.items, list)  # noqa: S101 - a workable copy
        node.items[step : step + 1] = [value] if value else []
        return True
    if not isinstance(node, MappingNode) or node.entries.get(str(step)) == value:
        return False
    if value is None:
        del node.entries[str(step)]
        node.keys.pop(str(step), None)
    else:
        node.entries[str(step)] = value
        node.keys.setdefault(str(step), NOWHERE)
    return True
