"""`python -m msap build`."""

from __future__ import annotations

import argparse
from pathlib import Path

from msap.build.site import BuildOptions, build
from msap.command_line.folders import add_output, add_records
from msap.publish.guards.regression_kinds import Regression

_REGRESSIONS = {
    Regression.FEWER: "accepter que beaucoup de fiches soient parties",
    Regression.EARLIER: "accepter une date d’avant celle du site en place",
    Regression.LOST: "accepter que des adresses publiées ne répondent plus",
    Regression.POORER: "accepter que les fiches disent moins (téléphones, horaires…)",
}


def add_build(commands: argparse._SubParsersAction[argparse.ArgumentParser], root: Path) -> None:
    """Declare `build` among the commands."""
    parser = commands.add_parser("build", help="construire le site")
    add_records(parser, root)
    add_output(parser, root)
    parser.add_argument(
        "--settings",
        default="pelicanconf.py",
        metavar="FICHIER",
        help="les réglages de Pelican (publishconf.py pour publier)",
    )
    parser.add_argument(
        "--published",
        metavar="DOSSIER|ADRESSE",
        help="le site en place, dont rien ne doit se perdre (par défaut celui de --output)",
    )
    for regression, words in _REGRESSIONS.items():
        parser.add_argument(
            f"--accept-{regression}",
            action="append_const",
            dest="accepted",
            const=regression,
            help=words,
        )
    parser.set_defaults(run=lambda options: _run(root, options))


def _run(root: Path, options: argparse.Namespace) -> int:
    options.in_place = ""
    pages = build(
        BuildOptions(
            root,
            options.records,
            options.output,
            options.settings,
            options.published,
            accepted=frozenset(options.accepted or ()),
        )
    )
    options.in_place = f"Le site « {options.output} » est en place."
    print(f"{pages} pages dans {options.output}")
    return 0
