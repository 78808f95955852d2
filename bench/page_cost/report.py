"""The figures of bench.page_cost as tables, and where they stand in docs/page-cost.md."""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from bench.page_cost.budgets import Cost
from bench.page_cost.ecoindex import letter
from bench.page_cost.lighthouse import CATEGORIES, Scores
from bench.page_cost.load import CONNECTIONS, Load

REPORT = Path(__file__).resolve().parents[2] / "docs" / "page-cost.md"


def when() -> str:
    """Return the date, and how loaded the machine is: seconds measured on a busy one are worse."""
    busy = ", ".join(f"{one:.1f}" for one in os.getloadavg()[:2])
    return (
        f"{datetime.now(tz=UTC):%Y-%m-%d}, {os.cpu_count()} cores, "
        f"load average over 1 and 5 minutes before the run: {busy}."
    )


def costs_table(costs: dict[str, tuple[str, Cost, float]]) -> str:
    """Write what each kind costs, by its name, with its address and its longest task in ms."""
    heads = (
        *("kind", "heaviest", "requests", "bytes", "elements", "blocks of script run"),
        *("EcoIndex", "longest task, ms"),
    )
    return _table(
        heads,
        (
            (
                *(name, f"`/{address}`", cost.requests, f"{cost.sent:,}", cost.elements),
                *(f"{cost.blocks:,}", f"{cost.ecoindex:.0f} {letter(cost.ecoindex)}"),
                f"{task:.0f}",
            )
            for name, (address, cost, task) in costs.items()
        ),
    )


def scores_table(found: dict[str, tuple[str, Scores]]) -> str:
    """Write the medians of each kind; the lowest run stands behind a median that differs."""
    return _table(
        ("kind", "address", *CATEGORIES, "audits not passed in the last run"),
        (
            (
                *(name, f"`/{address}`"),
                *(
                    str(median) if median == low else f"{median} ({low})"
                    for median, low in zip(one.medians, one.lowest, strict=True)
                ),
                ", ".join(one.lost) or "none",
            )
            for name, (address, one) in found.items()
        ),
    )


def load_table(done: Load) -> str:
    """Write what the server bore."""
    return _table(
        ("what", "figure"),
        (
            ("connections kept open, with encryption", CONNECTIONS),
            ("requests answered", f"{done.requests:,} in {done.seconds:.0f} s"),
            ("requests a second", f"{done.rate:,.0f}"),
            ("megabytes a second", f"{done.bytes / done.seconds / 1e6:.0f}"),
            ("p50, p99 in ms", f"{done.p50:.1f}, {done.p99:.1f}"),
            ("errors", done.errors),
        ),
    )


def write(part: str, text: str) -> None:
    """Put the figures of a part between its marks in the report."""
    whole = REPORT.read_text(encoding="utf-8")
    begin, end = f"<!-- {part}:begin -->", f"<!-- {part}:end -->"
    start, stop = whole.index(begin) + len(begin), whole.index(end)
    REPORT.write_text(f"{whole[:start]}\n{text}\n{whole[stop:]}", encoding="utf-8")


def _table(heads: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> str:
    lines = [heads, ("---",) * len(heads), *rows]
    return "\n".join(f"| {' | '.join(map(str, line))} |" for line in lines)
