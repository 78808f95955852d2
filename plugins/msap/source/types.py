"""The kinds of value a record is made of, each with its rule.

A rule that fails raises a `PydanticCustomError` whose type is the key of a French message in
`source.messages`; the context gives what the message quotes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from inspect import get_annotations
from typing import Annotated, Any, ClassVar, Self, TypeVar, dataclass_transform
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, TypeAdapter
from pydantic.dataclasses import dataclass
from pydantic.fields import FieldInfo
from pydantic_core import PydanticCustomError

from msap.source.text import INVISIBLE

_TO_LOOK_AT = re.compile(f"[<>:\t\n\r{INVISIBLE}]")
"""Without one of these, a text has nothing of what the next patterns refuse: most have none."""
_MARKUP = re.compile(r"[<>]")
_HIDDEN = re.compile(f"[\t\n\r{INVISIBLE}]")
_FORMULA = re.compile(r"[=@+\t\r-]")
_ACTIVE_LINK = re.compile(r"(?:javascript|vbscript|data|file):", re.IGNORECASE)
_CREDENTIALS = re.compile(r"https?://[^/\s?#]*@", re.IGNORECASE)
_POSTCODE = re.compile(r"[0-9]{5}")
_INSEE = re.compile(r"([0-9]{2}|2[AB])[0-9]{3}")
_PHONE_IN_PAIRS = re.compile(r"0[0-9]( [0-9]{2}){4}")
_EMAIL = re.compile(r"[A-Za-z0-9._%+'-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}")
_IDENTIFIER = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_DAYS_KEPT = 5_000
"""Dates read of late: thousands of records share a few hundred."""
_TRUE = {"true", "yes", "oui", "on"}
_FALSE = {"false", "no", "non", "off"}


class Record:
    """The base of everything read from files: closed keys, never changed once read.

    What derives from it is declared with `record`, and has the names pydantic's models have.
    """

    __slots__ = ()
    __pydantic_config__ = ConfigDict(
        extra="forbid",
        populate_by_name=True,
        defer_build=True,  # at first use: what only stands inside others never needs its own
    )

    model_fields: ClassVar[Mapping[str, FieldInfo]]
    adapter: ClassVar[TypeAdapter[Any]]

    @classmethod
    def model_validate(cls, data: object) -> Self:
        """Make a record from plain data; raises pydantic's `ValidationError`."""
        made: Self = cls.adapter.validate_python(data)
        return made


Kind = TypeVar("Kind", bound=Record)


@dataclass_transform(kw_only_default=True, frozen_default=True, field_specifiers=(Field,))
def record(kind: type[Kind]) -> type[Kind]:
    """Declare a kind of record: pydantic reads it, and its instances hold their values alone.

    A pydantic model would hold a dict and a set beside, five times the memory (August 2024 list).
    """
    for name in get_annotations(kind):
        given = kind.__dict__.get(name, ...)
        if not isinstance(given, FieldInfo):  # pydantic would read it after those that are
            setattr(kind, name, Field(default=given))
    declared: Any = dataclass(frozen=True, kw_only=True, slots=True)(kind)
    declared.model_fields = declared.__pydantic_fields__
    declared.adapter = TypeAdapter(declared)
    made: type[Kind] = declared
    return made


def fault(kind: str, **context: object) -> PydanticCustomError:
    """Make the error that `source.messages` turns into a French sentence."""
    return PydanticCustomError(kind, kind, context or None)


def _clean(value: str, *, several_lines: bool) -> str:
    value = value.strip()
    if not value:
        raise fault("valeur-vide")
    if not _TO_LOOK_AT.search(value):
        return value
    hidden = _HIDDEN.search(value.replace("\n", " ") if several_lines else value)
    if hidden:
        raise fault("caractere-invisible", character=f"U+{ord(hidden.group()):04X}")
    if _MARKUP.search(value):
        raise fault("balise")
    if _ACTIVE_LINK.search(value):
        raise fault("lien-actif")
    if _CREDENTIALS.search(value):
        raise fault("lien-mot-de-passe")
    return value


def _one_line(value: str) -> str:
    value = _clean(value, several_lines=False)
    if _FORMULA.match(value):
        raise fault("formule", character=value[0])
    return value


def _paragraphs(value: str) -> str:
    value = _clean(value, several_lines=True)
    if value[0] in "=@+":
        raise fault("formule", character=value[0])
    return value


def _postcode(value: str) -> str:
    if not _POSTCODE.fullmatch(value):
        raise fault("code-postal")
    return value


def _insee(value: str) -> str:
    if not _INSEE.fullmatch(value):
        raise fault("code-insee")
    return value


def _phone(value: str) -> str:
    if _PHONE_IN_PAIRS.fullmatch(value):
        return value
    digits = re.sub(r"[\s.\u00a0\u202f-]", "", value)
    digits = re.sub(r"^(?:\+|00)(?:33|262|59[046])(?:\(0\))?", "0", digits)
    if re.fullmatch(r"0[0-9]{9}", digits):
        return " ".join(digits[i : i + 2] for i in range(0, 10, 2))
    if re.fullmatch(r"3[0-9]{3}|1[0-9]{2,5}", digits):
        return digits
    raise fault("telephone")


def _email(value: str) -> str:
    if not _EMAIL.fullmatch(value):
        raise fault("courriel")
    return value


def _web_address(value: str) -> str:
    if re.search(r"[\s<>\"'`{}|\\^]", value) or not value.isprintable():
        raise fault("adresse-web")
    try:
        parts = urlsplit(value)
        host = parts.hostname
    except ValueError:
        raise fault("adresse-web") from None
    if parts.scheme not in {"http", "https"} or not host or "." not in host:
        raise fault("adresse-web")
    if parts.username is not None or parts.password is not None:
        raise fault("lien-mot-de-passe")
    return value


def _identifier(value: str) -> str:
    if not _IDENTIFIER.fullmatch(value) or len(value) > 80:
        raise fault("identifiant")
    return value


def _yes_or_no(value: object) -> object:
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and value.lower() in _TRUE:
        return True
    if isinstance(value, str) and value.lower() in _FALSE:
        return False
    raise fault("oui-ou-non")


def _iso_date(value: object) -> object:
    if isinstance(value, date):
        return value
    if isinstance(value, str):
        return _day(value)
    raise fault("date")


@lru_cache(maxsize=_DAYS_KEPT)
def _day(written: str) -> date:
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", written):
        raise fault("date")
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise fault("date-inexistante") from None


Text = Annotated[str, Field(min_length=1, max_length=140), AfterValidator(_one_line)]
LongText = Annotated[str, Field(min_length=1, max_length=1000), AfterValidator(_paragraphs)]
Markdown = Annotated[str, Field(min_length=1, max_length=4000), AfterValidator(_paragraphs)]
Postcode = Annotated[str, Field(pattern=None, examples=["23150"]), AfterValidator(_postcode)]
Insee = Annotated[str, Field(examples=["23001", "2A004"]), AfterValidator(_insee)]
Phone = Annotated[str, Field(examples=["05 36 49 00 01"]), AfterValidator(_phone)]
Email = Annotated[str, Field(max_length=120), AfterValidator(_email)]
WebAddress = Annotated[str, Field(max_length=300), AfterValidator(_web_address)]
Identifier = Annotated[str, Field(examples=["ahun"]), AfterValidator(_identifier)]
Key = Annotated[
    str, Field(min_length=1, max_length=80, examples=["caf"]), AfterValidator(_one_line)
]
"""The key of a list, which the rules look up: whatever is written, they say what was meant."""
YesNo = Annotated[bool, BeforeValidator(_yes_or_no)]
Day = Annotated[date, BeforeValidator(_iso_date)]
