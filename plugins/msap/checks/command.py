"""`python -m msap check`: prints every problem at once, and fails on errors."""

from __future__ import annotations

import argparse
import os
import sys
from datetime import UTC, date, datetime
from pathlib import Path

from rich.console import Console
from rich.progress import Progress

from msap.checks.report import Findings, for_github, for_people
from msap.checks.repository import repository
from msap.checks.run import check_everything
from msap.command_line.colour import Colour, painted
from msap.command_line.folders import add_folder, add_records
from msap.source.problems import Severity, in_reading_order


def add_check(commands: argparse._SubParsersAction[argparse.ArgumentParser], root: Path) -> None:
    """Declare `check` among the commands."""
    parser = commands.add_parser("check", help="vérifier les fiches et les pages")
    add_records(parser, root)
    add_folder(parser, root, "--content", "content", "les textes")
    parser.set_defaults(run=lambda options: _run(root, options))


def _run(root: Path, options: argparse.Namespace) -> int:
    """Print the report; return 1 when there is an error, 0 otherwise."""
    findings = _check_in_view(root / "data", options.records, options.content)
    reported = {(problem.path, problem.code) for problem in findings.problems}
    more = [problem for problem in repository(root) if (problem.path, problem.code) not in reported]
    findings = findings._replace(problems=tuple(in_reading_order([*findings.problems, *more])))
    is_forge = os.environ.get("GITHUB_ACTIONS") == "true"
    print(for_github(findings) if is_forge else for_people(findings, _in_colour))
    return 1 if findings.errors else 0


def _in_colour(severity: Severity) -> str:
    colour = Colour.RED if severity is Severity.ERROR else Colour.YELLOW
    return painted(severity, colour, sys.stdout)


def _check_in_view(data: Path, records: Path, content: Path) -> Findings:
    """Check with a progress bar when a person looks on."""
    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("Lecture des fiches", total=None)

        def show(done: int, of: int) -> None:
            bar.update(task, completed=done, total=of)

        return check_everything(data, records, content, show, today=build_day()).findings


def build_day() -> date:
    """Return the day of the machine, or the one set for reproducible builds."""
    reported = os.environ.get("SOURCE_DATE_EPOCH")
    now = datetime.fromtimestamp(int(reported), UTC) if reported else datetime.now(UTC).astimezone()
    return now.date()
