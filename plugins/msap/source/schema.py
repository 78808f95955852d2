"""The JSON Schema of a record, made from the model, for the editors that complete what one types.

The schema sees what an editor's YAML language server sees: values typed by YAML 1.2, where
`2026-10-02` and `yes` are text, `true` is a boolean and `46.0874` a number. The model itself reads
every value as text, so that `23150` with or without quotes is one code; the schema then takes
both. It validates the form of each value; what joins several fields or files is left to the checks.

pydantic's own generator is not used: it sees the model's readers as opaque, and would say nothing
of hours, dates or short forms.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from types import NoneType, UnionType
from typing import Any, NamedTuple, Union, get_args, get_origin, get_type_hints

from msap.source import hours, msap, types
from msap.source.referentials import Referentials
from msap.source.types import Record

Schema = dict[str, Any]

_TIME = r"(?:[01]?\d|2[0-4]):[0-5]\d\s*[-–]\s*(?:[01]?\d|2[0-4]):[0-5]\d"
_RANK = r"(?:1st|2nd|3rd|4th|5th)"
_PERMANENCE = (
    rf"^(?:{_RANK}(?:(?:\s*,\s*|\s+and\s+){_RANK})*\s+)?(?:(?:even|odd)\s+weeks?\s+)?"
    rf"(?:{'|'.join(hours.Weekday)})(?:\s+{_TIME})?$"
)
_DATE = r"^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$"
_WORDS_OF_YES_AND_NO = ["yes", "no", "oui", "non", "on", "off"]


def _text(limit: int, pattern: str | None = None) -> Schema:
    """Describe text that may look like a number, hence be one for the language server."""
    schema: Schema = {"type": ["string", "number"], "minLength": 1, "maxLength": limit}
    return schema | ({"pattern": pattern} if pattern else {})


def _code(pattern: str) -> Schema:
    return {"type": ["string", "integer"], "pattern": pattern}


def _number(least: float, most: float) -> Schema:
    pattern = r"^-?\d+(\.\d+)?$"
    return {"type": ["number", "string"], "minimum": least, "maximum": most, "pattern": pattern}


_RANK_IN_MONTH: Schema = {"enum": [1, 2, 3, 4, 5, "1", "2", "3", "4", "5"]}

KINDS: tuple[tuple[object, str, Schema], ...] = (
    (types.Text, "texte court", _text(140, r"^(?![=@+-])[^<>]*$")),
    (types.LongText, "texte", _text(1000, r"^(?![=@+])[^<>]*$")),
    (types.Markdown, "texte Markdown", _text(4000, r"^(?![=@+])[^<>]*$")),
    (types.Postcode, "code postal", _code(r"^\d{5}$")),
    (types.Insee, "code INSEE", _code(r"^(\d{2}|2[AB])\d{3}$")),
    (types.Phone, "téléphone", _code(r"^(\+|00)?[0-9(][0-9 .()\u00a0\u202f-]*$")),
    (types.Email, "adresse électronique", {"type": "string", "pattern": r"^[^@\s]+@[^@\s]+\.\w+$"}),
    (types.WebAddress, "adresse web", {"type": "string", "pattern": r"^https?://[^\s]+$"}),
    (types.Identifier, "identifiant", _text(80, r"^[a-z0-9]+(-[a-z0-9]+)*$")),
    (types.Key, "clé", _text(80, r"^[a-z0-9]+(-[a-z0-9]+)*$")),
    (
        types.YesNo,
        "oui ou non",
        {"anyOf": [{"type": "boolean"}, {"enum": _WORDS_OF_YES_AND_NO}]},
    ),
    (types.Day, "date", {"type": "string", "pattern": _DATE}),
    (msap.Latitude, "nombre", _number(-28, 52)),
    (msap.Longitude, "nombre", _number(-179, 179)),
    (msap.Count, "nombre entier", {"type": ["integer", "string"], "pattern": r"^\d{1,3}$"}),
    (
        msap.MonthOrDay,
        "mois ou date",
        {"type": "string", "pattern": r"^20\d\d-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?$"},
    ),
    (hours.Time, "plage d’horaires", {"type": "string", "pattern": rf"^\s*{_TIME}\s*$"}),
    (
        hours.Occurrences,
        "rangs dans le mois",
        {"anyOf": [_RANK_IN_MONTH, {"type": "array", "items": _RANK_IN_MONTH}]},
    ),
    (hours.When, "permanence", {"type": "string", "pattern": _PERMANENCE}),
)
"""Each kind of value of the model, with its French name and what the language server may see."""

SHORT_FORMS: Mapping[type[Record], tuple[str, str]] = {
    hours.Slot: ("time", "plage d’horaires"),
    msap.Partner: ("id", "clé"),
}
"""The groups that a bare text may stand for, with the one key it then gives and its French name."""


def fields(model: type[Record]) -> Iterator[tuple[str, Any, bool, str]]:
    """Yield the key, the annotation, whether it is required and the description of each field."""
    hints = get_type_hints(model, include_extras=True)
    for name, field in model.model_fields.items():
        yield field.alias or name, hints[name], field.is_required(), field.description or ""


def named_kind(annotation: object) -> tuple[str, Schema] | None:
    """Return the French name and the schema of a kind of value, None for what is composed."""
    return next((found[1:] for found in KINDS if found[0] == annotation), None)


def without_none(annotation: Any) -> Any:  # noqa: ANN401 - any annotation
    """Return what an optional field holds when it is there."""
    if get_origin(annotation) in {Union, UnionType}:
        return next(part for part in get_args(annotation) if part is not NoneType)
    return annotation


class ReferentialKeys(NamedTuple):
    """The keys that a schema offers, in the order of the referentials."""

    partners: list[str]
    porteurs: list[str]
    services: list[str]


def keys_of_referentials(referentials: Referentials) -> ReferentialKeys:
    """Return the keys that records may use today."""
    return ReferentialKeys(
        list(referentials.partners), list(referentials.porteurs), list(referentials.services)
    )


def keys_of_schema(schema: Schema) -> ReferentialKeys:
    """Return the keys that a schema made by `record_schema` offers.

    Raises KeyError, IndexError or TypeError when it is not of the shape of today's.
    """
    definitions = schema["$defs"]
    return ReferentialKeys(
        definitions["Partner"]["anyOf"][0]["enum"],
        _property(definitions["Porteur"], "type")["enum"],
        _property(schema, "services")["items"]["enum"],
    )


def record_schema(keys: ReferentialKeys) -> Schema:
    """Return the JSON Schema (draft 2020-12) of `Msap`, with these keys of the referentials."""
    definitions: dict[str, Schema] = {}
    root = _group(msap.Msap, definitions)
    _restrict(definitions["Partner"]["anyOf"], "id", keys.partners)
    _property(definitions["Porteur"], "type")["enum"] = keys.porteurs
    _property(root, "services")["items"] = {"enum": keys.services}
    _property(definitions["Withdrawn"], "partners")["items"] = {"enum": keys.partners}
    _property(definitions["Withdrawn"], "services")["items"] = {"enum": keys.services}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Fiche d’une maison de services au public",
        "description": "Produit par « python -m msap reference » ; ne se modifie pas à la main.",
        **root,
        "$defs": dict(sorted(definitions.items())),
    }


def _restrict(forms: list[Schema], key: str, values: list[str]) -> None:
    """Allow only these values in the short form and in the key it stands for."""
    short, group = forms
    short.clear()
    short["enum"] = values
    _property(group, key)["enum"] = values


def _property(group: Schema, key: str) -> Schema:
    found: Schema = group["properties"][key]
    return found


def _group(model: type[Record], definitions: dict[str, Schema]) -> Schema:
    """Describe a group of keys; the groups it holds go into the definitions."""
    properties, required = {}, []
    for key, annotation, is_required, description in fields(model):
        properties[key] = {"description": description} | _value(annotation, definitions)
        if is_required:
            required.append(key)
    group: Schema = {"type": "object", "additionalProperties": False, "properties": properties}
    return group | ({"required": required} if required else {})


def _value(annotation: Any, definitions: dict[str, Schema]) -> Schema:  # noqa: ANN401
    annotation = without_none(annotation)
    if found := named_kind(annotation):
        return dict(found[1])
    if get_origin(annotation) is tuple:
        return {"type": "array", "items": _value(get_args(annotation)[0], definitions)}
    if issubclass(annotation, StrEnum):
        return {"enum": list(map(str, annotation))}
    if annotation.__name__ not in definitions:
        group = _group(annotation, definitions)
        if annotation in SHORT_FORMS:
            short = dict(group["properties"][SHORT_FORMS[annotation][0]])
            group = {"anyOf": [short, group]}
        definitions[annotation.__name__] = group
    return {"$ref": f"#/$defs/{annotation.__name__}"}
