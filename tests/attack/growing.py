"""Whole objects grown from the models' own declarations, so that a new field is there by itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin

from pydantic import TypeAdapter, ValidationError

from msap.source.hours import Permanence, TimeRange, Weekday
from msap.source.types import Record

Path = tuple[str, ...]
Leaf = Callable[[Path, Any], str]
Fixed = Mapping[tuple[str, str], Any]
Grown = TypeVar("Grown", bound=Record)

DAY = date(2026, 11, 23)
_RANGE = TimeRange(start=540, end=720)
_PLAIN: dict[Any, Any] = {
    bool: True,
    int: 2,
    float: 46.1,
    date: DAY,
    TimeRange: _RANGE,
    Permanence: Permanence(day=Weekday.MONDAY, time=_RANGE),
}
_KNOWN: dict[str, str] = {}
"""The sample of each type, kept since pydantic takes long to read a type."""

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
    return unread(model, values)


def unread(model: type[Grown], values: Mapping[str, object]) -> Grown:
    """Make a record of these values without reading them; the others are the defaults."""
    made = object.__new__(model)
    for name, field in model.model_fields.items():
        default = None if field.is_required() else field.get_default(call_default_factory=True)
        object.__setattr__(made, name, values.get(name, default))
    return made


def declared_type(model: type[Record], name: str) -> Any:  # noqa: ANN401 - a type expression
    """Return the type of a field with its rules."""
    field = model.model_fields[name]
    return Annotated[field.annotation, *field.metadata] if field.metadata else field.annotation


def valid(_path: Path, declared: Any) -> str:  # noqa: ANN401 - a type expression
    """Return a harmless text that this type accepts."""
    key = repr(declared)
    if key not in _KNOWN:
        adapter = TypeAdapter(declared)
        _KNOWN[key] = next(sample for sample in _SAMPLES if is_accepted(adapter, sample))
    return _KNOWN[key]


def is_accepted(adapter: TypeAdapter[str], text: str) -> bool:
    """Return whether a type accepts a text."""
    try:
        adapter.validate_python(text)
    except ValidationError:
        return False
    return True


def text_paths(model: type[Record], fixed: Fixed) -> list[Path]:
    """Return the path of every text of a model, those in `fixed` left out."""
    found: list[Path] = []

    def note(path: Path, declared: Any) -> str:  # noqa: ANN401
        found.append(path)
        return valid(path, declared)

    grow(model, note, fixed)
    return found


def _value(declared: Any, leaf: Leaf, fixed: Fixed, path: Path) -> Any:  # noqa: ANN401, PLR0911
    origin, arguments = get_origin(declared), get_args(declared)
    if declared is str or (origin is Annotated and arguments[0] is str):
        return leaf(path, declared)
    if origin is Annotated:
        return _value(arguments[0], leaf, fixed, path)
    if origin in {Union, UnionType}:
        return _value(next(a for a in arguments if a is not NoneType), leaf, fixed, path)
    if origin is tuple:
        return (_value(arguments[0], leaf, fixed, path),)
    if origin is dict:
        return {"cle": _value(arguments[1], leaf, fixed, (*path, "cle"))}
    if declared in _PLAIN or origin is Literal:
        return _PLAIN.get(declared, arguments and arguments[0])
    if issubclass(declared, Record):
        return grow(declared, leaf, fixed, path)
    return next(iter(declared))
