"""A fast YAML reader for valid records: dicts, lists and text, without positions.

`located_yaml` gives the same data with the place of every word, which only messages need.
"""

from __future__ import annotations

from collections.abc import Callable
from sys import intern
from typing import Any

import yaml
from yaml.events import (
    DocumentEndEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
    StreamStartEvent,
)

from msap.source.located_yaml import DEPTH_LIMIT, EVENT_PARSER, NULLS

Plain = str | list[Any] | dict[str, Any]


class _UnusualError(Exception):
    """Raised inside this module only, for what is wrong or rare."""


def plain_document(text: str) -> Plain | None:
    """Return the data of the single document of a text.

    None when something is refused, empty or unusual: `parse_yaml` then says what, or reads it.
    """
    try:
        following: Callable[[], Any] = EVENT_PARSER(text).get_event
        _require(following(), StreamStartEvent)
        _require(following(), DocumentStartEvent)
        data = _value(following(), following, 0)
        _require(following(), DocumentEndEvent)
        _require(following(), StreamEndEvent)
    except (_UnusualError, yaml.YAMLError):
        return None
    return data


def _require(event: object, kind: type) -> None:
    if type(event) is not kind:
        raise _UnusualError


def _value(event: Any, following: Callable[[], Any], depth: int) -> Plain:  # noqa: ANN401 - PyYAML names no type
    kind = type(event)
    if kind is ScalarEvent:
        return _text(event)
    if event.anchor or depth == DEPTH_LIMIT or event.tag:
        raise _UnusualError
    if kind is SequenceStartEvent:
        items = []
        while type(event := following()) is not SequenceEndEvent:
            items.append(_value(event, following, depth + 1))
        return items
    _require(event, MappingStartEvent)
    data: dict[str, Any] = {}
    while type(event := following()) is not MappingEndEvent:
        _require(event, ScalarEvent)
        key = intern(_text(event))  # thousands of records have the same few
        if key in data or key == "<<":
            raise _UnusualError
        data[key] = _value(following(), following, depth + 1)
    return data


def _text(event: Any) -> str:  # noqa: ANN401 - PyYAML names no type
    text: str = event.value
    if event.anchor or event.tag or not text:
        raise _UnusualError
    if not event.style and (text in NULLS or text != text.rstrip()):
        raise _UnusualError
    return text
