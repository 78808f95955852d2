"""The request or the run that a workflow works for, as both forges describe it.

GitHub writes an event into a file, GitLab sets variables. Nothing of it reaches a shell.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from msap.publish.guards.regression_kinds import Regression


@dataclass(frozen=True, slots=True)
class JobContext:
    """What people wrote of this run; `chosen` are regressions accepted by hand when it was started."""

    description: str
    chosen: tuple[Regression, ...]
    is_from_fork: bool

    @classmethod
    def of(cls, environment: Mapping[str, str]) -> JobContext:
        """Read it from the environment of a job; outside of a forge it is empty."""
        event: dict[str, Any] = {}
        if path := environment.get("GITHUB_EVENT_PATH"):
            event = json.loads(Path(path).read_text(encoding="utf-8"))
        pull = event.get("pull_request") or {}
        inputs = event.get("inputs") or {}
        description = pull.get("body") or environment.get("CI_MERGE_REQUEST_DESCRIPTION") or ""
        return cls(
            description=f"{description}\n{_chosen_by_variable(environment)}",
            chosen=tuple(
                regression
                for regression in Regression
                if str(inputs.get(regression)).lower() == "true"
            ),
            is_from_fork=_is_from_fork(pull, event, environment),
        )


def _chosen_by_variable(environment: Mapping[str, str]) -> str:
    """Return the line that GitLab's form « Run pipeline » gives, where people fill in ACCEPTE."""
    words = environment.get("ACCEPTE", "")
    return f"Accepte : {words}" if words else ""


def _is_from_fork(
    pull: dict[str, Any], event: dict[str, Any], environment: Mapping[str, str]
) -> bool:
    if pull:
        source = (pull["head"].get("repo") or {}).get("full_name")
        return bool(source != event["repository"]["full_name"])
    source = environment.get("CI_MERGE_REQUEST_SOURCE_PROJECT_ID")
    return source != environment.get("CI_MERGE_REQUEST_PROJECT_ID")
