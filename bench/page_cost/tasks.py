"""The longest task of a page's main thread, in processor time: reported, and no gate."""

from __future__ import annotations

import json
from pathlib import Path

from playwright.sync_api import Browser

from bench.page_cost.budgets import open_as_phone, visit
from bench.page_cost.kinds import PageKind
from tests.browser.site_server import ServedSite

SLOWER = 4
"""How many times slower than this machine's processor an old phone's is taken to be."""


def longest_task(
    kind: PageKind, address: str, site: ServedSite, browser: Browser, work: Path
) -> float:
    """Return the milliseconds of the longest task of a visit; `work` is a folder for the trace.

    The task is measured in processor time, not by a clock, so that a loaded machine adds little,
    then multiplied by SLOWER. Chromium's own slowing waits by the clock: on a loaded machine the
    same task took from 69 to 134 ms with it, from 61 to 99 ms without.
    """
    trace = work / "trace.json"
    with open_as_phone(browser) as page:
        browser.start_tracing(page=page, path=trace, categories=["toplevel"])
        visit(page, kind, site.url + address)
        browser.stop_tracing()
    return SLOWER * _longest(trace)


def _longest(trace: Path) -> float:
    events = json.loads(trace.read_text(encoding="utf-8"))["traceEvents"]
    main = {
        (event["pid"], event["tid"])
        for event in events
        if event["name"] == "thread_name" and event["args"]["name"] == "CrRendererMain"
    }
    tasks = [
        event["tdur"] / 1000
        for event in events
        if "tdur" in event and (event["pid"], event["tid"]) in main
    ]
    return float(max(tasks))
