"""`msap import-list`: the command that takes in a new edition of the official list."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from msap.checks.report import printable
from msap.command_line.folders import add_records
from msap.errors import reason_of
from msap.exchange.import_list import Progress as ReportProgress
from msap.exchange.import_list import import_list
from msap.exchange.record_folder import RecordFolder, held
from msap.exchange.report import french_report, import_summary
from msap.source.catalogue import Catalogue, Reader
from msap.source.problems import Problem, in_reading_order

SHOWN_PROBLEMS = 50
"""Problems printed in full; a foreign file may have one a line."""


def add_import_list(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], root: Path
) -> None:
    """Declare `import-list` among the commands."""
    parser = commands.add_parser(
        "import-list", help="prendre une édition de la liste officielle (CSV) comme fiches"
    )
    parser.add_argument("csv", type=Path, metavar="CSV", help="le fichier publié")
    add_records(parser, root)
    parser.add_argument(
        "--date",
        type=_day,
        metavar="AAAA-MM-JJ",
        help="la date de l’édition, si le nom du fichier ne la dit pas",
    )
    parser.add_argument(
        "--previous",
        type=Path,
        metavar="CSV",
        help="l’édition importée avant : ce que vous avez corrigé depuis reste",
    )
    parser.add_argument(
        "--report", type=Path, metavar="FICHIER", help="où écrire le compte rendu complet"
    )
    parser.add_argument(
        "--accept-poorer",
        action="store_true",
        help="accepter une édition qui dit moins que les fiches, ou à qui il manque une colonne",
    )
    parser.set_defaults(run=lambda options: run_import_list(root, options))


def run_import_list(root: Path, arguments: argparse.Namespace) -> int:
    """Run the import; return 0 when it is done, 1 when it is refused or its report is not written."""
    try:
        with held(arguments.records) as folder:
            return _import(arguments, folder, root / "data")
    except OSError as failure:
        words = f"L’import s’est arrêté : {reason_of(failure)}."
        print(words, *getattr(failure, "__notes__", ()), file=sys.stderr)
        return 1


def _import(arguments: argparse.Namespace, folder: RecordFolder, data: Path) -> int:
    shared, problems = Reader().shared(data)
    if shared is None:
        _print_problems(problems)
        return 1
    with _progress_bar() as report_progress:
        report, problems = import_list(
            arguments.csv,
            folder,
            arguments.date,
            arguments.previous,
            report_progress,
            accepts_poorer=arguments.accept_poorer,
            catalogue=Catalogue((), *shared),
        )
    arguments.in_place = folder.outcome
    if report is None:
        _print_problems(problems)
        return 1
    print(import_summary(report), flush=True)
    if arguments.report:
        arguments.report.write_text(french_report(report), encoding="utf-8")
        print(f"Compte rendu complet : {arguments.report}", flush=True)
    return 0


def _day(written: str) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"« {written} » n’est pas une date ; écrivez par exemple 2024-08-01"
        ) from None


def _print_problems(problems: list[Problem]) -> None:
    ordered = in_reading_order(problems)
    for problem in ordered[:SHOWN_PROBLEMS]:
        line, column = problem.position
        words = f"{problem.path}:{line}:{column}: {problem.fact} {problem.advice}"
        print(f"{printable(words)} [{problem.code}]")
    if len(ordered) > SHOWN_PROBLEMS:
        print(f"… et {len(ordered) - SHOWN_PROBLEMS} autres.")
    print(f"Import refusé, rien n’est écrit. Problèmes : {len(ordered)}.")


@contextmanager
def _progress_bar() -> Iterator[ReportProgress]:
    """Show each step as a bar on standard error, when it is a terminal."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description:<20}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=console, disable=not console.is_terminal) as bar:
        tasks: dict[str, int] = {}

        def report_progress(step: str, count: int, total: int) -> None:
            if step not in tasks:
                tasks[step] = bar.add_task(step, total=total)
            bar.update(bar.task_ids[tasks[step]], completed=count, total=total)

        yield report_progress
