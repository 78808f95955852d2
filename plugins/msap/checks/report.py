"""Problems written out: for people in a terminal, and as annotations on a pull request."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from msap.source.problems import Problem, Severity, in_reading_order


class Findings(NamedTuple):
    """All that one run of the checks found, in `seconds`, on `records` record files."""

    problems: tuple[Problem, ...]
    records: int
    seconds: float

    @property
    def errors(self) -> tuple[Problem, ...]:
        """Return the problems that stop the build."""
        return tuple(p for p in self.problems if p.severity is Severity.ERROR)

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """Return the problems that only ask for attention."""
        return tuple(p for p in self.problems if p.severity is Severity.WARNING)


def for_people(findings: Findings, shown: Callable[[Severity], str] = str) -> str:
    """Write the points to look at, then the errors, then one line of counts.

    Each problem begins with `file:line:column`, which terminals and editors open. Errors come
    last, where the eye is when a long report ends. `shown` writes a severity, in colour perhaps.
    """
    found = (*_by_file(findings.warnings, shown), *_by_file(findings.errors, shown))
    blocks = [*found, summary(findings)]
    return "\n\n".join(blocks)


def for_github(findings: Findings) -> str:
    """Write workflow commands that GitHub shows beside the lines, then the line of counts."""
    commands = {Severity.ERROR: "error", Severity.WARNING: "warning"}
    lines = [
        f"::{commands[problem.severity]} file={_property(_shown_path(problem))},"
        f"line={problem.position.line},col={problem.position.column},"
        f"title={_property(problem.code)}::{_data(f'{problem.fact} {problem.advice}')}"
        for problem in in_reading_order(findings.problems)
    ]
    return "\n".join([*lines, summary(findings)])


def summary(findings: Findings) -> str:
    """Count in one line: errors and their files, points to look at, records and time."""
    errors, warnings = len(findings.errors), len(findings.warnings)
    files = len({problem.path for problem in findings.errors})
    found = (
        f"{_count(errors, 'erreur')} dans {_count(files, 'fichier')}" if errors else "Aucune erreur"
    )
    if warnings:
        found += f", {_number(warnings)} point{'s' if warnings > 1 else ''} à vérifier"
    seconds = f"{findings.seconds:.1f}".replace(".", ",")
    read = f"{_count(findings.records, 'fiche')} lue{'s' if findings.records > 1 else ''}"
    return f"{found} ; {read} en {seconds} s."


def _by_file(problems: Iterable[Problem], shown: Callable[[Severity], str]) -> Iterator[str]:
    """Write the problems of each file as one block."""
    for _path, found in groupby(in_reading_order(problems), key=lambda problem: problem.path):
        yield "\n".join(_folded(list(found), shown))


def _folded(problems: Sequence[Problem], shown: Callable[[Severity], str]) -> Iterator[str]:
    """Write each different problem of a file once, with all its lines."""
    groups: dict[tuple[str, str, str], list[Problem]] = {}
    for problem in problems:
        groups.setdefault((problem.code, problem.fact, problem.advice), []).append(problem)
    for first, *others in groups.values():
        line, column = first.position
        again = _elsewhere(line, others)
        yield (
            f"{_shown_path(first)}:{line}:{column} {shown(first.severity)} : "
            f"{printable(first.fact)}{again}\n"
            f"    {printable(first.advice)} [{first.code}]"
        )


def _elsewhere(line: int, others: Sequence[Problem]) -> str:
    """Return on which other lines the same problem stands, or how many times on the same."""
    lines = [str(n) for n in dict.fromkeys(p.position.line for p in others) if n != line]
    if lines:
        return f" (et ligne{'s' if len(lines) > 1 else ''} {', '.join(lines)})"
    return f" ({len(others) + 1} fois)" if others else ""


def _shown_path(problem: Problem) -> str:
    return printable(problem.path.as_posix())


def printable(text: str) -> str:
    """Write out what a terminal would obey or could not show, such as a line end in a name."""
    return "".join(
        c if c.isprintable() or c in "\u00a0\u202f" else f"\\u{ord(c):04x}" for c in text
    )


def _data(text: str) -> str:
    """Escape the text of a workflow command."""
    return printable(text).replace("%", "%25")


def _property(text: str) -> str:
    """Escape a property of a workflow command."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _count(number: int, noun: str) -> str:
    return f"{_number(number)} {noun}{'s' if number > 1 else ''}"


def _number(number: int) -> str:
    return f"{number:,}".replace(",", "\u202f")
