"""Short, readable identifiers for the places of a list; once given, they never change."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Sequence

from msap.exchange.official_row import Draft
from msap.source.folding import unaccented
from msap.source.slugs import slug

LENGTH_LIMIT = 48
"""Characters of an identifier made here; the model allows 80."""

_NETWORK = re.compile(r"\b(?:maisons?|espaces?|structures?)?\s*france[ -]+services?\b")
_ARTICLES = ("d", "de", "des", "du", "l", "la", "le", "les", "a", "au", "aux", "en", "et")


def name_drafts(drafts: Sequence[Draft], taken: Collection[str]) -> dict[str, str]:
    """Return an identifier to each draft, by its identifier in the list.

    From the commune when the place is alone to ask for it, else from its name, else with the
    department, else with its number in the list. The order of the rows does not matter.
    """
    levels: tuple[Callable[[Draft], str], ...] = (_commune, _name, _name_and_departement)
    given: dict[str, str] = {}
    used = set(taken)
    for level in levels:
        left = [draft for draft in drafts if draft.source_id not in given]
        wanted = Counter(level(draft) for draft in left)
        found = {
            draft.source_id: level(draft)
            for draft in left
            if level(draft) and wanted[level(draft)] == 1 and level(draft) not in used
        }
        given |= found
        used |= set(found.values())
    for draft in sorted(drafts, key=lambda d: d.source_id):
        if draft.source_id not in given:
            given[draft.source_id] = _numbered(draft, used)
            used.add(given[draft.source_id])
    return given


def short_slug(text: str) -> str:
    """Return the slug of a text, cut after a word within the length limit."""
    words = slug(text).split("-")
    while len("-".join(words)) > LENGTH_LIMIT and len(words) > 1:
        words.pop()
    return "-".join(words)[:LENGTH_LIMIT].strip("-")


def _commune(draft: Draft) -> str:
    return short_slug(draft.msap.address.city)


def _name(draft: Draft) -> str:
    words = re.findall(
        r"[a-z0-9]+", _NETWORK.sub(" ", unaccented(draft.msap.name, compatible=True))
    )
    while words and words[0] in _ARTICLES:
        words.pop(0)
    while words and words[-1] in _ARTICLES:
        words.pop()
    kept = re.sub(rf"(?:-(?:{'|'.join(_ARTICLES)}))+$", "", short_slug(" ".join(words)))
    return kept if kept and not kept.isdigit() else _commune(draft)


def _name_and_departement(draft: Draft) -> str:
    return f"{_name(draft)}-{draft.departement.lower()}"


def _numbered(draft: Draft, used: Collection[str]) -> str:
    start = f"{_commune(draft)}-{short_slug(draft.source_id) or draft.line}".strip("-")
    candidate, rank = start, 2
    while candidate in used:
        candidate, rank = f"{start}-{rank}", rank + 1
    return candidate
