"""`python -m msap reference`: writes what is generated from the model, or says it is not current."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from msap.checks.reference_page import reference_page
from msap.errors import Refusal
from msap.source.referentials import read_referentials
from msap.source.schema import record_schema


def generated_files(root: Path) -> dict[Path, str]:
    """Give the text of each generated file, by path: the JSON Schema and the reference page.

    Raises Refusal when the referentials, whose keys the schema lists, have an error.
    """
    referentials, problems = read_referentials(root / "data")
    if referentials is None:
        facts = "\n".join(f"{problem.path} : {problem.fact}" for problem in problems)
        raise Refusal(f"Les listes de data/referentials/ ont une erreur :\n{facts}")
    schema = json.dumps(record_schema(referentials), ensure_ascii=False, indent=2)
    return {
        root / "data" / "msap.schema.json": f"{schema}\n",
        root / "docs" / "reference" / "fiche.md": reference_page(),
    }


def stale_files(root: Path) -> list[Path]:
    """Give the generated files that are missing or differ from what the model says."""
    return [
        path
        for path, text in generated_files(root).items()
        if not path.is_file() or path.read_text(encoding="utf-8") != text
    ]


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
        return 1 if stale else 0
    for path, text in generated_files(root).items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    print(f"{len(stale)} fichier(s) mis à jour.")
    return 0
