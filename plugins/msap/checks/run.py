"""Everything read and every rule applied, once, for the `check` command and for the build."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from msap.source.catalogue import Catalogue, read_catalogue
from msap.source.editorial import Editorial, read_editorial
from msap.source.problems import Problem, Severity, in_reading_order


@dataclass(frozen=True, slots=True)
class Checked:
    """What was read, and every problem in reading order.

    `catalogue` is None when the project's own data (referentials, network) cannot be used;
    `files` counts the record files seen.
    """

    catalogue: Catalogue | None
    editorial: Editorial
    problems: tuple[Problem, ...]
    files: int

    @property
    def errors(self) -> tuple[Problem, ...]:
        """Give the problems that stop a build."""
        return tuple(p for p in self.problems if p.severity is Severity.ERROR)

    def report(self) -> str:
        """Render the problems for people."""
        return "\n".join(
            f"{p.path}:{p.position.line}:{p.position.column}: {p.severity}: {p.fact} {p.advice}"
            for p in self.problems
        )


def check_everything(
    data: Path, records: Path, content: Path, progress: Callable[[int, int], None] | None = None
) -> Checked:
    """Read the data, a folder of records and the content, and apply every rule."""
    reading = read_catalogue(data, records, progress)
    editorial, problems = read_editorial(content)
    problems = in_reading_order([*reading.problems, *problems])
    return Checked(reading.catalogue, editorial, tuple(problems), reading.files)
