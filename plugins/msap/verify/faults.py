"""A fault is a value: the page or file where it stands, and what is wrong, in French."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class SiteFault(NamedTuple):
    """One thing that readers would suffer from; `rule` is the name of the module that saw it."""

    file: str
    words: str
    rule: str = ""


def report(faults: Iterable[SiteFault]) -> str:
    """Write every fault once, with the number of pages that share it."""
    groups: dict[tuple[str, str], list[str]] = {}
    for fault in sorted(faults):
        groups.setdefault((fault.rule, fault.words), []).append(fault.file)
    lines = [f"{_where(files)} : {words} [{rule}]" for (rule, words), files in groups.items()]
    count = f"{len(lines)} défaut{'s' if len(lines) > 1 else ''}"
    return "\n".join(["Le site construit a des défauts :", *sorted(lines), f"{count}."])


def _where(files: list[str]) -> str:
    others = len(dict.fromkeys(files)) - 1
    if not others:
        return files[0]
    return f"{files[0]} et {others} autre{'s' if others > 1 else ''}"
