"""Texts made fit for the model, visibly."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from msap.exchange.normalization import normalize_line, normalize_paragraphs
from msap.source.types import LongText, Text


@pytest.mark.parametrize(
    "written,expected",
    [
        ("9h30 > 12h30", "9h30 › 12h30"),
        ("- au bourg", "– au bourg"),
        ("=1+1", "– =1+1"),
        ("Le\\x20bus", "Le bus"),
        ("france-serendez-vousices.gouv.fr", "france-services.gouv.fr"),
        ("javascript:alert(1)", "javascript :alert(1)"),
        ("https://a:b@c.example/", "https:// a:b@c.example/"),
        ("un\u200b mot", "un mot"),
    ],
)
def test_normalized(written: str, expected: str) -> None:
    """Each rule of the model has its visible correction, and says so."""
    normalized = normalize_line(written)
    assert normalized.text == expected
    assert normalized.reasons


def test_clean_text_is_left_alone() -> None:
    """A text that breaks no rule is the same, without a reason."""
    assert normalize_line("2 place de la Mairie").reasons == ()


@given(st.text(max_size=300))
def test_any_text_becomes_valid(written: str) -> None:
    """Whatever a cell holds, what comes out keeps the rules of the model."""
    for normalized, rule in (
        (normalize_line(written), TypeAdapter(Text)),
        (normalize_paragraphs(written), TypeAdapter(LongText)),
    ):
        assert not normalized.text or rule.validate_python(normalized.text) == normalized.text
