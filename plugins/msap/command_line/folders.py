"""Options that name a folder of the project, which has its usual place."""

from __future__ import annotations

import argparse
from pathlib import Path


def add_folder(
    parser: argparse.ArgumentParser, root: Path, option: str, usual: str, words: str
) -> None:
    """Declare an option, or an argument without dashes, whose default is the usual folder."""
    parser.add_argument(
        option,
        type=Path,
        default=root / usual,
        metavar="DOSSIER",
        help=f"{words} (par défaut {usual})",
        nargs=None if option.startswith("-") else "?",
    )


def add_records(parser: argparse.ArgumentParser, root: Path) -> None:
    """Declare `--records`."""
    add_folder(parser, root, "--records", "data/msap", "les fiches")


def add_output(parser: argparse.ArgumentParser, root: Path) -> None:
    """Declare `--output`."""
    add_folder(parser, root, "--output", "output", "où mettre le site")
