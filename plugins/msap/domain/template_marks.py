"""Template marks: no page may show an unfilled one, so no text may contain one."""

from __future__ import annotations

import re

_MARK = re.compile(
    r"\{\{-?\s*(?:view|page|site|link|loop)\b"
    r"|\{%-?\s*(?:if|elif|else|for|set|block|include|extends|import|from|macro|end[a-z]+)\b"
    r"|\{%-?\s*(?:raw|call|filter|with|autoescape|do|trans|break|continue|debug)\b|\{#-?(?=\s)"
    r"|\b(?:None|undefined|NaN)\b|\[object \w+\]|\bat 0x[0-9a-f]{6,}"
)


def template_marks(text: str) -> tuple[str, ...]:
    """Return each mark of a text once, in order.

    Braces alone are left to those who write about them: only what reads like our templates is found.
    """
    return tuple(dict.fromkeys(_MARK.findall(text)))
