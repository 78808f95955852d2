"""The files that forges run: of the right shape, with the least rights, every action pinned."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.projects import ROOT

WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
PROGRAMS = Path(sys.executable).parent


def run(*command: str | Path) -> subprocess.CompletedProcess[str]:
    """Run a program of the environment, from the root of the project."""
    return subprocess.run(
        [PROGRAMS / command[0], *map(str, command[1:])],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    "arguments",
    [
        ("vendor.github-workflows", *WORKFLOWS),
        ("vendor.gitlab-ci", "--data-transform", "gitlab-ci", ROOT / ".gitlab-ci.yml"),
    ],
    ids=["github", "gitlab"],
)
def test_they_fit_the_forges_schemas(arguments: tuple[str | Path, ...]) -> None:
    """Checked against the published JSON Schemas, which the checker brings along."""
    outcome = run("check-jsonschema", "--builtin-schema", *arguments)
    assert outcome.returncode == 0, outcome.stdout


def test_a_security_audit_has_nothing_to_say() -> None:
    """zizmor, off line: rights, pins, credentials left behind, text of pull requests in commands."""
    outcome = run("zizmor", "--offline", "--pedantic", "--no-progress", *WORKFLOWS)
    assert outcome.returncode == 0, outcome.stdout
    assert "No findings" in outcome.stdout + outcome.stderr


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.name)
def test_actions_are_pinned_and_rights_are_least(workflow: Path) -> None:
    """Forty hexadecimal figures and the version in words; reading only, but for the deployment."""
    text = workflow.read_text(encoding="utf-8")
    uses = re.findall(r"uses: (.+)", text)
    assert uses
    assert all(re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", use) for use in uses)
    assert re.search(r"^permissions:\n  contents: read\n", text, re.MULTILINE)
    granted = set(re.findall(r"^\s+([a-z-]+): write", text, re.MULTILINE))
    assert granted <= ({"pages", "id-token"} if workflow.name == "publish.yml" else set())
    assert "pull_request_target" not in text
    assert "secrets." not in text
