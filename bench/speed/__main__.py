"""Measure builds beside Hugo and Eleventy: `python -m bench.speed --records DIR …` (docs/speed.md)."""

from __future__ import annotations

import argparse
import os
import re
import shutil
import statistics
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bench.speed.drawing import draw_ratios
from bench.speed.fixtures import write_fixtures
from bench.speed.records import write_records
from bench.speed.running import TimedRun, run
from bench.speed.serving import live_edits
from msap.publish.directory import Directory
from msap.source.catalogue import read_catalogue

ROOT = Path(__file__).resolve().parents[2]
REPORT = ROOT / "docs/speed.md"
_BEGIN, _END = "<!-- table:begin -->", "<!-- table:end -->"
_MANY = 10_000
"""From so many records on each build runs once: it takes minutes."""
_GOALS = {
    364: {"pages only": "1.5"},
    3000: {"pages only": "0.55", "everything": "1.8"},
    30_000: {"everything": "0.8"},
}
_MEMORY_GOALS = {3000: " (goal 0.7 of Hugo's)"}
_PHONE = re.compile(r'phone: "([^"]*)"')


@dataclass(frozen=True)
class BenchRow:
    """What one contender took, as medians, and what Hugo took in the same pairs."""

    what: str
    who: str
    wall: float
    cpu: float
    ratio: float
    goal: str
    """The most that was aimed at, as a ratio to Hugo's wall time; empty where nothing was."""


class Bench:
    """The fixtures of every contender for one number of records."""

    def __init__(self, options: argparse.Namespace, count: int, scratch: Path) -> None:
        self._options = options
        self._scratch = scratch / str(count)
        self.records = write_records(options.records, self._scratch / "records", count)
        reading = read_catalogue(ROOT / "data", self.records)
        if reading.catalogue is None:
            raise SystemExit("the records cannot be read")
        write_fixtures(Directory(reading.catalogue, datetime.now(UTC).date()), self._scratch)
        self.environment = {
            "PYTHONPATH": f"{ROOT / 'plugins'}:{ROOT}",
            "SOURCE_DATE_EPOCH": str(int(datetime(2026, 11, 23, tzinfo=UTC).timestamp())),
            "PYTHONDONTWRITEBYTECODE": "",  # compiled once, as anywhere Python runs as it comes
        }

    def pages_only(self, *, with_memory: bool = False) -> TimedRun:
        """Write the pages of places and departments, from nothing."""
        output = self._emptied("pages")
        command = [sys.executable, "-m", "bench.speed.pages", str(self.records), str(output)]
        return run(command, ROOT, self.environment, with_memory=with_memory)

    def everything(self, *, with_memory: bool = False) -> TimedRun:
        """Build as people do, from nothing."""
        shutil.rmtree(self._scratch / "site", ignore_errors=True)
        shutil.rmtree(self._scratch / ".site.before", ignore_errors=True)
        return self._build(with_memory=with_memory)

    def hugo(self, *, with_memory: bool = False) -> TimedRun:
        """Build the same pages with Hugo, which always makes all of them."""
        shutil.rmtree(self._scratch / "hugo/public", ignore_errors=True)
        return run([self._options.hugo], self._scratch / "hugo", with_memory=with_memory)

    def eleventy(self) -> TimedRun:
        """Build the same pages with Eleventy."""
        shutil.rmtree(self._scratch / "eleventy/_site", ignore_errors=True)
        return run([*self._options.eleventy.split(), "--quiet"], self._scratch / "eleventy")

    def live(self, edits: int) -> tuple[list[float], list[float]]:
        """Time edits shown by our server and by Hugo's, each watching its own files."""
        record = self._edited
        page = self._scratch / "hugo/content/lieux" / f"{record.stem}.md"
        found = _PHONE.findall(record.read_text(encoding="utf-8"))
        text = page.read_text(encoding="utf-8")
        page.write_text(_PHONE.sub(f'phone: "{found[0]}"', text), encoding="utf-8")
        phones = [found[0], *(f"05 55 00 01 {number:02d}" for number in range(edits))]
        serve = [sys.executable, "-m", "msap", "serve", "--port", "8930"]
        serve += ["--records", str(self.records), "--output", str(self._scratch / "served")]
        address = f"lieux/{record.stem}/"
        ours = live_edits(
            serve, ROOT, self.environment, f"http://localhost:8930/{address}", record, phones
        )
        hugo = [self._options.hugo, "server", "--port", "8960", "--renderToMemory"]
        url = f"http://localhost:8960/{address}"
        return ours, live_edits(hugo, self._scratch / "hugo", {}, url, page, phones)

    @property
    def _edited(self) -> Path:
        """Return the record that edits change: the first that has a number."""
        files = sorted(self.records.glob("*/*.yml"))
        return next(file for file in files if _PHONE.search(file.read_text(encoding="utf-8")))

    def _build(self, *, with_memory: bool = False) -> TimedRun:
        command = [sys.executable, "-m", "msap", "build", "--records", str(self.records)]
        command += ["--output", str(self._scratch / "site")]
        return run(command, ROOT, self.environment, with_memory=with_memory)

    def _emptied(self, name: str) -> Path:
        shutil.rmtree(self._scratch / name, ignore_errors=True)
        (self._scratch / name).mkdir()
        return self._scratch / name


def main() -> None:
    """Run every pair in turn, print the table and, with `--write`, put it into docs/speed.md."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--records", type=Path, required=True)
    parser.add_argument("--hugo", required=True, help="the command of Hugo")
    parser.add_argument("--eleventy", help="the command of Eleventy, with its words")
    parser.add_argument("--pairs", type=int, default=5)
    parser.add_argument("--counts", type=int, nargs="*", default=[364, 3000])
    parser.add_argument("--scratch", type=Path, help="folder to work in, best in memory")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    rows: list[BenchRow] = []
    notes: list[str] = []
    with tempfile.TemporaryDirectory(dir=options.scratch) as folder:
        for count in options.counts:
            bench = Bench(options, count, Path(folder).resolve())
            rows += _rows(bench, count, options)
            notes += _notes(bench, count, options.pairs)
    table = _table(rows, [*notes, *_growth(rows)], options.pairs)
    print(table)
    if options.write:
        report = REPORT.read_text(encoding="utf-8")
        head, tail = report.split(_BEGIN)[0], report.split(_END)[1]
        REPORT.write_text(f"{head}{_BEGIN}\n{table}\n{_END}{tail}", encoding="utf-8")
        shown = [(f"{row.what}, {row.who}", row.ratio) for row in rows]
        REPORT.with_suffix(".svg").write_text(draw_ratios(shown), encoding="utf-8")


def _rows(bench: Bench, count: int, options: argparse.Namespace) -> list[BenchRow]:
    goals = _GOALS.get(count, {})

    def paired(what: str, work: Callable[[], TimedRun], who: str = "this site") -> BenchRow:
        """Run both in turn; the ratio is the median of the ratios of pairs."""
        turns = options.pairs if count < _MANY else 1
        pairs = [(work(), bench.hugo()) for _ in range(turns)]
        row = _row(f"{what}, {count}", who, pairs, goals.get(what, ""))
        print(row, file=sys.stderr, flush=True)  # a long run that is cut has told what it knew
        return row

    rows = [
        paired("pages only", bench.pages_only),
        paired("everything", bench.everything),
    ]
    if options.eleventy:
        rows.append(paired("pages only", bench.eleventy, "Eleventy"))
    return rows


def _row(what: str, who: str, pairs: Sequence[tuple[TimedRun, TimedRun]], goal: str) -> BenchRow:
    return BenchRow(
        what,
        who,
        statistics.median(one.wall for one, _ in pairs),
        statistics.median(one.cpu for one, _ in pairs),
        statistics.median(one.wall / other.wall for one, other in pairs),
        goal,
    )


def _notes(bench: Bench, count: int, pairs: int) -> list[str]:
    hugo = bench.hugo(with_memory=True)
    pages, everything = bench.pages_only(with_memory=True), bench.everything(with_memory=True)
    most = f"pages only {pages.memory_mb:.0f} MB, everything {everything.memory_mb:.0f} MB"
    goal = _MEMORY_GOALS.get(count, "")
    build = statistics.median(bench.hugo().wall for _ in range(pairs if count < _MANY else 1))
    notes = [
        f"Most memory at once, {count} records: {most}, Hugo {hugo.memory_mb:.0f} MB{goal}.",
        f"Hugo, {count} records: {build:.2f} s.",
    ]
    if count < _MANY:
        ours, theirs = bench.live(pairs)
        ratio = statistics.median(ours) / build
        notes.append(
            f"From saving a record to the new page answered, {count} records: this site "
            f"{_seconds(ours)}, Hugo's server {_seconds(theirs)} ; everything after one edit "
            f"thus takes {ratio:.2f} of Hugo's build (goal 0.12)."
        )
    return notes


def _growth(rows: Sequence[BenchRow]) -> list[str]:
    """Return how many times more ten times as many records cost."""
    walls = {row.what: row.wall for row in rows}
    few, many = (walls.get(f"everything, {count}") for count in (3000, 30_000))
    if not few or not many:
        return []
    return [f"Everything: 30 000 records cost {many / few:.1f} times 3 000 (goal 11)."]


def _seconds(times: Sequence[float]) -> str:
    return f"{statistics.median(times):.2f} s (most {max(times):.2f})"


def _table(rows: Sequence[BenchRow], notes: Sequence[str], pairs: int) -> str:
    load = os.getloadavg()[0]
    machine = f"{os.cpu_count()} cores, load {load:.1f} at the end"
    lines = [
        (
            f"{datetime.now(UTC).date()}, {machine}, medians of {pairs} pairs run in turn; "
            f"from {_MANY} records on, one pair."
        ),
        "",
        "| what | who | wall s | processor s | to Hugo | goal |",
        "|---|---|---|---|---|---|",
    ]
    lines += [
        f"| {row.what} | {row.who} | {row.wall:.2f} | {row.cpu:.2f} | {row.ratio:.2f} "
        f"| {row.goal} |"
        for row in rows
    ]
    return "\n".join([*lines, "", *(f"- {note}" for note in notes)])


if __name__ == "__main__":
    main()
