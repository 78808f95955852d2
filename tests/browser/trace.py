"""What a trace of Chromium says of a page's main thread."""

import json
from pathlib import Path

CATEGORIES = ["toplevel"]


def longest_task(trace: Path) -> float:
    """Give the processor time of the longest task of a page's main thread, in milliseconds."""
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
    assert tasks
    return float(max(tasks))
