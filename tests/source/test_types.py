"""The kinds of value: what each accepts, gives back and refuses."""

from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from msap.source import msap, types
from msap.source.schema import KINDS

ADAPTERS = {name: TypeAdapter[Any](cast("Any", kind)) for kind, name, _schema in KINDS}


@pytest.mark.parametrize(
    "written, read",
    [
        ("0536490001", "05 36 49 00 01"),
        ("05.36.49.00.01", "05 36 49 00 01"),
        ("05-36-49-00-01", "05 36 49 00 01"),
        ("05\u00a036\u202f49 00 01", "05 36 49 00 01"),
        ("+33 5 36 49 00 01", "05 36 49 00 01"),
        ("+33 (0)5 36 49 00 01", "05 36 49 00 01"),
        ("0033536490001", "05 36 49 00 01"),
        ("+590 590 12 34 56", "05 90 12 34 56"),
        ("+262 (0)262 12 34 56", "02 62 12 34 56"),
        ("00596596123456", "05 96 12 34 56"),
        ("+594 694 12 34 56", "06 94 12 34 56"),
        ("39 49", "3949"),
        ("112", "112"),
    ],
)
def test_telephone_numbers_are_written_in_pairs(written: str, read: str) -> None:
    """Every usual way of writing a French number gives the same."""
    assert TypeAdapter(types.Phone).validate_python(written) == read


@pytest.mark.parametrize(
    "kind, written",
    [
        (types.Phone, "05 36 49 00"),
        (types.Phone, "+44 20 7946 0000"),
        (types.Email, "a@b"),
        (types.Email, "a b@c.example"),
        (types.WebAddress, "ftp://ahun.example/"),
        (types.WebAddress, "https://ahun"),
        (types.WebAddress, "https://ahun.example/\u202e"),
        (types.WebAddress, "https://[ahun.example/"),
        (types.WebAddress, "https://moi@ahun.example/"),
        (types.Identifier, "-ahun"),
        (types.Identifier, "a" * 81),
        (types.Insee, "2C001"),
        (types.Day, "2026-02-29"),
        (types.Text, "deux\nlignes"),
        (types.Text, "\u00a0"),
        (types.LongText, "\u200b"),
        (msap.MonthOrDay, "2027-13"),
        (msap.MonthOrDay, "2027-02-29"),
        (msap.Latitude, "NaN"),
        (msap.Longitude, "1e2"),
        (msap.Count, "1000"),
        (msap.Count, "-1"),
    ],
)
def test_what_is_refused(kind: type, written: str) -> None:
    """Near misses are refused."""
    with pytest.raises(ValidationError):
        TypeAdapter(kind).validate_python(written)


@pytest.mark.parametrize("name", ADAPTERS)
@given(written=st.text(max_size=30) | st.lists(st.text(max_size=3), max_size=2))
def test_any_text_is_read_or_refused(name: str, written: object) -> None:
    """No kind of value raises anything but a validation error, whatever is written."""
    try:
        ADAPTERS[name].validate_python(written)
    except ValidationError as failure:
        assert failure.error_count() >= 1  # noqa: PT017
