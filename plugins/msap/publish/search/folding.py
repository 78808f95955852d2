"""Words as search compares them; `theme/src/search/folding.js` folds in the same way.

Both run the cases of `tests/cases/folding.json`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from msap.source.folding import unaccented

_WORD = re.compile("[a-z0-9]+")
_ORDINAL = re.compile(r"(\d+)i?eme")


def fold(text: str, abbreviations: Mapping[str, str]) -> list[str]:
    """Split into words of a-z and 0-9: « L’Haÿ-les-Roses » gives l, hay, les, roses.

    Capitals, accents, ligatures and marks go; « 2ème » is « 2e »; a word that is a key of
    `abbreviations` gives its value.
    """
    return [
        abbreviations.get(word) or (_ORDINAL.sub(r"\1e", word) if "eme" in word else word)
        for word in _WORD.findall(unaccented(text, compatible=True))
    ]
