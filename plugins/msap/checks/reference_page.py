"""The reference page of the fields and of the codes, in Markdown for editors."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any, get_args, get_origin

from msap.checks.codes import ERRORS, WARNINGS
from msap.source.msap import Msap
from msap.source.schema import SHORT_FORMS, fields, named_kind, without_none
from msap.source.types import Record

_OPENING = """\
# Référence de la fiche

Cette page est produite par `python -m msap reference` à partir du modèle ; elle ne se modifie pas \
à la main.

Une fiche est un fichier `data/msap/<département>/<identifiant>.yml`. Les clés sont en anglais, \
les valeurs en français. Toute autre clé est une erreur. Un éditeur qui connaît le schéma \
`data/msap.schema.json` complète ce que vous tapez.
"""

_GROUPS = {
    "Msap": "La fiche",
    "Label": "Le label (`label`)",
    "Address": "L’adresse (`address`)",
    "Coordinates": "Le point (`location`)",
    "Contact": "Le contact (`contact`)",
    "Porteur": "La structure porteuse (`porteur`)",
    "Partner": "Un partenaire (`partners`)",
    "Withdrawn": "Ce que le lieu n’offre pas (`withdrawn`)",
    "Week": "Les horaires (`hours`)",
    "Slot": "Un créneau d’un jour",
    "Closure": "Une fermeture (`closures`)",
    "Notice": "Un message (`notices`)",
    "Access": "L’accès (`access`)",
    "Equipment": "L’équipement (`equipment`)",
    "Stop": "Un arrêt (`stops`)",
    "Closing": "La fin (`closing`)",
    "Source": "L’origine (`source`)",
}


def reference_page() -> str:
    """Return the whole page: a table for each group of fields, then the codes of the reports."""
    groups = (
        f"## {_GROUPS[model.__name__]}\n\n{_before(model)}{_table(model)}"
        for model in _models(Msap)
    )
    errors = "## Les erreurs\n\nElles empêchent de publier.\n\n" + _meanings(ERRORS)
    warnings = "## Les points à vérifier\n\nIls n’empêchent pas de publier.\n\n" + _meanings(
        WARNINGS
    )
    return "\n".join([_OPENING, *groups, errors, warnings])


def _models(model: type[Record]) -> list[type[Record]]:
    """Return the model and all the groups it holds, each once, in reading order."""
    found = [model]
    for group in found:
        for _key, annotation, _required, _description in fields(group):
            inner = _innermost(annotation)
            if named_kind(inner) is None and issubclass(inner, Record) and inner not in found:
                found.append(inner)
    return found


def _innermost(annotation: Any) -> Any:  # noqa: ANN401 - any annotation
    """Return what an optional value or a list holds."""
    annotation = without_none(annotation)
    if named_kind(annotation) is None and get_origin(annotation) is tuple:
        return _innermost(get_args(annotation)[0])
    return annotation


def _before(model: type[Record]) -> str:
    if model not in SHORT_FORMS:
        return ""
    key, form = SHORT_FORMS[model]
    return f"Écrit seul, un texte ({form}) vaut `{key}`.\n\n"


def _table(model: type[Record]) -> str:
    rows = [
        f"| `{key}` | {'oui' if required else ''} | {_kind(annotation)} | {description} |"
        for key, annotation, required, description in fields(model)
    ]
    head = ["| clé | obligatoire | valeur | ce que c’est |", "|---|---|---|---|"]
    return "\n".join([*head, *rows]) + "\n"


def _kind(annotation: Any) -> str:  # noqa: ANN401 - any annotation
    """Return in French what a field holds."""
    annotation = without_none(annotation)
    if kind := named_kind(annotation):
        return kind[0]
    if get_origin(annotation) is tuple:
        return f"liste : {_kind(get_args(annotation)[0])}"
    if issubclass(annotation, StrEnum):
        return ", ".join(f"`{value}`" for value in annotation)
    title = _GROUPS[annotation.__name__]
    return f"[{title.partition(' (')[0].lower()}](#{_anchor(title)})"


def _anchor(title: str) -> str:
    """Return the anchor GitHub makes of a heading."""
    kept = (c for c in title.lower() if c.isalnum() or c in " -_")
    return "".join(kept).replace(" ", "-")


def _meanings(codes: Mapping[str, str]) -> str:
    return "\n".join(_meaning_rows(codes)) + "\n"


def _meaning_rows(codes: Mapping[str, str]) -> Iterator[str]:
    yield "| code | ce qu’il veut dire |"
    yield "|---|---|"
    for code, meaning in codes.items():
        yield f"| `{code}` | {meaning} |"
