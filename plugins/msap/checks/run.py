"""Everything read and every rule applied, once, for the `check` command and for the build."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import NamedTuple

from msap.checks.attachments import attachments
from msap.checks.charts import charts
from msap.checks.editorial import editorial_files
from msap.checks.publication import targets
from msap.checks.redirections import redirections
from msap.checks.report import Findings, for_people
from msap.checks.rules import judge_across, judging
from msap.checks.territories import territories
from msap.checks.titles import titles
from msap.errors import Refusal
from msap.keep import Keep
from msap.source.catalogue import Catalogue, Reading, read_catalogue
from msap.source.editorial import Editorial, read_editorial
from msap.source.problems import Problem, Severity, in_reading_order

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


class Checking(NamedTuple):
    """What was read, while records are being judged.

    `catalogue` is None when something is known to be wrong by now; the rules between records have
    passed otherwise. `outcome` waits for the rest.
    """

    catalogue: Catalogue | None
    editorial: Editorial
    outcome: Callable[[], Checked]


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
    with checking(data, records, content, progress, keep) as under_way:
        return under_way.outcome()


@contextmanager
def checking(  # noqa: PLR0913 - what is read, and how it is told, kept and judged
    data: Path,
    records: Path,
    content: Path,
    progress: Progress | None = None,
    keep: Keep | None = None,
    *,
    judges_records: bool = True,
) -> Iterator[Checking]:
    """Read everything, and have the records judged during the steps that follow."""
    start = time.perf_counter()
    keep = keep or Keep()
    reading = _read(data, records, progress, keep)
    catalogue = reading.catalogue
    ruled = catalogue if judges_records else None
    with judging(ruled, keep.shelf("rules")) if ruled else nullcontext(list) as judged:
        between = [*judge_across(reading, ruled)] if ruled else []
        editorial, found = read_editorial(content)
        found += editorial_files(editorial)
        found += targets(data)
        found += territories(data)
        found += attachments(editorial, keep.shelf("attachments"))
        if catalogue:
            found += charts(editorial, tuple(catalogue.referentials.departements))
            found += titles(editorial, catalogue)
            found += redirections(catalogue, editorial, reading.unread_ids, data)

        def outcome() -> Checked:
            problems = tuple(in_reading_order([*reading.problems, *judged(), *between, *found]))
            seconds = time.perf_counter() - start
            return Checked(catalogue, editorial, Findings(problems, reading.files, seconds))

        by_now = [*reading.problems, *between, *found]
        is_wrong = any(problem.severity is Severity.ERROR for problem in by_now)
        yield Checking(None if is_wrong else catalogue, editorial, outcome)


def _read(data: Path, records: Path, progress: Progress | None, keep: Keep | None) -> Reading:
    try:
        return read_catalogue(data, records, progress, keep)
    except (OSError, ValueError) as failure:
        raise Refusal(
            f"Les données du territoire ({data / 'geo'}) ne se lisent pas : {failure}. "
            "Remettez les fichiers de la dernière version."
        ) from failure
