"""`msap completion`: what a shell needs to complete the commands, their options and folders."""

from __future__ import annotations

import argparse
from pathlib import Path

from msap.command_line.parser import Parser

SHELLS = ("bash", "zsh", "fish", "tcsh")
_FILES = ("CSV", "FICHIER")


def add_completion(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], _root: Path
) -> None:
    """Declare `completion` among the commands."""
    parser = commands.add_parser(
        "completion",
        help="écrire le complètement des commandes pour votre interpréteur",
        epilog="Par exemple : msap completion bash > ~/.local/share/bash-completion/completions/msap",
    )
    parser.add_argument("shell", choices=SHELLS, metavar="|".join(SHELLS), help="l’interpréteur")
    parser.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    import shtab

    parser: Parser = options.parser
    for command in parser.commands().values():
        for action in command.arguments():
            if action.type is Path:
                is_file = action.metavar in _FILES
                action.complete = shtab.FILE if is_file else shtab.DIRECTORY  # type: ignore[attr-defined]
    print(shtab.complete(parser, options.shell))
    return 0
