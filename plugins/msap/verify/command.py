"""`msap verify`: the rules of the built site, on any folder that holds one."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from msap.command_line.folders import add_folder
from msap.errors import Refusal
from msap.verify.faults import report
from msap.verify.reading import read_site
from msap.verify.run import faults_of


def add_verify(commands: argparse._SubParsersAction[argparse.ArgumentParser], root: Path) -> None:
    """Declare `verify` among the commands."""
    parser = commands.add_parser("verify", help="relire un site construit, page par page")
    add_folder(parser, root, "folder", "output", "un site construit")
    parser.set_defaults(run=lambda options: run_verify(options.folder))


def run_verify(folder: Path) -> int:
    """Print every fault; returns 1 when there is one. Raises Refusal when there is no such folder."""
    if not folder.is_dir():
        raise Refusal(f"Le dossier « {folder} » n’existe pas : « msap build » construit le site.")
    site = read_site(folder)
    faults = faults_of(site)
    if faults:
        print(report(faults), file=sys.stderr)
        return 1
    print(f"{len(site.pages)} pages relues, aucun défaut.")
    return 0
