"""Messages for YAML syntax errors: the probable mistake, and how to correct it."""

from __future__ import annotations

import re
from pathlib import PurePath

import yaml

from msap.source.problems import Position, Problem

NO_COLON = (
    "une clé sans deux-points",
    "Écrivez « clé: valeur », avec une espace après les deux-points.",
)
_SYNTAX_ADVICE = (
    (
        "mapping values are not allowed",
        "deux-points de trop sur cette ligne",
        "Mettez la valeur entre guillemets si elle contient « : », et vérifiez les retraits.",
    ),
    (
        "cannot start any token",
        "un caractère qui ne peut pas commencer une valeur",
        "Mettez la valeur entre guillemets doubles.",
    ),
    ("could not find expected ':'", *NO_COLON),
    (
        "while scanning a quoted scalar",
        "un guillemet ouvert et jamais fermé",
        "Fermez le guillemet à la fin de la valeur.",
    ),
    (
        "expected ',' or",
        "une liste entre crochets ou accolades mal fermée",
        "Séparez par des virgules et fermez par « ] » ou « } ».",
    ),
    (
        "did not find expected key",
        "un retrait qui ne suit pas celui des lignes voisines",
        "Alignez cette ligne sur ses voisines, avec des espaces.",
    ),
    (
        "did not find expected '-' indicator",
        "un tiret manque, ou le retrait ne suit pas celui des lignes voisines",
        "Commencez chaque ligne de la liste par « - », avec le même retrait.",
    ),
)
_LEFT_OPEN = ("while scanning a quoted scalar", "expected ',' or")
"""Mistakes that the parser meets far below the sign that was left open."""

_ODD = "\u00a0\u2000-\u200a\u202f\u205f\u3000"
_ODD_SPACE = re.compile(rf" *[{_ODD}]|[ {_ODD}]*-[{_ODD}]|[ {_ODD}-]*[\w-]+:[{_ODD}]")
_CURLY_QUOTES = re.compile(r"[:,\[{] *[“”„]")
_TABULATION = (
    "une tabulation",
    "Remplacez la tabulation par des espaces.",
)


def typed_mistake(line: str) -> tuple[str, str] | None:
    """Return the problem and the advice for a sign that word processors and phones put wrongly."""
    if _ODD_SPACE.match(line):
        return (
            "une espace insécable à la place d’une espace ordinaire",
            "Effacez-la (au début de la ligne, après le tiret ou les deux-points) et tapez une espace.",
        )
    if _CURLY_QUOTES.search(line):
        return (
            "des guillemets courbes à la place de guillemets droits",
            'Remplacez « “ » et « ” » par des guillemets droits : "…".',
        )
    return None


def syntax_problem(path: PurePath, text: str, error: yaml.MarkedYAMLError) -> Problem:
    """Return the problem of a text where the parser stopped, placed on what was left open if so."""
    words = f"{error.context or ''} {error.problem or ''}"
    mark = error.problem_mark or error.context_mark
    if any(sign in words for sign in _LEFT_OPEN) and error.context_mark:
        mark = error.context_mark
    position = Position(mark.line + 1, mark.column + 1) if mark else Position()
    what, advice = _syntax_mistake(text, position, words)
    return Problem(path, position, "yaml", f"Le fichier ne se lit plus ici : {what}.", advice)


def _syntax_mistake(text: str, position: Position, words: str) -> tuple[str, str]:
    """Return what probably is wrong and what to do, from the parser's words and the text there."""
    lines = text.split("\n")
    line = lines[position.line - 1] if position.line <= len(lines) else ""
    if "\t" in line[: position.column]:
        return _TABULATION
    if typed := typed_mistake(line):
        return typed
    for sign, what, advice in _SYNTAX_ADVICE:
        if sign in words:
            return what, advice
    return (
        "ce n’est pas du YAML",
        "Comparez avec une fiche voisine : retraits, deux-points, guillemets.",
    )
