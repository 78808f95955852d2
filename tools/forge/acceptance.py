"""Regressions that are meant, as people write them on a forge: « Accepte : fiches en moins ».

The line stands in the description of a request or in the message of a commit. It only ever becomes
one of the members of `Loss`; whatever else it says is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msap.publish.guards.regression_kinds import Regression
from msap.source.folding import unaccented

_LINE = re.compile(r"accepte ?: ?(.+)")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_MARKS = re.compile(r"[*_`>«»\"]|^\s*[-+]\s")


def accepted_in(text: str) -> Iterator[Regression | str]:
    """Yield each regression that a text accepts, and as text what it accepts that nobody knows."""
    known = {_plain(regression.words): regression for regression in Regression}
    for line in _COMMENT.sub("", text).splitlines():
        if match := _LINE.fullmatch(_plain(line)):
            for words in re.split(r"[,;]| et ", match[1]):
                if name := words.strip(" ."):
                    yield known.get(name, name)


def _plain(line: str) -> str:
    """Return a line in lower case, without accents, marks of Markdown and spare blanks."""
    return " ".join(unaccented(_MARKS.sub("", line), compatible=True).split())
