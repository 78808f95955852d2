"""Whole objects grown from the models' own declarations, so that a new field is there by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from enum import Enum
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin

from pydantic import TypeAdapter, ValidationError

from msap.source.hours import Permanence, TimeRange, Weekday
from msap.source.types import Record

Path = tuple[str, ...]
Leaf = Callable[[Path, Any], str]
Fixed = Mapping[tuple[str, str], Any]
Grown = TypeVar("Grown", bound=Record)

DAY = date(2026, 11, 24)
_RANGE = TimeRange(start=540, end=720)
_SAMPLES = (
    *("Texte", "texte", "23150", "05 36 49 00 01", "accueil@exemple.example"),
    *("https://www.exemple.fr/", "2027-03", "23"),
)


def grow(model: type[Grown], leaf: Leaf, fixed: Fixed, path: Path = ()) -> Grown:
    """Make a record with every field filled, by-passing its validation.

    `leaf` gives each text from its path and its declared type; `fixed` the values of fields that
    must keep their meaning, by the name of the model and of the field.
    """
    values = {
        name: fixed[model.__name__, name]
        if (model.__name__, name) in fixed
        else _value(declared_type(model, name), leaf, fixed, (*path, name))
        for name in model.model_fields
    }
    return model.model_construct(**values)


def declared_type(model: type[Record], name: str) -> Any:  # noqa: ANN401 - a type expression
    """Give the type of a field with its rules."""
    field = model.model_fields[name]
    return Annotated[field.annotation, *field.metadata] if field.metadata else field.annotation


def valid(_path: Path, declared: Any) -> str:  # noqa: ANN401 - a type expression
    """Give a harmless text that this type accepts."""
    for sample in _SAMPLES:
        try:
            TypeAdapter(declared).validate_python(sample)
        except ValidationError:
            continue
        return sample
    raise LookupError(declared)


def text_paths(model: type[Record], fixed: Fixed) -> list[Path]:
    """Give the path of every text of a model, those in `fixed` left out."""
    found: list[Path] = []

    def note(path: Path, declared: Any) -> str:  # noqa: ANN401
        found.append(path)
        return valid(path, declared)

    grow(model, note, fixed)
    return found


def _value(declared: Any, leaf: Leaf, fixed: Fixed, path: Path) -> Any:  # noqa: ANN401, PLR0911
    origin, arguments = get_origin(declared), get_args(declared)
    if origin is Annotated and arguments[0] is not str:
        return _value(arguments[0], leaf, fixed, path)
    if origin in {Union, UnionType}:
        return _value(next(a for a in arguments if a is not NoneType), leaf, fixed, path)
    if origin is tuple:
        return (_value(arguments[0], leaf, fixed, path),)
    if origin is dict:
        return {"cle": _value(arguments[1], leaf, fixed, path)}
    if origin is Literal:
        return arguments[0]
    if origin is Annotated or declared is str:
        return leaf(path, declared)
    if declared is TimeRange:
        return _RANGE
    if declared is Permanence:
        return Permanence(day=Weekday.MONDAY, time=_RANGE)
    if issubclass(declared, Record):
        return grow(declared, leaf, fixed, path)
    if issubclass(declared, Enum):
        return next(iter(declared))
    plain: dict[Any, Any] = {bool: True, int: 2, float: 46.1, date: DAY}
    return plain[declared]


def texts_in(value: object) -> Iterator[str]:
    """Give every text in a record or in a collection of records."""
    if isinstance(value, Enum):
        return
    if isinstance(value, str):
        yield value
    elif isinstance(value, Record):
        yield from texts_in([getattr(value, name) for name in type(value).model_fields])
    elif isinstance(value, Mapping):
        yield from texts_in([*value.values()])
    elif isinstance(value, list | tuple):
        for item in value:
            yield from texts_in(item)
