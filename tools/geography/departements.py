"""The list of regions and departments, with the French words and the contacts editors fill."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml

from msap.source.folding import unaccented
from tools.geography.archives import GeographyError

# Overseas collectivities where the national network may have places.
COLLECTIVITIES = ("975", "977", "978")
HEADER = """\
# Régions et départements : noms, mots français (« dans la Creuse », « de la Creuse ») et préfectures.
#
# Pour compléter une préfecture, ajoutez sous `prefecture`, au même retrait que `city` :
#       phone: "05 55 00 00 00"            numéro du correspondant, entre guillemets
#       email: msap@prefecture.example     adresse de service, jamais celle d'une personne
#       website: https://www.creuse.gouv.fr/
# Une information inconnue ne s'écrit pas : la page n'en parle pas. Seules les adresses des sites
# sont remplies au départ, d'après l'usage des préfectures (www.<département>.gouv.fr) ; vérifiez-les.
# `python -m tools.geography` refait ce fichier et garde ce que vous avez écrit dans `in`, `of` et
# `prefecture` ; il n'y garde pas d'autre commentaire que celui-ci.
"""

# Article codes of the official geographic code (INSEE, TNCC): what follows « de » and « dans ».
_OF = {0: "de ", 1: "d'", 2: "du ", 3: "de la ", 4: "des ", 5: "de l'"}
_IN = {0: "en ", 1: "en ", 2: "dans le ", 3: "dans la ", 4: "dans les ", 5: "dans l'"}
# Usage departs from the article for these; regions are marked R, `None` keeps the regular form.
_EN = ("2A", "2B", "19", "24", "33", "57", "73", "74", "85", "93", "971", "972", "973")
_A = ("75", "974", "975", "976", "977", "978", "R04", "R06", "R975", "R977", "R978")
_USAGE: Mapping[str, tuple[str, str | None]] = {
    **dict.fromkeys((*_EN, "R01", "R02", "R03", "R24"), ("en ", None)),
    **dict.fromkeys(_A, ("à ", None)),
    **dict.fromkeys(("41", "47", "82", "R75"), ("en ", "de ")),
    "84": ("dans le ", "de "),
}
_WITHOUT_OWN_SITE = frozenset(("75", "977", "978"))


def departements_yaml(
    regions: Iterable[Mapping[str, Any]],
    departements: Iterable[Mapping[str, Any]],
    cities: Mapping[str, str],
    existing: Mapping[str, Mapping[str, Any]],
) -> str:
    """Write departements.yml.

    `cities` names communes by INSEE code; `existing` holds the entries of the present file by
    `region <code>` or `departement <code>`, whose `in`, `of` and `prefecture` are kept.
    """
    kept = [row for row in departements if row["zone"] != "com" or row["code"] in COLLECTIVITIES]
    used = {row["region"] for row in kept}
    document = {
        "regions": [
            _kept(_region(row), existing.get(f"region {row['code']}"))
            for row in sorted(regions, key=lambda row: _folded(row["nom"]))
            if row["code"] in used
        ],
        "departements": [
            _kept(_departement(row, cities), existing.get(f"departement {row['code']}"))
            for row in sorted(kept, key=lambda row: row["code"])
        ],
    }
    body = yaml.safe_dump(document, allow_unicode=True, sort_keys=False, width=100)
    return f"{HEADER}\n{body}"


def read_existing(path: Path) -> dict[str, dict[str, Any]]:
    """Return the entries of the present file as text, by kind and code; none when it is absent."""
    if not path.exists():
        return {}
    try:
        document = yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - text only
        return {
            f"{kind} {entry['code']}": entry
            for kind, key in (("region", "regions"), ("departement", "departements"))
            for entry in document[key]
        }
    except (yaml.YAMLError, KeyError, TypeError) as error:
        raise GeographyError(
            f"« {path.name} » est illisible ({error}) : corrigez-le avant de le refaire."
        ) from error


def _region(row: Mapping[str, Any]) -> dict[str, Any]:
    within, genitive = _words(row, f"R{row['code']}")
    return {"code": row["code"], "name": row["nom"], "in": within, "of": genitive}


def _departement(row: Mapping[str, Any], cities: Mapping[str, str]) -> dict[str, Any]:
    code, name = row["code"], row["nom"]
    within, genitive = _words(row, code)
    prefecture = {"name": f"Préfecture {genitive}", "city": cities[row["chefLieu"]]}
    if code in ("977", "978"):
        prefecture = {
            "name": "Préfecture déléguée de Saint-Barthélemy et de Saint-Martin",
            "city": cities["97801"],
        }
    if code not in _WITHOUT_OWN_SITE:
        prefecture["website"] = f"https://www.{_folded(name).removeprefix('la-')}.gouv.fr/"
    return {
        "code": code,
        "name": name,
        "in": within,
        "of": genitive,
        "region": row["region"],
        "prefecture": prefecture,
    }


def _words(row: Mapping[str, Any], key: str) -> tuple[str, str]:
    within, genitive = _USAGE.get(key, (_IN[row["typeLiaison"]], None))
    return within + row["nom"], (genitive or _OF[row["typeLiaison"]]) + row["nom"]


def _kept(entry: dict[str, Any], existing: Mapping[str, Any] | None) -> dict[str, Any]:
    if existing is None:
        return entry
    return entry | {key: existing[key] for key in ("in", "of", "prefecture") if key in existing}


def _folded(name: str) -> str:
    return "".join(
        "-" if character == " " else character
        for character in unaccented(name)
        if character.isalnum() or character in " -"
    )
