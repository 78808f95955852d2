"""What a protected branch requires: every job passed, or was left out on purpose."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from tests.projects import ROOT
from tests.tools.forge.test_changes import forge

WORKFLOW = yaml.safe_load((ROOT / ".github/workflows/check.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "tri, code, fiches, essais, passes",
    [
        ("success", "false", "success", "skipped", True),
        ("success", "true", "success", "success", True),
        ("success", "true", "success", "skipped", False),
        ("success", "true", "success", "failure", False),
        ("success", "true", "success", "cancelled", False),
        ("success", "false", "failure", "skipped", False),
        ("success", "false", "skipped", "skipped", False),
        ("failure", None, "success", "skipped", False),
        ("cancelled", None, "cancelled", "skipped", False),
    ],
)
def test_a_job_left_out_is_no_success(
    tmp_path: Path,
    tri: str,
    code: str | None,
    fiches: str,
    essais: str,
    passes: bool,  # noqa: FBT001
) -> None:
    """The tests alone may be left out, when records and pages alone change."""
    needs = {
        "tri": {"result": tri, "outputs": {} if code is None else {"code": code}},
        "fiches": {"result": fiches, "outputs": {}},
        "essais": {"result": essais, "outputs": {}},
    }
    ran = forge(tmp_path, "verdict", NEEDS=json.dumps(needs))
    assert (ran.returncode == 0) is passes, ran.stdout


def test_the_last_job_runs_whatever_happened_and_waits_for_all() -> None:
    """Left out, it would count as a success; what it does not wait for could fail unseen."""
    jobs = WORKFLOW["jobs"]
    last = jobs["controle"]
    assert last["if"] == "always()"
    informative = {name for name, job in jobs.items() if job.get("continue-on-error")}
    assert set(last["needs"]) == set(jobs) - {"controle"} - informative
    assert "needs.tri.outputs.code == 'true'" in jobs["essais"]["if"]
    assert "if" not in jobs["fiches"]
