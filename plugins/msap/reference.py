"""`python -m msap reference`: writes what is generated from the model, or says it is not current."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from msap.checks.reference_page import reference_page
from msap.errors import Refusal
from msap.source.referentials import read_referentials
from msap.source.schema import (
    ReferentialKeys,
    keys_of_referentials,
    keys_of_schema,
    record_schema,
)


def generated_files(root: Path) -> dict[Path, str]:
    """Return the text of each generated file, by path: the JSON Schema and the reference page.

    Raises Refusal when the referentials, whose keys the schema lists, have an error.
    """
    return {
        _schema_file(root): _schema_text(_current_keys(root)),
        root / "docs" / "reference" / "fiche.md": reference_page(),
    }


def stale_files(root: Path) -> list[Path]:
    """Return the generated files that are missing or differ from what the model says.

    The schema is compared with the keys that it lists: those of the referentials are edited without
    this program.
    """
    wanted = generated_files(root)
    if listed := _listed_keys(root):
        wanted[_schema_file(root)] = _schema_text(listed)
    return [
        path
        for path, text in wanted.items()
        if not path.is_file() or path.read_text(encoding="utf-8") != text
    ]


def _schema_file(root: Path) -> Path:
    return root / "data" / "msap.schema.json"


def _schema_text(keys: ReferentialKeys) -> str:
    return f"{json.dumps(record_schema(keys), ensure_ascii=False, indent=2)}\n"


def _current_keys(root: Path) -> ReferentialKeys:
    referentials, problems = read_referentials(root / "data")
    if referentials is None:
        facts = "\n".join(f"{problem.path} : {problem.fact}" for problem in problems)
        raise Refusal(f"Les listes de data/referentials/ ont une erreur :\n{facts}")
    return keys_of_referentials(referentials)


def _listed_keys(root: Path) -> ReferentialKeys | None:
    """Return the keys that the schema on the disk lists; None when it cannot be read as one."""
    try:
        return keys_of_schema(json.loads(_schema_file(root).read_text(encoding="utf-8")))
    except (OSError, ValueError, LookupError, TypeError):
        return None


def add_reference(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], root: Path
) -> None:
    """Declare `reference` among the commands."""
    parser = commands.add_parser(
        "reference", help="écrire le schéma et la page de référence de la fiche"
    )
    parser.add_argument("--check", action="store_true", help="dire seulement s’ils sont à jour")
    parser.set_defaults(run=lambda options: _run(root, check=options.check))


def _run(root: Path, *, check: bool) -> int:
    """Write the files, or with `check` give 1 when one of them is not current."""
    stale = stale_files(root)
    if check:
        for path in stale:
            print(f"{path.relative_to(root)} n’est pas à jour : python -m msap reference")
        if not stale and _listed_keys(root) != _current_keys(root):
            print(
                "Les listes de data/referentials/ ont changé depuis le schéma, qui aide à écrire les "
                "fiches : python -m msap reference"
            )
        return 1 if stale else 0
    for path, text in generated_files(root).items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    print(f"{len(stale)} fichier(s) mis à jour.")
    return 0
