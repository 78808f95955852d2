"""Everything read and every rule applied, once, for the `check` command and for the build."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from msap.checks import wording
from msap.checks.attached.reason import RefusalReason
from msap.checks.attachments import attachments, reasons_of_files
from msap.checks.charts import charts
from msap.checks.editorial import editorial_files
from msap.checks.offer import offer
from msap.checks.publication import targets
from msap.checks.redirections import redirections
from msap.checks.report import Findings, for_people
from msap.checks.rules import problems_between_records, problems_of_record
from msap.checks.territories import territories
from msap.checks.titles import titles
from msap.domain.status import catalogue_on
from msap.source.catalogue import Catalogue, Reader, read_catalogue
from msap.source.editorial import Editorial, read_editorial
from msap.source.entries import RecordEntry
from msap.source.problems import Problem, in_reading_order

Progress = Callable[[int, int], None]


class CheckReport(NamedTuple):
    """What was read, and what the rules found in it.

    `catalogue` is None when the project's own data (referentials, network) cannot be used.
    """

    catalogue: Catalogue | None
    editorial: Editorial
    findings: Findings

    @property
    def errors(self) -> tuple[Problem, ...]:
        """Return the problems that stop a build."""
        return self.findings.errors

    def report(self) -> str:
        """Render the problems for people."""
        return for_people(self.findings)


class Checks(Reader):
    """Reads everything and applies the rules, all of them each time."""

    def of_records(
        self, entries: Sequence[RecordEntry], catalogue: Catalogue
    ) -> Iterable[list[Problem]]:
        """Return the problems of each record by itself, in the order of the records."""
        return (problems_of_record(entry, catalogue) for entry in entries)

    def of_data(self, data: Path) -> list[Problem]:
        """Return the problems of files that are read elsewhere: publication, territories."""
        return [*targets(data), *territories(data), *wording.of_data(data)]

    def of_attachments(self, files: Sequence[Path]) -> list[tuple[RefusalReason, ...]]:
        """Return why each file that is attached is refused, if it is."""
        return reasons_of_files(files)

    def of_editorial(self, content: Path) -> tuple[Editorial, list[Problem]]:
        """Read `content/`, with the problems of its files."""
        editorial, problems = read_editorial(content)
        return editorial, [*problems, *editorial_files(editorial)]


def check_everything(  # noqa: PLR0913 - what is read, by whom, and what it is held against
    data: Path,
    records: Path,
    content: Path,
    progress: Progress | None = None,
    *,
    checks: Checks | None = None,
    today: date | None = None,
) -> CheckReport:
    """Read the data, a folder of records and the content, and apply every rule.

    With `today`, records have their status of that day, news to come is left out, and dates are
    held against it. `progress` is called with the number of records
    read and their total. Raises Refusal when the territory data cannot be read.
    """
    start = time.perf_counter()
    checks = checks or Checks()
    reading = read_catalogue(data, records, progress, checks)
    catalogue = reading.catalogue
    if catalogue and today:
        catalogue = catalogue_on(catalogue, today)
    found = list(reading.problems)
    if catalogue:
        entries = (*catalogue.entries, *catalogue.unsound)
        found += chain.from_iterable(checks.of_records(entries, catalogue))
        found += problems_between_records(reading, catalogue, today)
    editorial, refused = checks.of_editorial(content)
    found += refused
    found += attachments(editorial, checks.of_attachments)
    found += checks.of_data(data)
    if catalogue:
        found += charts(editorial, tuple(catalogue.referentials.departements))
        found += offer(catalogue, data)
        found += titles(editorial, catalogue)
        found += redirections(catalogue, editorial, reading.unread_ids, data)
    problems = tuple(in_reading_order(found))
    findings = Findings(problems, reading.files, time.perf_counter() - start)
    return CheckReport(catalogue, editorial.on(today) if today else editorial, findings)
