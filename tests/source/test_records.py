"""How records are held: each kind is declared, and its instances are their values and no more."""

import tracemalloc
from collections.abc import Iterator
from dataclasses import FrozenInstanceError
from importlib import import_module
from inspect import isclass
from pkgutil import iter_modules

import pytest
from pydantic import ValidationError

from msap import deploy, source
from msap.source.hours import Slot
from msap.source.msap import Msap
from msap.source.network import Figure
from msap.source.plain_yaml import plain_document
from msap.source.types import Record
from tests.projects import MINI_SITE_RECORDS

TEXTS = [path.read_text("utf-8") for path in sorted(MINI_SITE_RECORDS.rglob("*.yml"))]
MOST_BYTES = 3_000
"""What a record may take in memory, texts apart; pydantic's own models took 15 000."""


def kinds() -> Iterator[type[Record]]:
    """Yield every kind of record that a module of the project declares."""
    for package in (source, deploy):
        for module in iter_modules(package.__path__, f"{package.__name__}."):
            for value in vars(import_module(module.name)).values():
                if isclass(value) and issubclass(value, Record) and value is not Record:
                    yield value


def records_in(value: object) -> Iterator[Record]:
    """Yield a record and all those it holds."""
    if isinstance(value, Record):
        yield value
        for name in value.model_fields:
            yield from records_in(getattr(value, name))
    elif isinstance(value, tuple):
        for item in value:
            yield from records_in(item)


def test_every_kind_is_declared() -> None:
    """A class that is not would be read as the one it derives from."""
    found = set(kinds())
    assert len(found) > 40
    for kind in found:
        assert {"adapter", "model_fields", "__slots__"} <= vars(kind).keys(), kind


def test_instances_hold_their_values_alone() -> None:
    """No record of the model, at any depth, has a dict or may be changed."""
    read = [Msap.model_validate(plain_document(text)) for text in TEXTS]
    found = [record for msap in read for record in records_in(msap)]
    assert len({type(record) for record in found}) > 10
    for record in found:
        assert not hasattr(record, "__dict__"), type(record)
        with pytest.raises(FrozenInstanceError):
            setattr(record, next(iter(record.model_fields)), None)


def test_weight() -> None:
    """Thirty thousand records stay in the memory of a small machine."""
    documents = [plain_document(text) for text in TEXTS] * 10
    [Msap.model_validate(document) for document in documents]  # what is made once is made
    tracemalloc.start()
    try:
        read = [Msap.model_validate(document) for document in documents]
        size, _peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert size / len(read) < MOST_BYTES


def test_problems_come_in_the_order_of_the_declaration() -> None:
    """Whether a field is described or not."""
    with pytest.raises(ValidationError) as failure:
        Figure.model_validate({})
    assert [error["loc"] for error in failure.value.errors()] == [
        ("value",),
        ("label",),
        ("date",),
        ("source",),
    ]


def test_equal_hours_are_one_object() -> None:
    """Thousands of records open from nine to noon."""
    one, other = (Slot.model_validate("09:00-12:00") for _ in range(2))
    assert one.time is other.time
