"""Markdown that a description may not hold: hidden links, images, links to nowhere."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from msap.checks.bodies import TOO_NESTED
from msap.checks.located import error
from msap.source.catalogue import Catalogue
from msap.source.entries import RecordEntry
from msap.source.located_markdown import read_markdown
from msap.source.problems import Problem

_IMAGE = re.compile(r"!\[[^\]]*\]\s*[(\[]")
_LINK = re.compile(r"\]\(\s*([^)]*)\)|^\s{0,3}\[[^\]]+\]:\s*(\S+)", re.MULTILINE)
_ALLOWED = re.compile(r"https?://[^/@?#\s]+([/?#]|$)|mailto:[^?\s]+$|tel:\+?[0-9]+$", re.IGNORECASE)


def description(entry: RecordEntry, _catalogue: Catalogue) -> Iterator[Problem]:
    """A description links to https, mailto and tel only, written in clear, and has no image."""
    text = entry.msap.description or ""
    if read_markdown(text).nested:
        yield error(entry, ["description"], "trop-emboite", *TOO_NESTED)
    if _IMAGE.search(text):
        yield error(
            entry,
            ["description"],
            "image-dans-une-fiche",
            "La description contient une image, que le lecteur irait chercher ailleurs.",
            "Retirez « ![…](…) » ; décrivez en mots.",
        )
        return
    for match in _LINK.finditer(text):
        written = (match[1] or match[2] or "").split(maxsplit=1)
        target = written[0] if written else ""
        if html.unescape(target) != target or not _ALLOWED.match(target):
            yield error(
                entry,
                ["description"],
                "lien-refuse",
                f"La description contient un lien vers « {target} ».",
                "Écrivez une adresse entière, par exemple [la mairie](https://www.exemple.fr/).",
            )
