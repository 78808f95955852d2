"""`python -m msap check`: reads everything, says everything, and fails on errors."""

from __future__ import annotations

import argparse
import os
import sys
import time
from pathlib import Path

from rich.console import Console
from rich.progress import Progress

from msap.checks.report import Findings, for_github, for_people
from msap.checks.rules import judge_records
from msap.errors import Refusal
from msap.source.catalogue import Reading, read_catalogue
from msap.source.editorial import read_editorial
from msap.source.problems import in_reading_order

DATA = Path("data")
RECORDS = DATA / "msap"
CONTENT = Path("content")


def add_check(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the `check` command; `run` of its arguments gives the exit code."""
    parser = subparsers.add_parser("check", help="Vérifie les fiches et les pages.")
    parser.add_argument(
        "--records", type=Path, default=RECORDS, metavar="DIR", help="dossier des fiches"
    )
    parser.add_argument(
        "--content", type=Path, default=CONTENT, metavar="DIR", help="dossier des pages"
    )
    parser.set_defaults(run=run_check)


def run_check(arguments: argparse.Namespace) -> int:
    """Print the report; give 1 when there is an error, 0 otherwise."""
    findings = check(DATA, arguments.records, arguments.content)
    render = for_github if os.environ.get("GITHUB_ACTIONS") == "true" else for_people
    print(render(findings))
    return 1 if findings.errors else 0


def check(data: Path, records: Path, content: Path) -> Findings:
    """Find every problem of the records, of the shared files and of the editorial files.

    Raises Refusal when the territory data cannot be read.
    """
    start = time.perf_counter()
    reading = _read(data, records)
    _editorial, editorial_problems = read_editorial(content)
    problems = [*reading.problems, *judge_records(reading), *editorial_problems]
    return Findings(tuple(in_reading_order(problems)), reading.files, time.perf_counter() - start)


def _read(data: Path, records: Path) -> Reading:
    """Read the records, with a progress bar when a person looks on."""
    console = Console(stderr=True)
    try:
        with Progress(console=console, transient=True, disable=not sys.stderr.isatty()) as bar:
            task = bar.add_task("Lecture des fiches", total=None)
            return read_catalogue(
                data, records, lambda done, total: bar.update(task, completed=done, total=total)
            )
    except (OSError, ValueError) as failure:
        raise Refusal(
            f"Les données du territoire ({data / 'geo'}) ne se lisent pas : {failure}. "
            "Remettez les fichiers de la dernière version."
        ) from failure
