"""Whether a request passes, by the results of its jobs: what a protected branch can require.

A job that is left out counts as a success for GitHub, also when it is left out because one it waits
for has failed. Here a job may be left out only where that was decided.
"""

from __future__ import annotations

from typing import Any

CHANGES = "tri"
TESTS = "essais"


def failures(needs: dict[str, Any]) -> list[str]:
    """Return what keeps a request from passing, from the context `needs` of the last job."""
    changes = needs[CHANGES]
    may_skip = {TESTS} if changes["outputs"].get("code") == "false" else set()
    return [
        f"{name} : {job['result']}"
        for name, job in needs.items()
        if job["result"] != "success" and not (job["result"] == "skipped" and name in may_skip)
    ]
