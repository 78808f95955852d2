"""html-validate, which also knows accessibility rules and forbids inline style and script."""

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.projects import ROOT
from tests.site_checks.finding import Finding, ValidatorError, require_pages

NODE = ROOT / ".venv/bin/node"
PROGRAM = ROOT / "node_modules/html-validate/bin/html-validate.mjs"
RULES = ROOT / "tests/site_checks/htmlvalidate.json"


def check_with_html_validate(site: Path) -> list[Finding]:
    """Return every error of the HTML files under `site`, sorted; raises ValidatorError."""
    require_pages(site)
    outcome = subprocess.run(
        [
            *(str(NODE), str(PROGRAM), "--config", str(RULES)),
            *("--formatter", "json", "--ext", "html", str(site.resolve())),
        ],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    try:
        files = json.loads(outcome.stdout)
    except json.JSONDecodeError as error:
        raise ValidatorError(outcome.stdout + outcome.stderr) from error
    return sorted(finding for file in files for finding in _findings(file, site))


def _findings(file: dict[str, Any], site: Path) -> Iterator[Finding]:
    name = Path(file["filePath"]).relative_to(site.resolve()).as_posix()
    for message in file["messages"]:
        yield Finding(
            name, message["line"], message["column"], message["ruleId"], message["message"]
        )
