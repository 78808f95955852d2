"""Several things in a sentence, and their order in a French dictionary."""

from __future__ import annotations

from collections.abc import Iterable
from unicodedata import combining

from msap.source.folding import unaccented


def list_words(items: Iterable[str]) -> str:
    """Join with commas and a last « et »."""
    words = list(items)
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} et {words[-1]}"


class _PlainLetters(dict[int, str | None]):
    """What sorting keeps of each character, found when it is first met."""

    def __missing__(self, code: int) -> str | None:
        letter = chr(code)
        plain = None if combining(letter) else letter if letter.isalnum() else " "
        self[code] = plain
        return plain


_PLAIN_LETTERS = _PlainLetters()


def sort_key(text: str) -> str:
    """Sort as a French dictionary does: without accents, case or punctuation."""
    return unaccented(text).translate(_PLAIN_LETTERS)
