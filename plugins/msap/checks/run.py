"""Everything read and every rule applied, once, for the `check` command and for the build."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from msap.checks.charts import charts
from msap.checks.editorial import editorial_files
from msap.checks.report import Findings, for_people
from msap.checks.rules import judge_records
from msap.errors import Refusal
from msap.keep import Keep
from msap.source.catalogue import Catalogue, Reading, read_catalogue
from msap.source.editorial import Editorial, read_editorial
from msap.source.problems import Problem, in_reading_order

Progress = Callable[[int, int], None]


class Checked(NamedTuple):
    """What was read, and what the rules found in it.

    `catalogue` is None when the project's own data (referentials, network) cannot be used.
    """

    catalogue: Catalogue | None
    editorial: Editorial
    findings: Findings

    @property
    def errors(self) -> tuple[Problem, ...]:
        """Give the problems that stop a build."""
        return self.findings.errors

    def report(self) -> str:
        """Render the problems for people."""
        return for_people(self.findings)


def check_everything(
    data: Path,
    records: Path,
    content: Path,
    progress: Progress | None = None,
    keep: Keep | None = None,
) -> Checked:
    """Read the data, a folder of records and the content, and apply every rule.

    `progress` is told the number of records read and their total; what is in the keep is neither
    parsed nor judged again. Raises Refusal when the territory data cannot be read.
    """
    start = time.perf_counter()
    reading = _read(data, records, progress, keep)
    editorial, found = read_editorial(content)
    found += editorial_files(editorial)
    judged = (keep or Keep()).shelf("rules")
    if reading.catalogue:
        found += charts(editorial, tuple(reading.catalogue.referentials.departements))
    problems = in_reading_order([*reading.problems, *judge_records(reading, judged), *found])
    findings = Findings(tuple(problems), reading.files, time.perf_counter() - start)
    return Checked(reading.catalogue, editorial, findings)


def _read(data: Path, records: Path, progress: Progress | None, keep: Keep | None) -> Reading:
    try:
        return read_catalogue(data, records, progress, keep)
    except (OSError, ValueError) as failure:
        raise Refusal(
            f"Les données du territoire ({data / 'geo'}) ne se lisent pas : {failure}. "
            "Remettez les fichiers de la dernière version."
        ) from failure
