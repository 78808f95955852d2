"""The line « Accepte : … », as people write it."""

from __future__ import annotations

import pytest

from msap.publish.guards.regression_kinds import Regression
from tools.forge.acceptance import accepted_in

COMMENT = "<!-- Accepte : fiches en moins -->"


@pytest.mark.parametrize("regression", Regression)
def test_the_words_of_a_message_are_understood(regression: Regression) -> None:
    """What a refusal asks to write is what is read."""
    assert regression.words in regression.way
    assert list(accepted_in(f"Un mot.\n\nAccepte : {regression.words}\n")) == [regression]


@pytest.mark.parametrize(
    "text",
    [
        "Accepte : fiches en moins",
        "ACCEPTE: Fiches en moins.",
        "accepté\u202f: fiches\u00a0en moins",
        "- **Accepte :** fiches en moins",
        "> `Accepte : fiches en moins`",
        "« Accepte : fiches en moins »",
        "Vu avec la préfecture.\r\nAccepte : fiches en moins\r\nMerci.",
    ],
)
def test_it_is_read_as_people_write_it(text: str) -> None:
    """Capitals, accents, blanks and the marks of Markdown do not matter."""
    assert list(accepted_in(text)) == [Regression.FEWER]


@pytest.mark.parametrize("join", [", ", " ; ", " et "])
def test_several_on_a_line(join: str) -> None:
    """Each is meant."""
    line = f"Accepte : {join.join(regression.words for regression in Regression)}"
    assert list(accepted_in(line)) == list(Regression)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "On accepte : fiches en moins",
        "ajoutez la ligne « Accepte : fiches en moins ».",
        COMMENT,
        COMMENT.removesuffix(" -->"),
        "Accepte :",
        "Accepte fiches en moins",
    ],
)
def test_what_does_not_accept(text: str) -> None:
    """A sentence about it, a comment of a form, an empty line."""
    assert list(accepted_in(text)) == []


@pytest.mark.parametrize("words", ["tout", "--accept-fewer", "$(touch pwned)", "fiches en plus"])
def test_what_nobody_knows_stays_words(words: str) -> None:
    """It accepts nothing, and is reported."""
    assert list(accepted_in(f"Accepte : {words}")) == [words]
