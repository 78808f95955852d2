"""Sets of as many records as wanted, made from a real one."""

from __future__ import annotations

import re
from pathlib import Path


def write_records(source: Path, target: Path, count: int) -> Path:
    """Write `count` records: those of `source` in order, then again under other names nearby."""
    files = sorted(source.glob("*/*.yml"))
    for number in range(count):
        turn, rank = divmod(number, len(files))
        file = files[rank]
        text = file.read_text(encoding="utf-8")
        name = file.stem
        if turn:
            name = f"{name}-x{turn}"
            text = re.sub(r"(?m)^id: .*$", f"id: {name}", text)
            text = re.sub(r"(?m)^name: (>-\n +)?\"?", rf"\g<0>Site {turn} ", text)
            text = re.sub(r"(?m)^previous_ids: .*\n", "", text)
            text = re.sub(
                r"lat: (-?\d+\.\d+)",
                lambda found, turn=turn: f"lat: {float(found[1]) + turn / 500:.5f}",  # type: ignore[misc]
                text,
            )
        folder = target / file.parent.name
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{name}.yml").write_text(text, encoding="utf-8")
    return target
