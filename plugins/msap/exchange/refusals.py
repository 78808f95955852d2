"""Rows whose record `check` would refuse: reported with their line, and never written."""

from __future__ import annotations

import re
from pathlib import PurePath

from msap.checks.rules import problems_of_record
from msap.exchange.official_csv import ListRow
from msap.source.catalogue import Catalogue
from msap.source.entries import RecordEntry
from msap.source.problems import Position, Problem, Severity

_QUOTED = re.compile(r"« (.+?) »")


def refusals(
    after: RecordEntry,
    before: RecordEntry | None,
    row: ListRow,
    shown: PurePath,
    catalogue: Catalogue,
) -> list[Problem]:
    """Return the errors that the list brings into a record, at the row and the cell they come from.

    `before` is the record that is there; what is wrong with it already is no matter of the list.
    """
    known = {problem.fact for problem in _errors(before, catalogue)} if before else ()
    return [
        Problem(
            shown,
            Position(row.line, _cell(row, problem.fact)),
            problem.code,
            problem.fact,
            problem.advice,
        )
        for problem in _errors(after, catalogue)
        if problem.fact not in known
    ]


def _errors(entry: RecordEntry, catalogue: Catalogue) -> list[Problem]:
    found = problems_of_record(entry, catalogue)
    return [problem for problem in found if problem.severity is Severity.ERROR]


def _cell(row: ListRow, fact: str) -> int:
    """Return the rank of the first cell that holds what a message quotes, or 1."""
    quoted = _QUOTED.findall(fact)
    return next(
        (
            rank
            for rank, cell in enumerate(row.cells.values(), start=1)
            if any(words in cell for words in quoted)
        ),
        1,
    )
